import { createOaClient, signOaBody } from 'zalo-api-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { createZaloOaChannel } from '../../src/channels/zalo-oa.ts';
import { channelContract, type BodyCase, type Subject } from './contract.ts';
import { choices, commands, outgoing } from './outgoing.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';
import bodies from './zalo-oa-bodies.json' with { type: 'json' };

const keys = { appId: '360846524940903967', oaId: '388613280878808645', oaSecretKey: 'oa-secret-key-42' };
const accessToken = 'access-token-that-is-secret';
const userId = '246845883529197922';
const path = '/v3.0/oa/message/cs';
const recipient = { user_id: userId };
const hide = (title: string, payload: string) => ({ title, type: 'oa.query.hide', payload });
const choiceButton = (n: number) => hide(`Lựa chọn ${n}`, `#kb.0b9a44c1.3.c${n}`);
const commandButton = (n: number) => hide(`Lệnh ${n}`, `#kb.0b9a44c1.3.!cmd${n}`);
const withButtons = (text: string, buttons: object[]) => ({
  text,
  attachment: { type: 'template', payload: { buttons } },
});
const refusal = (error: number, message = 'Bí-Mật is invalid!') => ({ json: { error, message } });
const accepted = {
  json: { data: { message_id: '63ecf43f0df7dba892e6', user_id: userId }, error: 0, message: 'Success' },
};

interface WireBody {
  message: { text: string; attachment?: { payload: { buttons: { title: string }[] } } };
}

const subject: Subject = {
  name: 'zalo-oa',
  create: ({ root, timeoutMs, now }) =>
    createZaloOaChannel({
      ...keys,
      client: createOaClient({ accessToken: () => accessToken, openapiRoot: root, timeoutMs }),
      now,
    }),
  now: 1793000060000,
  sign: (body) => {
    try {
      return { 'x-zevent-signature': signOaBody(body, keys) };
    } catch {
      return { 'x-zevent-signature': `mac=${'0'.repeat(64)}` };
    }
  },
  bodies: bodies as BodyCase[],
  forged: { status: 200, dropped: 'bad-signature' },
  urn: `zalo-oa:${userId}`,
  accepts: () => accepted,
  idOfSent: '63ecf43f0df7dba892e6',
  pictured: (url, text) => {
    const payload = { template_type: 'media', elements: [{ media_type: 'image', url }] };
    return { path, body: { recipient, message: { text, attachment: { type: 'template', payload } } } };
  },
  textOf: ({ body }) => (body as WireBody).message.text,
  buttonsOf: ({ body }) =>
    (body as WireBody).message.attachment?.payload.buttons.map((button) => button.title) ?? [],
  secrets: [accessToken, keys.oaSecretKey],
  sends: [
    {
      kind: 'plain text',
      message: outgoing('Cảm ơn _*[Lan]*_ 👋'),
      requests: [{ path, body: { recipient, message: { text: 'Cảm ơn _*[Lan]*_ 👋' } } }],
    },
    {
      kind: 'choices and commands as hidden queries',
      message: outgoing('Có sốt không?', [...commands(2), ...choices(2)]),
      requests: [
        {
          path,
          body: {
            recipient,
            message: withButtons('Có sốt không?', [
              choiceButton(1),
              choiceButton(2),
              commandButton(1),
              commandButton(2),
            ]),
          },
        },
      ],
    },
    {
      kind: 'commands give way to five choices',
      message: outgoing('Chọn?', [...choices(5), ...commands(2)]),
      requests: [
        { path, body: { recipient, message: withButtons('Chọn?', [1, 2, 3, 4, 5].map(choiceButton)) } },
      ],
    },
    {
      kind: 'six choices become numbered lines, commands stay buttons',
      message: outgoing('Chọn?', [...choices(6), ...commands(1)]),
      requests: [
        {
          path,
          body: {
            recipient,
            message: withButtons(
              `Chọn?\n\n${[1, 2, 3, 4, 5, 6].map((n) => `${n}. Lựa chọn ${n}`).join('\n')}`,
              [commandButton(1)],
            ),
          },
        },
      ],
    },
    {
      kind: 'no share-phone button, which Zalo does not have',
      message: {
        ...outgoing('Số điện thoại?', [{ kind: 'share_phone', title: 'Chia sẻ' }]),
        removeKeyboard: true,
      },
      requests: [{ path, body: { recipient, message: { text: 'Số điện thoại?' } } }],
    },
  ],
  failures: [
    { kind: '-32 call limit', reaction: refusal(-32), code: 'throttled', retryAfter: 60 },
    { kind: '-211 quota', reaction: refusal(-211), code: 'throttled', retryAfter: 3600 },
    { kind: '-200 sending failed', reaction: refusal(-200), code: 'unavailable' },
    { kind: '-201 invalid', reaction: refusal(-201), code: 'refused' },
    { kind: '-213 not following', reaction: refusal(-213), code: 'stopped' },
    { kind: '-217 blocked', reaction: refusal(-217), code: 'stopped' },
    { kind: '-230 window', reaction: refusal(-230), code: 'window-closed' },
    { kind: '-216 token', reaction: refusal(-216), code: 'unavailable' },
    { kind: '-224 package', reaction: refusal(-224), code: 'misconfigured' },
    { kind: '-321 money', reaction: refusal(-321), code: 'misconfigured' },
    { kind: 'a code nobody has heard of', reaction: refusal(-9999), code: 'misconfigured' },
    { kind: '502', reaction: { status: 502, text: '<html>' }, code: 'unavailable' },
    { kind: 'a connection reset', reaction: 'reset', code: 'unavailable' },
    { kind: 'silence', reaction: 'silent', code: 'unavailable' },
  ],
};

channelContract(subject);

describe('zalo-oa', () => {
  let platform: RecordingServer;
  beforeAll(async () => {
    platform = await recordingServer(() => accepted);
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  const now = 1793000060000;
  const client = () => createOaClient({ accessToken: () => accessToken, openapiRoot: platform.root });
  const channel = (more: object = {}): Channel =>
    createZaloOaChannel({ ...keys, client: client(), now: () => now, ...more });

  /** As Zalo escapes it: parsed and written again these bytes would be others. */
  const escaped = Buffer.from(
    `{"app_id":"${keys.appId}","sender":{"id":"${userId}"},"recipient":{"id":"${keys.oaId}"},"event_name":"user_send_text",` +
      `"message":{"text":"S\\u1ed1t 38\\/39 \\ud83d\\ude37","msg_id":"96d3"},"timestamp":"1793000000000"}`,
  );

  test('reads bodies whose escapes do not survive re-serialising', () => {
    const signature = signOaBody(escaped, keys);
    for (const value of [signature, signature.replace('mac=', ''), signature.replace('mac=', 'mac = ')]) {
      const received = channel().receive({ headers: { 'x-zevent-signature': value }, body: escaped });
      expect(received.messages).toMatchObject([
        { id: '96d3', content: { type: 'text', text: 'Sốt 38/39 😷' } },
      ]);
    }
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(escaped.toString())));
    expect(channel().receive({ headers: { 'x-zevent-signature': signature }, body: rewritten }).dropped).toBe(
      'bad-signature',
    );
  });

  test('keeps ids that are bare numbers exact', () => {
    const body = Buffer.from(escaped.toString().replace(`"id":"${userId}"`, `"id":${userId}`));
    const headers = { 'x-zevent-signature': signOaBody(body, keys) };
    expect(channel().receive({ headers, body }).messages).toMatchObject([{ urn: `zalo-oa:${userId}` }]);
  });

  test('takes a signature over the OA id, not one with the key of another account', () => {
    const byOa = signOaBody(escaped, { appId: keys.oaId, oaSecretKey: keys.oaSecretKey });
    expect(
      channel().receive({ headers: { 'x-zevent-signature': byOa }, body: escaped }).messages,
    ).toHaveLength(1);
    const other = signOaBody(escaped, { ...keys, oaSecretKey: 'app-secret' });
    expect(channel().receive({ headers: { 'x-zevent-signature': other }, body: escaped })).toEqual({
      status: 200,
      messages: [],
      dropped: 'bad-signature',
    });
  });

  test('refuses what is older than a day, whoever signed it', () => {
    const headers = { 'x-zevent-signature': signOaBody(escaped, keys) };
    const at = (hours: number) => channel({ now: () => 1793000000000 + hours * 3_600_000 });
    expect(at(24).receive({ headers, body: escaped }).messages).toHaveLength(1);
    expect(at(24.01).receive({ headers, body: escaped }).dropped).toBe('stale');
  });

  test('does not call when the reply window is closed', async () => {
    const day = 24 * 3_600_000;
    const send = (ago: number | undefined) =>
      channel().send(
        `zalo-oa:${userId}`,
        outgoing('Nhắc khai báo'),
        ago === undefined ? undefined : now - ago,
      );
    await expect(send(7 * day + 1)).rejects.toMatchObject({ code: 'window-closed', retryable: false });
    expect(platform.requests).toEqual([]);
    await send(7 * day);
    await send(undefined);
    expect(platform.requests).toHaveLength(2);
    expect(
      [0, 2 * day, 2 * day + 1, 7 * day, 7 * day + 1].map((ago) => channel().window?.(now - ago)),
    ).toEqual(['free', 'free', 'billed', 'billed', 'closed']);
  });

  test('a token that cannot be fetched may come later', async () => {
    const broken = createOaClient({ accessToken: () => Promise.reject(new Error('postgres://u:p@h away')) });
    const send = channel({ client: broken }).send(`zalo-oa:${userId}`, outgoing('Chào'));
    await expect(send).rejects.toMatchObject({
      code: 'unavailable',
      message: 'zalo: no token, or no answer',
    });
  });
});
