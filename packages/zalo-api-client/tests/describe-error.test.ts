import { expect, test } from 'vitest';
import { createBotClient, createOauthClient, errorTables } from '../src/index.ts';
import type { ZaloErrorAction } from '../src/index.ts';
import { recordOaCalls, userId } from './record-oa-calls.ts';
import { failure } from './recording-server.ts';

const { server, client } = await recordOaCalls();

const sendText = () => client().sendText({ userId, text: 'a' });
const sendByPhone = () =>
  client().sendTemplateByPhone({ phone: '84912345678', templateId: '7', templateData: { ten: 'Lan' } });

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

test.each(rows('oa'))('oa $code', async ({ code, meaning, action }) => {
  server.answer(JSON.stringify({ error: code, message: 'whatever' }));
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
  const oauth = createOauthClient({ appId: '1', appSecret: 's', oauthRoot: server.root });
  expect(await failure(oauth.refresh('r'))).toMatchObject({ family: 'oauth', code, action });
});
test.each(rows('bot'))('bot $code', async ({ code, action }) => {
  server.answer(JSON.stringify({ ok: false, error_code: code }));
  const bot = createBotClient({ token: '1:x', apiRoot: server.root });
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
