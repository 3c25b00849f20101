import { inspect } from 'node:util';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createBotClient,
  createOaClient,
  createOauthClient,
  errorTables,
  ZaloApiError,
} from '../src/index.ts';
import type { ZaloErrorAction } from '../src/index.ts';
import { failure, startRecordingServer } from './recording-server.ts';
import type { Answer, RecordingServer } from './recording-server.ts';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const secrets = {
  token: 'ACCESS-TOKEN-1',
  appSecret: 'APP-SECRET-1',
  refresh: 'REFRESH-TOKEN-1',
  bot: '12345:BOT-SECRET-1',
  text: 'toi bi sot cao',
  phone: '84912345678',
  user: '2512523625412515',
  name: 'Nguyen Van Lan',
};
const oaClient = (root = server.root, timeoutMs = 5000) =>
  createOaClient({
    accessToken: () => secrets.token,
    appSecret: secrets.appSecret,
    openapiRoot: root,
    businessRoot: root,
    timeoutMs,
  });
const sendText = (root?: string, timeoutMs?: number) =>
  oaClient(root, timeoutMs).sendText({ userId: secrets.user, text: secrets.text });
const sendByPhone = () =>
  oaClient().sendTemplateByPhone({
    phone: secrets.phone,
    templateId: '7',
    templateData: { ten: secrets.name },
  });

const byAction: Record<ZaloErrorAction, boolean> = {
  retry: true,
  later: true,
  poll: true,
  refresh: true,
  reconsent: false,
  template: false,
  stop_contact: false,
  reupload: false,
  human: false,
  config: false,
  bug: false,
};
const rows = (family: keyof typeof errorTables) =>
  Object.entries(errorTables[family]).map(([code, [meaning, action]]) => ({
    code: Number(code),
    meaning,
    action,
  }));

describe('tables', () => {
  test.each(rows('oa'))('oa $code', async ({ code, meaning, action }) => {
    server.answer(JSON.stringify({ error: code, message: `whatever ${secrets.name}` }));
    const expected = { family: 'oa', code, meaning, action, retryable: byAction[action], httpStatus: 200 };
    expect(await failure(sendText())).toMatchObject(expected);
  });
  test.each(rows('zbs'))('zbs $code', async ({ code, meaning, action }) => {
    server.answer(JSON.stringify({ error: String(code), message: '' }));
    const expected = { family: 'zbs', code, meaning, action, retryable: byAction[action] };
    expect(await failure(sendByPhone())).toMatchObject(expected);
  });
  test.each(rows('oauth'))('oauth $code', async ({ code, action }) => {
    server.answer(JSON.stringify({ error: code }));
    const oauth = createOauthClient({ appId: '1', appSecret: secrets.appSecret, oauthRoot: server.root });
    expect(await failure(oauth.refresh(secrets.refresh))).toMatchObject({ family: 'oauth', code, action });
  });
  test.each(rows('bot'))('bot $code', async ({ code, action }) => {
    server.answer(JSON.stringify({ ok: false, error_code: code }));
    const bot = createBotClient({ token: secrets.bot, apiRoot: server.root });
    expect(await failure(bot.sendMessage({ chatId: 'c', text: 'a' }))).toMatchObject({
      family: 'bot',
      code,
      action,
    });
  });

  test('the same number means different things in different families', async () => {
    server.answer('{"error":-100,"message":"x"}');
    expect(await failure(sendText())).toMatchObject({ family: 'oa', action: 'reupload' });
    expect(await failure(sendByPhone())).toMatchObject({ family: 'zbs', action: 'retry' });
  });

  test('a code with two meanings is told apart by the platform’s words', async () => {
    server.answer('{"error":-223,"message":"OA has reach the limit quota create article"}');
    expect(await failure(sendText())).toMatchObject({ code: -223, action: 'later' });
    server.answer('{"error":-223,"message":"Official Account has not authorized this API"}');
    expect(await failure(sendText())).toMatchObject({ code: -223, action: 'human' });
  });

  test('a field is named only when it is one of the API’s', async () => {
    server.answer('{"error":-201,"message":"user_id is invalid!"}');
    expect(await failure(sendText())).toMatchObject({ meaning: 'the parameter user_id is invalid' });
    server.answer('{"error":-201,"message":"lan is invalid!"}');
    expect(await failure(sendText())).toMatchObject({ meaning: 'a parameter is invalid' });
  });

  test('a code in no table is not retried', async () => {
    server.answer('{"error":-9999,"message":"new"}');
    expect(await failure(sendText())).toMatchObject({
      family: 'oa',
      code: -9999,
      action: 'human',
      retryable: false,
    });
  });
});

describe('answers that are none', () => {
  const cases: [string, Answer, object][] = [
    [
      'HTML 504',
      { status: 504, body: '<html>504</html>' },
      { code: 'http_status', retryable: true, outcomeUnknown: true, httpStatus: 504 },
    ],
    [
      '429',
      { status: 429, body: '' },
      { code: 'http_status', action: 'later', retryable: true, outcomeUnknown: false },
    ],
    ['404', { status: 404, body: '<html>' }, { code: 'http_status', action: 'config', retryable: false }],
    [
      '500 with an unlisted code',
      { status: 500, body: '{"error":-1,"message":"x"}' },
      { family: 'http', retryable: true },
    ],
    [
      '500 with a listed code',
      { status: 500, body: '{"error":-230,"message":"x"}' },
      { family: 'oa', code: -230 },
    ],
    [
      '403 with success',
      { status: 403, body: '{"error":0,"data":{"message_id":"a"}}' },
      { code: 'http_status' },
    ],
    ['empty 200', '', { code: 'empty_body', retryable: true, outcomeUnknown: true }],
    ['HTML 200', '<html>', { code: 'not_json', retryable: true, outcomeUnknown: true }],
    [
      'no envelope',
      '{"ok":1}',
      { code: 'unexpected_answer', meaning: 'the answer is not as documented: body.error (invalid_union)' },
    ],
    ['an array', '[]', { code: 'unexpected_answer', retryable: false }],
    [
      'success without an id',
      `{"error":0,"data":{"user_id":"${secrets.user}"}}`,
      {
        code: 'unexpected_answer',
        outcomeUnknown: true,
        meaning: expect.stringContaining('data.message_id') as string,
      },
    ],
    ['success without data', '{"error":0}', { code: 'unexpected_answer' }],
  ];
  test.each(cases)('%s', async (_name, answer, expected) => {
    server.answer(answer);
    expect(await failure(sendText())).toMatchObject({ path: '/v3.0/oa/message/cs', ...expected });
  });

  test('a redirect is not followed: it would carry the token away', async () => {
    server.answer({ status: 302, headers: { location: `${server.root}/elsewhere` }, body: '' });
    expect(await failure(sendText())).toMatchObject({
      code: 'http_status',
      httpStatus: 302,
      action: 'config',
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('the network', () => {
  test('no answer in time', async () => {
    server.answer(() => undefined);
    const error = await failure(sendText(server.root, 60));
    expect(error).toMatchObject({ family: 'http', code: 'timeout', retryable: true, outcomeUnknown: true });
    expect((error as Error).cause).toBeDefined();
  });
  test('an answer that never ends', async () => {
    server.answer((_request, response) => {
      response.writeHead(200).write('{"error":');
    });
    expect(await failure(sendText(server.root, 60))).toMatchObject({ code: 'timeout' });
  });
  test('a connection that breaks, before and within the answer', async () => {
    server.answer((_request, response) => response.destroy());
    const expected = { family: 'http', code: 'network', retryable: true, outcomeUnknown: true };
    expect(await failure(sendText())).toMatchObject(expected);
    server.answer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"error":', () => response.destroy());
    });
    expect(await failure(sendText())).toMatchObject(expected);
  });
  test('a connection refused: nothing was sent', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await failure(sendText(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ code: 'network', retryable: true, outcomeUnknown: false });
    expect((error as Error).message).toContain('ECONNREFUSED');
    expect((error as Error).cause).toBeInstanceOf(Error);
  });
});

describe('nothing secret or personal', () => {
  const check = (error: unknown) => {
    const all =
      inspect(error, { depth: 10, showHidden: true }) +
      JSON.stringify(error) +
      String((error as Error).stack);
    for (const secret of Object.values(secrets)) expect(all).not.toContain(secret);
  };
  const body = JSON.stringify(secrets);
  const answers: Answer[] = [
    `{"error":-201,"message":"${secrets.text} is invalid!"}`,
    `{"error":-9999,"message":${JSON.stringify(body)},"data":${body}}`,
    `{"error":0,"data":${body}}`,
    `{"error":{"a":"${secrets.name}"},"ok":"${secrets.name}"}`,
    `{"ok":false,"error_code":400,"description":"${secrets.text} ${secrets.bot}"}`,
    `{"ok":true,"result":${body}}`,
    body,
    `<html>${body}`,
    { status: 504, body },
    { status: 302, headers: { location: `/${secrets.phone}` }, body },
    (_request, response) => response.destroy(),
    () => undefined,
  ];
  test.each(answers.map((answer, index) => ({ index, answer })))('answer $index', async ({ answer }) => {
    server.answer(answer);
    const oa = oaClient(server.root, 100);
    const oauth = createOauthClient({
      appId: '1',
      appSecret: secrets.appSecret,
      oauthRoot: server.root,
      timeoutMs: 100,
    });
    const bot = createBotClient({ token: secrets.bot, apiRoot: server.root, timeoutMs: 100 });
    const calls = [
      oa.sendText({ userId: secrets.user, text: secrets.text }),
      oa.getUser(secrets.user),
      oa.sendTemplateByPhone({ phone: secrets.phone, templateId: '7', templateData: { ten: secrets.name } }),
      oauth.refresh(secrets.refresh),
      oauth.exchangeCode({ code: secrets.refresh }),
      bot.sendMessage({ chatId: secrets.user, text: secrets.text }),
    ];
    for (const call of await Promise.allSettled(calls)) {
      if (call.status === 'rejected') check(call.reason);
    }
  });
  test('secrets that no header can carry, arguments over their limits', async () => {
    const broken = `${secrets.token}\n`;
    const oa = createOaClient({ accessToken: () => broken, openapiRoot: server.root });
    const error = await failure(oa.sendText({ userId: '1', text: 'a' }));
    expect(error).toMatchObject({ family: 'oa', code: 'bad_credential', action: 'config', retryable: false });
    check(error);
    const options = { appId: '1', appSecret: `${secrets.appSecret}ạ`, oauthRoot: server.root };
    check(await failure(createOauthClient(options).refresh(secrets.refresh)));
    check(await failure(createBotClient({ token: `${secrets.bot}/`, apiRoot: server.root }).getMe()));
    check(await failure(sendTextTooLong()));
    check(
      await failure(
        oaClient().sendTemplateByPhone({ phone: `+${secrets.phone}`, templateId: '1', templateData: {} }),
      ),
    );
    expect(() => oaClient(`x:${secrets.token}`)).toThrow(TypeError);
  });
  const sendTextTooLong = () => oaClient().sendText({ userId: secrets.user, text: secrets.text.repeat(200) });
});

test('whatever the platform answers, a call ends in data or in a ZaloApiError', async () => {
  const answer = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({ error: fc.oneof(fc.integer(), fc.string()), data: fc.anything() })
      .map((value) => JSON.stringify(value)),
  );
  let body = '';
  const fetch: typeof globalThis.fetch = () => Promise.resolve(new Response(body));
  const oa = createOaClient({ accessToken: () => 'x', fetch });
  const bot = createBotClient({ token: 'x', fetch });
  const oauth = createOauthClient({ appId: '1', appSecret: 's', fetch });
  await fc.assert(
    fc.asyncProperty(answer, async (text) => {
      body = text;
      for (const call of await Promise.allSettled([
        oa.sendText({ userId: '1', text: 'a' }),
        oa.getUser('1'),
        oa.listUsers(),
        bot.getMe(),
        bot.getUpdates(),
        oauth.refresh('r'),
      ])) {
        if (call.status === 'rejected') expect(call.reason).toBeInstanceOf(ZaloApiError);
      }
    }),
  );
});
