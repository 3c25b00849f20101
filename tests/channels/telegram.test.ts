import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTelegramChannel, type TelegramChannel } from '../../src/channels/telegram.ts';
import { refusal, secret, token } from './a-telegram-bot.ts';
import { channelContract, type BodyCase, type Subject } from './contract.ts';
import { choices, commands, outgoing } from './outgoing.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';
import bodies from './telegram-bodies.json' with { type: 'json' };

const path = `/bot${token}/sendMessage`;
const preview = { link_preview_options: { is_disabled: true } };
const chat = { chat_id: 912345001 };
const markupOf = (body: unknown) =>
  (body as { reply_markup?: { inline_keyboard?: { text: string }[][] } }).reply_markup;

const subject: Subject = {
  name: 'telegram',
  create: ({ root, timeoutMs, now }) =>
    createTelegramChannel({ token, webhookSecret: secret, apiRoot: root, timeoutMs, now }),
  now: 1793000060000,
  sign: () => ({ 'x-telegram-bot-api-secret-token': secret }),
  bodies: bodies as BodyCase[],
  forged: { status: 401, dropped: 'bad-secret' },
  urn: 'telegram:912345001',
  accepts: () => ({
    json: { ok: true, result: { message_id: 1, date: 1793000000, chat: { id: 912345001, type: 'private' } } },
  }),
  idOfSent: '1',
  pictured: (photo, caption) => ({ path: `/bot${token}/sendPhoto`, body: { ...chat, photo, caption } }),
  textOf: ({ body }) => (body as { text: string }).text,
  buttonsOf: ({ body }) =>
    markupOf(body)
      ?.inline_keyboard?.flat()
      .map((button) => button.text) ?? [],
  secrets: [token, 'that-is-secret', secret],
  sends: [
    {
      kind: 'plain text, without any markup',
      message: outgoing('Cảm ơn _*[Lan]*_ <b>&amp; 👋'),
      requests: [{ path, body: { ...chat, ...preview, text: 'Cảm ơn _*[Lan]*_ <b>&amp; 👋' } }],
    },
    {
      kind: 'choices one to a row, commands in the last',
      message: outgoing('Có sốt không?', [
        { kind: 'choice', payload: 'y', title: 'Có, từ hôm qua' },
        { kind: 'choice', payload: 'n', title: 'Không có dấu hiệu nào' },
        { kind: 'command', payload: 'b', title: 'Quay lại' },
        { kind: 'command', payload: 's', title: 'Bỏ qua' },
      ]),
      requests: [
        {
          path,
          body: {
            ...chat,
            ...preview,
            text: 'Có sốt không?',
            reply_markup: {
              inline_keyboard: [
                [{ text: 'Có, từ hôm qua', callback_data: 'y' }],
                [{ text: 'Không có dấu hiệu nào', callback_data: 'n' }],
                [
                  { text: 'Quay lại', callback_data: 'b' },
                  { text: 'Bỏ qua', callback_data: 's' },
                ],
              ],
            },
          },
        },
      ],
    },
    {
      kind: 'short choices two to a row',
      message: outgoing('Giới tính?', choices(3)),
      requests: [
        {
          path,
          body: {
            ...chat,
            ...preview,
            text: 'Giới tính?',
            reply_markup: {
              inline_keyboard: [
                [
                  { text: 'Lựa chọn 1', callback_data: '#kb.0b9a44c1.3.c1' },
                  { text: 'Lựa chọn 2', callback_data: '#kb.0b9a44c1.3.c2' },
                ],
                [{ text: 'Lựa chọn 3', callback_data: '#kb.0b9a44c1.3.c3' }],
              ],
            },
          },
        },
      ],
    },
    {
      kind: 'the share-phone keyboard, alone; choices become numbered lines',
      message: outgoing('Số điện thoại?', [
        { kind: 'share_phone', title: '📱 Chia sẻ số của tôi' },
        ...choices(1),
        ...commands(1),
      ]),
      requests: [
        {
          path,
          body: {
            ...chat,
            ...preview,
            text: 'Số điện thoại?\n\n1. Lựa chọn 1',
            reply_markup: {
              keyboard: [[{ text: '📱 Chia sẻ số của tôi', request_contact: true }]],
              one_time_keyboard: true,
              resize_keyboard: true,
            },
          },
        },
      ],
    },
    {
      kind: 'the share-phone keyboard taken away',
      message: { ...outgoing('Đã ghi.'), removeKeyboard: true },
      requests: [
        { path, body: { ...chat, ...preview, text: 'Đã ghi.', reply_markup: { remove_keyboard: true } } },
      ],
    },
  ],
  failures: [
    {
      kind: '429 with retry_after',
      reaction: refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      code: 'throttled',
      retryAfter: 7,
    },
    { kind: '429 without', reaction: refusal(429, 'Too Many Requests'), code: 'throttled', retryAfter: 1 },
    { kind: 'blocked', reaction: refusal(403, 'Forbidden: bot was blocked by the user'), code: 'stopped' },
    { kind: 'deactivated', reaction: refusal(403, 'Forbidden: user is deactivated'), code: 'stopped' },
    { kind: 'no such chat', reaction: refusal(400, 'Bad Request: chat not found'), code: 'stopped' },
    { kind: 'a bad message', reaction: refusal(400, 'Bad Request: "Bí-Mật" is bad'), code: 'refused' },
    {
      kind: 'a picture it does not get',
      reaction: refusal(400, 'Bad Request: failed to get HTTP URL content'),
      code: 'refused',
    },
    { kind: 'a bad token', reaction: refusal(401, 'Unauthorized'), code: 'misconfigured' },
    { kind: 'a token that is none', reaction: refusal(404, 'Not Found'), code: 'misconfigured' },
    { kind: '502', reaction: { status: 502, text: '<html>Bad Gateway</html>' }, code: 'unavailable' },
    { kind: 'a proxy that answers 200 in HTML', reaction: { text: '<html>' }, code: 'unavailable' },
    { kind: 'an answer that is none', reaction: { json: { ok: false } }, code: 'unavailable' },
    { kind: 'null', reaction: { json: null }, code: 'unavailable' },
    { kind: 'a connection reset', reaction: 'reset', code: 'unavailable' },
    { kind: 'silence', reaction: 'silent', code: 'unavailable' },
  ],
};

channelContract(subject);

test('there is a body of every kind of update of Bot API 10.2', () => {
  const kinds = bodies.flatMap(({ body }) => Object.keys(body));
  for (const kind of [
    ...['message', 'edited_message', 'channel_post', 'edited_channel_post', 'business_connection'],
    ...['business_message', 'edited_business_message', 'deleted_business_messages', 'guest_message'],
    ...['message_reaction', 'message_reaction_count', 'inline_query', 'chosen_inline_result'],
    ...['callback_query', 'shipping_query', 'pre_checkout_query', 'purchased_paid_media', 'poll'],
    ...['poll_answer', 'my_chat_member', 'chat_member', 'chat_join_request', 'chat_boost'],
    ...['removed_chat_boost', 'managed_bot', 'subscription'],
  ]) {
    expect(kinds).toContain(kind);
  }
});

describe('telegram', () => {
  let platform: RecordingServer;
  let channel: TelegramChannel;
  const urn = 'telegram:912345001';

  beforeAll(async () => {
    platform = await recordingServer(() => ({ json: { ok: true, result: true } }));
    channel = createTelegramChannel({
      token,
      webhookSecret: secret,
      apiRoot: platform.root,
      groupNotice: 'Hãy nhắn riêng.',
    });
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  const receive = (body: object) =>
    channel.receive({
      headers: { 'x-telegram-bot-api-secret-token': secret },
      body: Buffer.from(JSON.stringify(body)),
    });

  test.each(['', null])(
    'without a secret (%j) no request is genuine, and no webhook is set',
    async (none) => {
      const open = createTelegramChannel({ token, webhookSecret: none, apiRoot: platform.root });
      for (const headers of [{ 'x-telegram-bot-api-secret-token': '' }, {}]) {
        expect(open.receive({ headers, body: Buffer.from('{}') }).status).toBe(401);
      }
      await expect(open.registerWebhook('https://x.vn')).rejects.toMatchObject({ code: 'misconfigured' });
      expect(platform.requests).toEqual([]);
    },
  );

  test('400 for what is no JSON, 200 for JSON that is no update', () => {
    const headers = { 'x-telegram-bot-api-secret-token': secret };
    expect(channel.receive({ headers, body: Buffer.from('{') })).toMatchObject({
      status: 400,
      dropped: 'unreadable',
    });
    expect(channel.receive({ headers, body: Buffer.from('{}') })).toMatchObject({
      status: 200,
      dropped: 'unreadable',
    });
  });

  test('a group is told, once, when the bot is added', () => {
    const group = { id: -100123, type: 'supergroup', title: 'Xóm' };
    const from = { id: 1, is_bot: false, first_name: 'Lan' };
    const change = (update_id: number, old: string, status: string) => ({
      update_id,
      my_chat_member: {
        ...{ chat: group, from, date: 1 },
        old_chat_member: { status: old },
        new_chat_member: { status },
      },
    });
    const answer = { method: 'sendMessage', chat_id: -100123, text: 'Hãy nhắn riêng.' };
    expect(receive(change(1, 'left', 'member'))).toEqual({
      status: 200,
      messages: [],
      dropped: 'group',
      answer,
    });
    const quiet = { status: 200, messages: [], dropped: 'group' };
    expect(receive(change(3, 'member', 'administrator'))).toEqual(quiet);
    expect(receive(change(4, 'administrator', 'left'))).toEqual(quiet);
    const message = { message_id: 1, from, chat: group, date: 1, text: '/start@ncovi_chat_bot' };
    expect(receive({ update_id: 2, message })).toEqual(quiet);
  });

  test('one message rides in the response of the webhook', () => {
    expect(channel.inline(urn, outgoing('Xin chào'))).toEqual({
      method: 'sendMessage',
      ...chat,
      ...preview,
      text: 'Xin chào',
    });
    expect(channel.inline(urn, outgoing('Dài. '.repeat(2000)))).toBeNull();
    expect(channel.inline(urn, outgoing(''))).toBeNull();
    const tooLong = outgoing('?', [{ kind: 'choice', payload: 'ă'.repeat(33), title: 'x' }]);
    expect(channel.inline(urn, tooLong)).toBeNull();
  });

  test('a payload of more than 64 bytes is refused before the call', async () => {
    const message = outgoing('?', [{ kind: 'choice', payload: 'ă'.repeat(33), title: 'x' }]);
    await expect(channel.send(urn, message)).rejects.toMatchObject({ code: 'refused' });
    expect(platform.requests).toEqual([]);
  });

  test('an address that is no chat is refused before the call', async () => {
    await expect(channel.send('telegram:abc', outgoing('?'))).rejects.toMatchObject({ code: 'refused' });
    expect(platform.requests).toEqual([]);
  });

  test.each(['/emulators/telegram', '/emulators/telegram/'])(
    'the API may be in a folder: %s',
    async (folder) => {
      const inFolder = createTelegramChannel({
        token,
        webhookSecret: null,
        apiRoot: `${platform.root}${folder}`,
      });
      await inFolder.send(urn, outgoing('Xin chào'));
      expect(platform.requests.map((request) => request.path)).toEqual([`/emulators/telegram${path}`]);
    },
  );

  test('a chat that has moved is followed', async () => {
    platform.script.push(
      refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -100777 }),
    );
    await channel.send(urn, outgoing('Xin chào'));
    expect(platform.requests.map(({ body }) => (body as { chat_id: number }).chat_id)).toEqual([
      912345001, -100777,
    ]);
  });

  describe('acknowledges a press', () => {
    test('by its id', async () => {
      await channel.acknowledge(urn, '4382');
      expect(platform.requests).toMatchObject([
        { path: `/bot${token}/answerCallbackQuery`, body: { callback_query_id: '4382' } },
      ]);
    });

    test('too late: no failure; any other refusal is one', async () => {
      const old = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
      platform.script.push(refusal(400, old), refusal(429, 'Too Many Requests', { retry_after: 2 }));
      await channel.acknowledge(urn, '4382');
      await expect(channel.acknowledge('telegram:1', '4382')).rejects.toMatchObject({
        code: 'throttled',
        retryAfter: 2,
      });
    });

    test('in the response, and nobody is asked to do it again, where replies are calls', () => {
      const calling = createTelegramChannel({ token, webhookSecret: secret, pressesInResponse: true });
      const from = { id: 912345001, is_bot: false };
      const update = { update_id: 1, callback_query: { id: '4382', from, data: 'y' } };
      const received = calling.receive({
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: Buffer.from(JSON.stringify(update)),
      });
      expect(received.answer).toEqual({ method: 'answerCallbackQuery', callback_query_id: '4382' });
      expect(received.messages).toMatchObject([{ content: { type: 'press', payload: 'y' } }]);
      expect(received.messages[0]).not.toHaveProperty('receipt');
    });

    test.each(bodies.filter(({ body, becomes }) => 'callback_query' in body && typeof becomes === 'string'))(
      'also when nobody will work on it: $kind',
      ({ body }) => {
        const id = body.callback_query?.id;
        expect(receive(body).answer).toEqual({ method: 'answerCallbackQuery', callback_query_id: id });
      },
    );
  });
});
