import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBotClient, createOaClient, createOauthClient, ZaloApiError } from '../src/index.ts';
import { recordOaCalls, userId } from './record-oa-calls.ts';
import { failure } from './recording-server.ts';
import type { Answer } from './recording-server.ts';

const { server, client } = await recordOaCalls();
const sendText = () => client().sendText({ userId, text: 'a' });

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
    `{"error":0,"data":{"user_id":"${userId}"}}`,
    {
      code: 'unexpected_answer',
      outcomeUnknown: true,
      meaning: expect.stringContaining('data.message_id') as string,
    },
  ],
  ['success without data', '{"error":0}', { code: 'unexpected_answer' }],
];
test.each(cases)('%s is an error that says so', async (_name, answer, expected) => {
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
