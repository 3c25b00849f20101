import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOaClient, measureText, oaLimits } from '../src/index.ts';
import type { OaButton, OaClientOptions, RateReport } from '../src/index.ts';
import { failure, jsonOf, startRecordingServer } from './recording-server.ts';
import type { RecordingServer } from './recording-server.ts';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const userId = '2512523625412515';
const client = (options: Partial<OaClientOptions> = {}) =>
  createOaClient({
    accessToken: () => 'ACCESS-1',
    openapiRoot: server.root,
    businessRoot: `${server.root}/business/`,
    ...options,
  });
const ok = (data?: unknown) => JSON.stringify({ data, error: 0, message: 'Success' });
const sentBody =
  '{"data":{"message_id":"63ecf43f0df7dba892e6","user_id":"2512523625412515","sent_time":"1626926349402",' +
  '"quota":{"quota_type":"reply","remain":"8","total":8}},"error":0,"message":"Success"}';

describe('messages', () => {
  const message = async (send: Promise<unknown>) => {
    await send;
    const request = server.only();
    expect(request).toMatchObject({ method: 'POST', url: '/v3.0/oa/message/cs' });
    expect(request.headers).toMatchObject({ access_token: 'ACCESS-1', 'content-type': 'application/json' });
    expect(request.headers.authorization).toBeUndefined();
    const body = jsonOf(request) as { recipient: unknown; message: unknown };
    expect(body.recipient).toEqual({ user_id: userId });
    return body.message;
  };

  test('text', async () => {
    server.answer(sentBody);
    const sent = await client().sendText({ userId, text: 'Xin chào' });
    expect(sent).toMatchObject({
      messageId: '63ecf43f0df7dba892e6',
      userId,
      sentAtMs: 1626926349402,
      quota: { type: 'reply', remaining: 8, total: 8 },
    });
    expect(server.only().body.toString()).toBe(
      '{"recipient":{"user_id":"2512523625412515"},"message":{"text":"Xin chào"}}',
    );
  });

  test('a quote', async () => {
    server.answer(sentBody);
    expect(await message(client().sendText({ userId, text: 'a', quoteMessageId: 'm1' }))).toEqual({
      text: 'a',
      quote_message_id: 'm1',
    });
  });

  test('every kind of button, without template_type', async () => {
    server.answer(sentBody);
    const buttons: OaButton[] = [
      { kind: 'query', title: 'Có', payload: '#kbyt:1' },
      { kind: 'query', title: 'Không', payload: '#kbyt:0', hidden: true },
      { kind: 'url', title: 'Xem', url: 'https://moh.gov.vn/' },
      { kind: 'phone', title: 'Gọi', phone: '84912345678' },
      { kind: 'sms', title: 'Nhắn', phone: '84912345678', content: 'alo' },
    ];
    expect(await message(client().sendText({ userId, text: 'a', buttons }))).toEqual({
      text: 'a',
      attachment: {
        type: 'template',
        payload: {
          buttons: [
            { title: 'Có', type: 'oa.query.show', payload: '#kbyt:1' },
            { title: 'Không', type: 'oa.query.hide', payload: '#kbyt:0' },
            { title: 'Xem', type: 'oa.open.url', payload: { url: 'https://moh.gov.vn/' } },
            { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84912345678' } },
            { title: 'Nhắn', type: 'oa.open.sms', payload: { content: 'alo', phone_code: '84912345678' } },
          ],
        },
      },
    });
  });

  test('media, file, request for information', async () => {
    server.answer(sentBody);
    const media = (element: object, text?: string) => ({
      ...(text === undefined ? {} : { text }),
      attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
    });
    expect(
      await message(
        client().sendMedia({ userId, media: 'image', source: { attachmentId: 'a1' }, text: 't' }),
      ),
    ).toEqual(media({ media_type: 'image', attachment_id: 'a1' }, 't'));
    server.answer(sentBody);
    const gif = { userId, media: 'gif', source: { url: 'https://x/a.gif' }, width: 10, height: 20 } as const;
    expect(await message(client().sendMedia(gif))).toEqual(
      media({ media_type: 'gif', url: 'https://x/a.gif', width: 10, height: 20 }),
    );
    server.answer(sentBody);
    expect(await message(client().sendFile({ userId, token: 't1' }))).toEqual({
      attachment: { type: 'file', payload: { token: 't1' } },
    });
    server.answer(sentBody);
    const ask = { userId, title: 'T', subtitle: 'S', imageUrl: 'https://x/a.png' };
    expect(await message(client().requestUserInfo(ask))).toEqual({
      attachment: {
        type: 'template',
        payload: {
          template_type: 'request_user_info',
          elements: [{ title: 'T', subtitle: 'S', image_url: 'https://x/a.png' }],
        },
      },
    });
  });

  test('decomposed text is composed before it is counted and sent', async () => {
    server.answer(sentBody);
    const text = 'ệ'.repeat(2000).normalize('NFD');
    expect(text.length).toBe(6000);
    expect(measureText(text)).toMatchObject({ codePoints: 2000, utf16Units: 2000 });
    expect(await message(client().sendText({ userId, text }))).toEqual({ text: 'ệ'.repeat(2000) });
  });

  test('a message counts as sent whatever is odd about its quota', async () => {
    server.answer(
      '{"error":"0","message":"Success","data":{"message_id":12345678901234567890,"quota":"none","sent_time":null}}',
    );
    expect(await client().sendText({ userId, text: 'a' })).toEqual({
      messageId: '12345678901234567890',
      userId: undefined,
      sentAtMs: undefined,
      quota: undefined,
    });
  });
});

describe('limits', () => {
  const text = 'a';
  const query = (title: string, payload: string): OaButton[] => [{ kind: 'query', title, payload }];
  const refusals: [string, (oa: ReturnType<typeof client>) => Promise<unknown>, RegExp][] = [
    ['empty text', (oa) => oa.sendText({ userId, text: ' \n' }), /^text is empty$/],
    ['long text', (oa) => oa.sendText({ userId, text: 'ạ'.repeat(2001) }), /^text has 2001 .* 2000$/],
    ['emoji count twice', (oa) => oa.sendText({ userId, text: '😷'.repeat(1001) }), /2002/],
    ['no user', (oa) => oa.sendText({ userId: '', text }), /userId/],
    [
      'six buttons',
      (oa) => oa.sendText({ userId, text, buttons: [...Array(6).keys()].flatMap(() => query('t', 'p')) }),
      /6 buttons/,
    ],
    [
      'long title',
      (oa) => oa.sendText({ userId, text, buttons: query('t'.repeat(101), 'p') }),
      /buttons\[0\]\.title has 101/,
    ],
    [
      'long payload',
      (oa) => oa.sendText({ userId, text, buttons: query('t', 'p'.repeat(1001)) }),
      /payload has 1001/,
    ],
    ['no payload', (oa) => oa.sendText({ userId, text, buttons: query('t', '') }), /payload has 0/],
    [
      'no link',
      (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'url', title: 't', url: 'moh.gov.vn' }] }),
      /url/,
    ],
    [
      'a script',
      (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'url', title: 't', url: 'javascript:1' }] }),
      /url/,
    ],
    [
      '0912…',
      (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'phone', title: 't', phone: '0912345678' }] }),
      /phone/,
    ],
    [
      'long subtitle',
      (oa) => oa.requestUserInfo({ userId, title: 't', subtitle: 's'.repeat(501), imageUrl: 'https://x' }),
      /subtitle/,
    ],
    ['page of 51', (oa) => oa.listUsers({ count: 51 }), /count/],
    ['offset', (oa) => oa.listUsers({ offset: 9952 }), /offset/],
    [
      'a big picture',
      (oa) => oa.uploadImage({ bytes: new Uint8Array(oaLimits.imageBytes + 1), fileName: 'a.png' }),
      /bytes/,
    ],
    ['a strange file', (oa) => oa.uploadFile({ bytes: new Uint8Array(1), fileName: 'a.exe' }), /fileName/],
    ['an empty file', (oa) => oa.uploadGif({ bytes: new Uint8Array(0), fileName: 'a.gif' }), /bytes/],
    [
      'a phone',
      (oa) => oa.sendTemplateByPhone({ phone: '+84912345678', templateId: '1', templateData: {} }),
      /phone/,
    ],
    [
      'a tracking id',
      (oa) =>
        oa.sendTemplateByPhone({
          phone: '84912345678',
          templateId: '1',
          templateData: {},
          trackingId: 't'.repeat(49),
        }),
      /trackingId/,
    ],
    [
      'an article title',
      (oa) =>
        oa.createArticle({
          title: 't'.repeat(151),
          author: 'a',
          coverUrl: 'https://x',
          description: 'd',
          body: [],
        }),
      /body|title/,
    ],
  ];
  test.each(refusals)('%s is refused before the call', async (_name, send, message) => {
    server.answer(sentBody);
    const error = await failure(send(client()));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe('templates', () => {
  test('by user id', async () => {
    server.answer(sentBody);
    await client().sendTemplate({ userId, templateId: '77', templateData: { ten: 'Lê'.normalize('NFD') } });
    expect(server.only().url).toBe('/v3.0/oa/message/template');
    expect(jsonOf(server.only())).toEqual({
      user_id: userId,
      template_id: '77',
      template_data: { ten: 'Lê' },
    });
  });
  test('by phone', async () => {
    server.answer(
      '{"error":0,"message":"Success","data":{"msg_id":"a1","sent_time":"1616673095659","sending_mode":"1",' +
        '"quota":{"dailyQuota":"500","remainingQuota":"499"}}}',
    );
    const message = { phone: '84987654321', templateId: '7895', templateData: { ma: '1' }, trackingId: 'x' };
    expect(await client().sendTemplateByPhone({ ...message, sendingMode: '3', development: true })).toEqual({
      messageId: 'a1',
      sentAtMs: 1616673095659,
      sendingMode: '1',
      dailyQuota: 500,
      remainingQuota: 499,
    });
    expect(server.only()).toMatchObject({ method: 'POST', url: '/business/message/template' });
    expect(jsonOf(server.only())).toEqual({
      phone: '84987654321',
      template_id: '7895',
      template_data: { ma: '1' },
      tracking_id: 'x',
      sending_mode: '3',
      mode: 'development',
    });
  });
  test('status by phone', async () => {
    for (const [status, state] of [
      [1, 'received'],
      ['0', 'not_received'],
      [-1, 'not_found'],
    ] as const) {
      server.answer(ok({ status, delivery_time: '1616673095659' }));
      expect(await client().templateStatus('a/1 2'.replace(' ', ''))).toMatchObject({ state });
      expect(server.only()).toMatchObject({
        method: 'GET',
        url: '/business/message/status?message_id=a%2F12',
      });
    }
  });
});

test('quota by phone', async () => {
  server.answer(ok({ dailyQuota: '500', remainingQuota: 499 }));
  expect(await client().templateQuota()).toEqual({ dailyQuota: 500, remainingQuota: 499 });
  expect(server.only()).toMatchObject({ method: 'GET', url: '/business/message/quota' });
});

test('the account itself', async () => {
  server.answer(
    '{"data":{"oaid":388613280878808645,"name":"CDC Đồng Nai","is_verified":true,"oa_type":4,"num_follower":"12",' +
      '"package_name":"Growth","package_valid_through_date":"01/06/2027","linked_ZCA":""},"error":0,"message":"Success"}',
  );
  expect(await client().getAccount()).toMatchObject({
    ...{ oaId: '388613280878808645', name: 'CDC Đồng Nai', isVerified: true, type: 4, followers: 12 },
    packageName: 'Growth',
  });
  expect(server.only()).toMatchObject({ method: 'GET', url: '/v2.0/oa/getoa' });
});

describe('users', () => {
  test('detail', async () => {
    server.answer(
      '{"data":{"user_id":"7543","user_id_by_app":"89","display_name":"Lan","user_alias":"","is_sensitive":false,' +
        '"user_last_interaction_date":"05/06/2024","user_is_follower":true,"avatar":"https://a","avatars":{"120":"x"},' +
        '"tags_and_notes_info":{"notes":["n"],"tag_names":["vip"]},' +
        '"shared_info":{"address":"Số 1","city":"Hà Nội","district":"","phone":84912345678,"name":"Lan"}},"error":0}',
    );
    expect(await client().getUser(userId)).toMatchObject({
      userId: '7543',
      displayName: 'Lan',
      isFollower: true,
      lastInteractionDate: '05/06/2024',
      tags: ['vip'],
      notes: ['n'],
      shared: { phone: '84912345678', city: 'Hà Nội' },
    });
    const request = server.only();
    expect(request.method).toBe('GET');
    expect(request.url).toBe(`/v3.0/oa/user/detail?data=${encodeURIComponent(`{"user_id":"${userId}"}`)}`);
    expect(request.headers['content-type']).toBeUndefined();
  });
  test('list', async () => {
    server.answer(ok({ total: 2, count: '2', offset: 0, users: [{ user_id: '1' }, { user_id: '2' }] }));
    const filter = { tagName: 'Hà Nội & +', lastInteraction: 'L7D', isFollower: true };
    expect(await client().listUsers(filter)).toEqual({ total: 2, count: 2, offset: 0, userIds: ['1', '2'] });
    const data = new URL(server.only().url, server.root).searchParams.get('data') ?? '';
    expect(JSON.parse(data)).toEqual({
      offset: 0,
      count: 50,
      tag_name: 'Hà Nội & +',
      last_interaction_period: 'L7D',
      is_follower: true,
    });
  });
  test('quota', async () => {
    server.answer(
      ok({
        last_interaction: '1626926349402',
        cs_reply: { remain: 8, total: '8' },
        promotion: { daily_remain: 1 },
      }),
    );
    expect(await client().getUserQuota(userId)).toMatchObject({
      lastInteractionMs: 1626926349402,
      reply: { remain: 8, total: 8 },
      promotion: { daily_remain: 1 },
    });
    expect(jsonOf(server.only())).toEqual({ user_id: userId });
  });
});

describe('tags', () => {
  test('put on, taken off, removed, listed', async () => {
    server.answer('{"error":0,"message":"Success"}');
    await client().tagUser(userId, 'F0');
    await client().untagUser(userId, 'F0');
    await client().removeTag('F0');
    const body = { user_id: userId, tag_name: 'F0' };
    expect(server.requests.map((request) => [request.url, jsonOf(request)])).toEqual([
      ['/v2.0/oa/tag/tagfollower', body],
      ['/v2.0/oa/tag/rmfollowerfromtag', body],
      ['/v2.0/oa/tag/rmtag', { tag_name: 'F0' }],
    ]);
    server.answer(ok(['F0', 'F1']));
    expect(await client().listTags()).toEqual(['F0', 'F1']);
  });
});

describe('uploads', () => {
  test.each([
    ['uploadImage', 'a b.PNG', '/v2.0/oa/upload/image', 'image/png', { attachment_id: 'id1' }],
    ['uploadGif', 'a.gif', '/v2.0/oa/upload/gif', 'image/gif', { attachment_id: 'id1' }],
    ['uploadFile', 'a.pdf', '/v2.0/oa/upload/file', 'application/pdf', { token: 'id1' }],
  ] as const)('%s', async (method, fileName, url, type, data) => {
    server.answer(ok(data));
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await client()[method]({ bytes, fileName })).toBe('id1');
    const request = server.only();
    expect(request).toMatchObject({ method: 'POST', url });
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const form = request.body.toString('latin1');
    expect(form).toContain(`name="file"; filename="${fileName}"`);
    expect(form).toContain(`Content-Type: ${type}`);
    expect(request.body.includes(Buffer.from(bytes))).toBe(true);
  });
});

describe('articles and broadcasts', () => {
  const article = {
    title: 'T',
    author: 'A',
    coverUrl: 'https://x/c.jpg',
    description: 'D',
    body: [
      { kind: 'text', content: 'c' },
      { kind: 'image', url: 'https://x/i.jpg', caption: 'i' },
    ],
  } as const;

  test('create and update', async () => {
    server.answer(ok({ token: 'tok' }));
    expect(await client().createArticle(article)).toBe('tok');
    const wire = {
      type: 'normal',
      title: 'T',
      author: 'A',
      cover: { cover_type: 'photo', photo_url: 'https://x/c.jpg', status: 'show' },
      description: 'D',
      body: [
        { type: 'text', content: 'c' },
        { type: 'image', url: 'https://x/i.jpg', caption: 'i' },
      ],
      status: 'hide',
      comment: 'hide',
    };
    expect(server.only().url).toBe('/v2.0/article/create');
    expect(jsonOf(server.only())).toEqual(wire);
    server.answer(ok({ token: 'tok' }));
    await client().updateArticle('id1', { ...article, visible: true, comments: true });
    expect(jsonOf(server.only())).toEqual({ ...wire, id: 'id1', status: 'show', comment: 'show' });
  });

  const pending = '{"error":-214,"message":"Article is being processed"}';
  test('verification is polled while the article is being made', async () => {
    server.answer(pending, pending, ok({ id: 'art1' }));
    expect(await client().awaitArticle('tok', { delayMs: 1 })).toBe('art1');
    expect(server.requests.map(jsonOf)).toEqual([{ token: 'tok' }, { token: 'tok' }, { token: 'tok' }]);
  });
  test('patience ends, other errors end it at once, a signal too', async () => {
    server.answer(pending);
    expect(await failure(client().awaitArticle('tok', { delayMs: 1, attempts: 3 }))).toMatchObject({
      code: -214,
      action: 'poll',
    });
    expect(server.requests).toHaveLength(3);
    server.answer(pending, '{"error":-216,"message":"Access token is invalid"}');
    expect(await failure(client().awaitArticle('tok', { delayMs: 1 }))).toMatchObject({ code: -216 });
    server.answer(pending);
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(reason);
    }, 30);
    expect(await failure(client().awaitArticle('tok', { signal: controller.signal }))).toBe(reason);
  });

  test('broadcast and removal', async () => {
    server.answer(ok({ message_id: 'b1' }));
    expect(await client().broadcastArticle({ articleId: 'art1', target: { cities: [4], gender: [1] } })).toBe(
      'b1',
    );
    expect(server.only().url).toBe('/v2.0/oa/message');
    expect(jsonOf(server.only())).toEqual({
      recipient: { target: { cities: [4], gender: [1] } },
      message: {
        attachment: {
          type: 'template',
          payload: { template_type: 'media', elements: [{ media_type: 'article', attachment_id: 'art1' }] },
        },
      },
    });
    server.answer('{"error":0,"message":"Success"}');
    await client().removeArticle('art1');
    expect(jsonOf(server.only())).toEqual({ id: 'art1' });
  });
});

describe('around a call', () => {
  test('appsecret_proof when there is a secret', async () => {
    server.answer(sentBody);
    await client({ appSecret: 'APP-SECRET' }).sendText({ userId, text: 'a' });
    const proof = createHmac('sha256', 'APP-SECRET').update('ACCESS-1').digest('hex');
    expect(server.only().headers['appsecret_proof']).toBe(proof);
  });

  test('the token is asked for before every call', async () => {
    server.answer(sentBody);
    let count = 0;
    const oa = client({ accessToken: () => Promise.resolve(`T${(count += 1)}`) });
    await oa.sendText({ userId, text: 'a' });
    await oa.sendText({ userId, text: 'a' });
    expect(server.requests.map(({ headers }) => headers['access_token'])).toEqual(['T1', 'T2']);
  });

  test('a refused token is renewed once', async () => {
    const refused: string[] = [];
    const oa = client({
      renewAccessToken: (token) => {
        refused.push(token);
        return 'ACCESS-2';
      },
    });
    server.answer('{"error":-220,"message":"access_token is expired or removed"}', sentBody);
    await oa.sendText({ userId, text: 'a' });
    expect(server.requests.map(({ headers }) => headers['access_token'])).toEqual(['ACCESS-1', 'ACCESS-2']);
    expect(refused).toEqual(['ACCESS-1']);

    server.answer('{"error":-216,"message":"Access token is invalid"}');
    expect(await failure(oa.sendText({ userId, text: 'a' }))).toMatchObject({
      code: -216,
      action: 'refresh',
    });
    expect(server.requests).toHaveLength(2);

    server.answer('{"error":-124,"message":"Access token is invalid"}', ok({ status: 1 }));
    await oa.templateStatus('m');
    expect(server.requests).toHaveLength(2);
  });

  test('rate headers are told, and a faulty gauge harms nothing', async () => {
    const rates: RateReport[] = [];
    server.answer({ headers: { 'X-RateLimit-Limit': '4000', 'X-RateLimit-Remain': '3999' }, body: sentBody });
    const onRate = (rate: RateReport) => {
      rates.push(rate);
      throw new Error('gauge');
    };
    await client({ onRate }).sendText({ userId, text: 'a' });
    server.answer(sentBody);
    await client({ onRate }).sendText({ userId, text: 'a' });
    server.answer({ headers: { 'X-RateLimit-Remain': 'x' }, body: '{"error":-32,"message":"limit"}' });
    await failure(client({ onRate }).sendText({ userId, text: 'a' }));
    expect(rates).toEqual([
      { path: '/v3.0/oa/message/cs', limit: 4000, remaining: 3999 },
      { path: '/v3.0/oa/message/cs', limit: undefined, remaining: undefined },
    ]);
  });

  test('a root that is no URL is refused at once', () => {
    for (const root of ['', 'openapi.zalo.me', 'ftp://x', 'https://x/?a=1']) {
      expect(() => client({ openapiRoot: root })).toThrow(TypeError);
    }
  });

  test('an injected fetch is used', async () => {
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = (url) => {
      urls.push(url as string);
      return Promise.resolve(new Response(sentBody));
    };
    await createOaClient({ accessToken: () => 'x', fetch }).sendText({ userId, text: 'a' });
    expect(urls).toEqual(['https://openapi.zalo.me/v3.0/oa/message/cs']);
  });
});
