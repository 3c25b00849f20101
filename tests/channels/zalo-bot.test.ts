import { createBotClient } from 'zalo-api-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PollTrouble } from '../../src/channels/poll.ts';
import { createZaloBotChannel } from '../../src/channels/zalo-bot.ts';
import type { MsgIn } from '../../src/dialogue/message.ts';
import { channelContract, type BodyCase, type Subject } from './contract.ts';
import { choices, commands, outgoing } from './outgoing.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';
import bodies from './zalo-bot-bodies.json' with { type: 'json' };

const token = '12345689:abc-bot-token-that-is-secret';
const secret = 'bot-webhook-secret-42';
const chat_id = '6ede9afa66b88fe6d6a9';
const path = `/bot${token}/sendMessage`;
const refusal = (error_code: number, description = 'Bí-Mật') => ({
  json: { ok: false, error_code, description },
});
const accepted = { json: { ok: true, result: { message_id: '2d75', date: 1793000000000 } } };

const subject: Subject = {
  name: 'zalo-bot',
  create: ({ root, timeoutMs, now }) =>
    createZaloBotChannel({
      webhookSecret: secret,
      client: createBotClient({ token, apiRoot: root, timeoutMs }),
      now,
    }),
  now: 1793000060000,
  sign: () => ({ 'x-bot-api-secret-token': secret }),
  bodies: bodies as BodyCase[],
  forged: { status: 401, dropped: 'bad-secret' },
  urn: `zalo-bot:${chat_id}`,
  accepts: () => accepted,
  idOfSent: '2d75',
  pictured: (photo, caption) => ({ path: `/bot${token}/sendPhoto`, body: { chat_id, photo, caption } }),
  textOf: ({ body }) => (body as { text: string }).text,
  buttonsOf: () => [],
  secrets: [token, 'that-is-secret', secret],
  sends: [
    {
      kind: 'plain text',
      message: outgoing('Cảm ơn _*[Lan]*_ 👋'),
      requests: [{ path, body: { chat_id, text: 'Cảm ơn _*[Lan]*_ 👋' } }],
    },
    {
      kind: 'numbered choices, and the words one can type',
      message: outgoing('Có sốt không?', [...choices(2), ...commands(2)]),
      requests: [
        { path, body: { chat_id, text: 'Có sốt không?\n\n1. Lựa chọn 1\n2. Lựa chọn 2\n\nLệnh 1 · Lệnh 2' } },
      ],
    },
  ],
  failures: [
    { kind: '429 quota', reaction: refusal(429), code: 'throttled', retryAfter: 60 },
    { kind: '401 as HTTP 200', reaction: refusal(401), code: 'misconfigured' },
    { kind: '403, which is an internal error', reaction: refusal(403), code: 'unavailable' },
    { kind: '400', reaction: refusal(400), code: 'refused' },
    { kind: '502', reaction: { status: 502, text: '<html>' }, code: 'unavailable' },
    { kind: 'a connection reset', reaction: 'reset', code: 'unavailable' },
    { kind: 'silence', reaction: 'silent', code: 'unavailable' },
  ],
};

channelContract(subject);

describe('zalo-bot', () => {
  let platform: RecordingServer;
  beforeAll(async () => {
    platform = await recordingServer(() => accepted);
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  const channel = (webhookSecret: string | null = secret) =>
    createZaloBotChannel({ webhookSecret, client: createBotClient({ token, apiRoot: platform.root }) });
  const url = 'https://ncovi.example.vn/webhooks/zalo-bot';
  const hook = (kept: string) => ({ json: { ok: true, result: { url: kept, updated_at: 1 } } });
  const methods = () => platform.requests.map((request) => request.path.split('/').at(-1));

  test('the empty body with which Zalo tries a new address gets 200', () => {
    const probe = { status: 200, messages: [], dropped: 'probe' };
    expect(channel().receive({ headers: {}, body: Buffer.alloc(0) })).toEqual(probe);
    expect(channel().receive({ headers: subject.sign(Buffer.alloc(0)), body: Buffer.alloc(0) })).toEqual(
      probe,
    );
  });

  test('registers the webhook with its secret and reads it back', async () => {
    platform.script.push(hook(url), hook(url), hook(url), hook('https://old.example.vn'));
    await channel().registerWebhook(url);
    expect(platform.requests[0]).toMatchObject({ body: { url, secret_token: secret } });
    expect(methods()).toEqual(['setWebhook', 'getWebhookInfo']);
    await expect(channel().registerWebhook(url)).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(channel(null).registerWebhook(url)).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('knows who the token belongs to', async () => {
    platform.script.push(
      { json: { ok: true, result: { id: '1459', account_name: 'bot.NCOVI' } } },
      refusal(401),
    );
    expect(await channel().identify()).toEqual({ id: '1459', name: 'bot.NCOVI' });
    await expect(channel().identify()).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('polls: idle is no failure, and what fails is tried again, as the platform forgets it', async () => {
    const update = { json: { ok: true, result: bodies[1]?.body } };
    platform.script.push(hook(''), refusal(408, 'Request timeout'), refusal(403), update);
    const stopped = new AbortController();
    const troubles: PollTrouble[] = [];
    const seen: MsgIn[] = [];
    await channel(null).poll(
      stopped.signal,
      (message) => {
        seen.push(message);
        if (seen.length < 2) return Promise.reject(new Error('database away'));
        stopped.abort();
        return Promise.resolve();
      },
      (trouble) => {
        troubles.push(trouble);
      },
    );
    expect(methods()).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates', 'getUpdates']);
    expect(seen.map(({ content }) => content)).toEqual([
      { type: 'text', text: '2' },
      { type: 'text', text: '2' },
    ]);
    expect(troubles.map((trouble) => trouble.kind)).toEqual(['platform', 'handler']);
  });

  test('polling ends with its signal while it waits', async () => {
    platform.script.push(hook(''), 'silent');
    const stopped = new AbortController();
    setTimeout(() => {
      stopped.abort();
    }, 100);
    await channel().poll(stopped.signal, () => Promise.resolve());
    expect(methods()).toEqual(['deleteWebhook', 'getUpdates']);
  });
});
