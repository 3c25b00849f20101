import { describe, expect, test } from 'vitest';
import { createBotClient } from '../src/index.ts';
import { failure, jsonOf, startRecordingServer } from './recording-server.ts';

const server = await startRecordingServer();

const token = '12345689:abc-xyz';
const client = (timeoutMs = 5000) => createBotClient({ token, apiRoot: server.root, timeoutMs });
const ok = (result?: unknown) => JSON.stringify({ ok: true, result });
const chatId = '6ede9afa66b88fe6d6a9';
const sent = { message_id: '82599fa32f56d00e8941', date: 1749632637199 };

test('getMe', async () => {
  server.answer(
    ok({ id: '1459232241454765289', account_name: 'bot.VDK', account_type: 'BASIC', can_join_groups: false }),
  );
  expect(await client().getMe()).toEqual({
    id: '1459232241454765289',
    accountName: 'bot.VDK',
    accountType: 'BASIC',
    canJoinGroups: false,
  });
  expect(server.only()).toMatchObject({ method: 'POST', url: `/bot${token}/getMe` });
});

describe('sending', () => {
  const cases: [string, (bot: ReturnType<typeof client>) => Promise<unknown>, object][] = [
    [
      'sendMessage',
      (bot) => bot.sendMessage({ chatId, text: 'chào'.normalize('NFD') }),
      { chat_id: chatId, text: 'chào' },
    ],
    [
      'sendPhoto',
      (bot) => bot.sendPhoto({ chatId, photoUrl: 'https://x/a.jpg', caption: 'c' }),
      { chat_id: chatId, photo: 'https://x/a.jpg', caption: 'c' },
    ],
    [
      'sendPhoto',
      (bot) => bot.sendPhoto({ chatId, photoUrl: 'https://x/a.jpg' }),
      { chat_id: chatId, photo: 'https://x/a.jpg' },
    ],
    [
      'sendVoice',
      (bot) => bot.sendVoice({ chatId, voiceUrl: 'https://example.vn/a.aac' }),
      { chat_id: chatId, voice_url: 'https://example.vn/a.aac' },
    ],
    ['sendSticker', (bot) => bot.sendSticker({ chatId, sticker: 's1' }), { chat_id: chatId, sticker: 's1' }],
  ];
  test.each(cases)('%s', async (method, send, body) => {
    server.answer(ok(sent));
    expect(await send(client())).toEqual({ messageId: sent.message_id, sentAtMs: sent.date });
    expect(server.only().url).toBe(`/bot${token}/${method}`);
    expect(server.only().headers['content-type']).toBe('application/json');
    expect(jsonOf(server.only())).toEqual(body);
  });
  test('sendChatAction', async () => {
    server.answer(ok());
    await client().sendChatAction({ chatId, action: 'typing' });
    expect(jsonOf(server.only())).toEqual({ chat_id: chatId, action: 'typing' });
  });
  test('what is over a limit is not sent', async () => {
    server.answer(ok(sent));
    const bot = client();
    for (const send of [
      bot.sendMessage({ chatId, text: '' }),
      bot.sendMessage({ chatId, text: 'a'.repeat(2001) }),
      bot.sendMessage({ chatId: '', text: 'a' }),
      bot.sendPhoto({ chatId, photoUrl: '/a.jpg' }),
      bot.setWebhook({ url: 'https://x', secretToken: '1234567' }),
      bot.setWebhook({ url: 'https://x', secretToken: '1'.repeat(257) }),
    ]) {
      expect(await failure(send)).toBeInstanceOf(RangeError);
    }
    expect(server.requests).toHaveLength(0);
  });
});

describe('webhook', () => {
  test('set, asked for, deleted', async () => {
    const verification = { ok: false, status_code: 403, outcome: 'webhook.http.403', hint: 'h' };
    server.answer(ok({ url: 'https://x/wh', updated_at: 1749538250568, verification }));
    expect(await client().setWebhook({ url: 'https://x/wh', secretToken: 'abcdefgh' })).toEqual({
      url: 'https://x/wh',
      updatedAtMs: 1749538250568,
      verification,
    });
    expect(jsonOf(server.only())).toEqual({ url: 'https://x/wh', secret_token: 'abcdefgh' });
    server.answer(ok({ url: '', updated_at: 1 }));
    expect(await client().deleteWebhook()).toMatchObject({ url: '' });
    expect(await client().getWebhookInfo()).toMatchObject({ url: '', updatedAtMs: 1 });
    expect(server.requests.map(({ url }) => url)).toEqual([
      `/bot${token}/deleteWebhook`,
      `/bot${token}/getWebhookInfo`,
    ]);
  });
});

describe('getUpdates', () => {
  const update = {
    event_name: 'message.text.received',
    message: { from: { id: chatId }, chat: { id: chatId }, message_id: 'm', date: 1, text: 'a' },
  };
  test('one update, not a list', async () => {
    server.answer(ok(update));
    expect(await client().getUpdates({ timeoutSeconds: 5 })).toMatchObject({
      known: true,
      message: { text: 'a' },
    });
    expect(jsonOf(server.only())).toEqual({ timeout: '5' });
    server.answer(ok({ event_name: 'message.dance.received' }));
    expect(await client().getUpdates()).toMatchObject({ known: false });
    expect(jsonOf(server.only())).toEqual({ timeout: '30' });
  });
  test('idle is not an error', async () => {
    for (const answer of [
      '{"ok":false,"description":"Request timeout","error_code":408}',
      '{"ok":false,"description":"Request timeout","error_code":"408"}',
      { status: 408, body: '{"ok":false,"error_code":408}' },
      { status: 408, body: '' },
      ok(),
      ok(null),
    ]) {
      server.answer(answer);
      expect(await client().getUpdates()).toBeUndefined();
    }
  });
  test('the wait is added to the time-out', async () => {
    server.answer((_request, response) => {
      setTimeout(() => response.end(ok(update)), 900);
    });
    expect(await client(500).getUpdates({ timeoutSeconds: 1 })).toMatchObject({ known: true });
    expect(await failure(client(500).getUpdates({ timeoutSeconds: 0 }))).toMatchObject({
      code: 'timeout',
      retryable: true,
    });
  });
  test('a signal ends the wait with its reason', async () => {
    server.answer(() => undefined);
    const reason = new Error('stopping');
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(reason);
    }, 30);
    expect(await failure(client().getUpdates({ signal: controller.signal }))).toBe(reason);
  });
  test('an update that cannot be read says where', async () => {
    server.answer(ok({ ...update, message: { ...update.message, text: 5 } }));
    expect(await failure(client().getUpdates())).toMatchObject({
      family: 'http',
      code: 'unexpected_answer',
      retryable: false,
      meaning: expect.stringContaining('message.text') as string,
    });
  });
});

describe('refusals', () => {
  test.each([
    [200, '{"ok":false,"description":"Unauthorized","error_code":401}', 401, 'config', false],
    [401, '{"ok":false,"description":"Unauthorized","error_code":401}', 401, 'config', false],
    [200, '{"ok":false,"error_code":403}', 403, 'retry', true],
    [200, '{"ok":false,"error_code":429}', 429, 'later', true],
    [200, '{"ok":false,"error_code":400}', 400, 'bug', false],
    [200, '{"ok":false,"error_code":408}', 408, 'retry', true],
    [200, '{"ok":false,"error_code":777}', 777, 'human', false],
    [200, '{"ok":false}', 'unexpected_answer', 'human', false],
  ])('HTTP %s %s', async (status, body, code, action, retryable) => {
    server.answer({ status, body });
    expect(await failure(client().sendMessage({ chatId, text: 'a' }))).toMatchObject({
      family: 'bot',
      code,
      action,
      retryable,
      path: '/sendMessage',
      httpStatus: status,
    });
  });
  test.each([
    [502, '<html>', 'http_status', true],
    [500, '{"ok":false}', 'http_status', true],
    [404, 'Not Found', 'http_status', false],
    [200, '<html>', 'not_json', true],
    [200, '', 'empty_body', true],
    [200, '{"result":{}}', 'unexpected_answer', false],
    [200, '{"ok":true,"result":{"date":1}}', 'unexpected_answer', false],
  ])('HTTP %s %s is no answer of the platform', async (status, body, code, retryable) => {
    server.answer({ status, body });
    expect(await failure(client().sendMessage({ chatId, text: 'a' }))).toMatchObject({
      family: 'http',
      code,
      retryable,
    });
  });
  test('a token that would leave its place in the URL', async () => {
    server.answer(ok(sent));
    for (const bad of ['', 'a/b', 'a?b', 'a b', 'a#b', 'a%2Fb', 'ạ']) {
      const bot = createBotClient({ token: bad, apiRoot: server.root });
      expect(await failure(bot.getMe())).toMatchObject({
        family: 'bot',
        code: 'bad_credential',
        action: 'config',
      });
    }
    expect(server.requests).toHaveLength(0);
  });
});
