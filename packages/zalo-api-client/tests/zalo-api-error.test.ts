import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createBotClient, createOaClient, createOauthClient } from '../src/index.ts';
import { failure, startRecordingServer } from './recording-server.ts';
import type { Answer } from './recording-server.ts';

const server = await startRecordingServer();

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
