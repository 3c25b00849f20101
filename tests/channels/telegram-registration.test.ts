import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTelegramChannel, type TelegramChannel } from '../../src/channels/telegram.ts';
import { refusal, secret, token } from './a-telegram-bot.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';

describe('telegram registers', () => {
  let platform: RecordingServer;
  let channel: TelegramChannel;
  beforeAll(async () => {
    platform = await recordingServer(() => ({ json: { ok: true, result: true } }));
    channel = createTelegramChannel({ token, webhookSecret: secret, apiRoot: platform.root });
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  const url = 'https://ncovi.example.vn/webhooks/telegram';
  const allowed = ['message', 'edited_message', 'callback_query', 'my_chat_member'];
  const info = (kept: string, more: object = {}) => ({
    json: {
      ok: true,
      result: {
        ...{ url: kept, has_custom_certificate: false, pending_update_count: 3 },
        ...{ max_connections: 40, allowed_updates: allowed },
        ...more,
      },
    },
  });

  test('the webhook with its secret, keeps what waits, and reads it back', async () => {
    platform.script.push({ json: { ok: true, result: true } }, info(url));
    expect(await channel.registerWebhook(url)).toEqual({
      ...{ pending: 3, maxConnections: 40, allowedUpdates: allowed, customCertificate: false },
      ...{ lastError: undefined, complaint: undefined },
    });
    expect(platform.requests.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: `/bot${token}/setWebhook`,
        body: {
          url,
          secret_token: secret,
          allowed_updates: allowed,
          max_connections: 40,
          drop_pending_updates: false,
        },
      },
      { path: `/bot${token}/getWebhookInfo`, body: {} },
    ]);
  });

  test.each([
    [{ allowed_updates: ['message'] }, /does not deliver edited_message, callback_query, my_chat_member/],
    [{ max_connections: 1 }, /at most 1 connections/],
    [{ has_custom_certificate: true }, /certificate/],
  ])('and complains when Telegram keeps %j', async (kept, complaint) => {
    platform.script.push({ json: { ok: true, result: true } }, info(url, kept));
    expect((await channel.registerWebhook(url)).complaint).toMatch(complaint);
  });

  test('and tells why the last delivery failed', async () => {
    const failed = { last_error_date: 1793000000, last_error_message: 'Connection timed out' };
    platform.script.push({ json: { ok: true, result: true } }, info(url, failed));
    expect((await channel.registerWebhook(url)).lastError).toEqual({
      at: '2026-10-26T07:33:20.000Z',
      said: 'Connection timed out',
    });
  });

  test('and says when Telegram keeps another address, without the secret', async () => {
    platform.script.push({ json: { ok: true, result: true } }, info('https://old.example.vn'));
    await expect(channel.registerWebhook(url)).rejects.toMatchObject({ code: 'misconfigured' });
    platform.script.push(refusal(400, 'Bad Request: bad webhook: HTTPS url must be provided for webhook'));
    const error: unknown = await channel.registerWebhook('http://x').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('bad webhook') as string,
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/webhook_secret|telegram-token/);
  });

  test('the command menu of every language', async () => {
    const vi = [{ command: 'khaibao', description: 'Khai báo y tế' }];
    const en = [{ command: 'declare', description: 'Declare' }];
    await channel.setCommands([{ commands: vi }, { language: 'en', commands: en }]);
    expect(platform.requests.map(({ body }) => body)).toEqual([
      { commands: vi },
      { commands: en, language_code: 'en' },
    ]);
  });

  test('and knows who the token belongs to', async () => {
    platform.script.push({
      json: { ok: true, result: { id: 7001, is_bot: true, username: 'ncovi_chat_bot' } },
    });
    expect(await channel.identify()).toEqual({ id: 7001, username: 'ncovi_chat_bot' });
  });
});
