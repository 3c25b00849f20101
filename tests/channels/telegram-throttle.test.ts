import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTelegramChannel } from '../../src/channels/telegram.ts';
import { refusal, secret, token } from './a-telegram-bot.ts';
import { outgoing } from './outgoing.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';

describe('telegram keeps quiet as long as Telegram asks', () => {
  let platform: RecordingServer;
  beforeAll(async () => {
    platform = await recordingServer(() => ({ json: { ok: true, result: true } }));
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  let now = 0;
  const throttled = (seconds: number) => refusal(429, 'Too Many Requests', { retry_after: seconds });
  const open = () => {
    now = 1_000_000;
    return createTelegramChannel({
      ...{ token, webhookSecret: secret, apiRoot: platform.root },
      now: () => now,
    });
  };
  const outcome = (sent: Promise<unknown>) =>
    sent.then(
      () => 'sent',
      (error: unknown) => {
        const { code, retryAfter } = error as { code: string; retryAfter: number };
        return `${code} ${retryAfter}`;
      },
    );

  test('with the chat it was about, and no other', async () => {
    const patient = open();
    platform.script.push(throttled(5));
    expect(await outcome(patient.send('telegram:1', outgoing('a')))).toBe('throttled 5');
    now += 2000;
    expect(await outcome(patient.send('telegram:1', outgoing('a')))).toBe('throttled 3');
    expect(patient.inline('telegram:1', outgoing('a'))).toBeNull();
    expect(platform.requests).toHaveLength(1);
    expect(patient.inline('telegram:2', outgoing('b'))).not.toBeNull();
    expect(await outcome(patient.send('telegram:2', outgoing('b')))).toBe('sent');
    now += 3000;
    expect(patient.inline('telegram:1', outgoing('a'))).not.toBeNull();
    expect(await outcome(patient.send('telegram:1', outgoing('a')))).toBe('sent');
  });

  test('with everybody, once two chats were refused at the same time', async () => {
    const patient = open();
    platform.script.push(throttled(5), throttled(8));
    await outcome(patient.send('telegram:1', outgoing('a')));
    now += 1000;
    await outcome(patient.send('telegram:2', outgoing('b')));
    expect(await outcome(patient.send('telegram:3', outgoing('c')))).toBe('throttled 8');
    expect(platform.requests).toHaveLength(2);
    now += 8000;
    expect(await outcome(patient.send('telegram:3', outgoing('c')))).toBe('sent');
  });

  test('with one chat refused again and again, only with that', async () => {
    const patient = open();
    for (let n = 0; n < 3; n += 1) {
      platform.script.push(throttled(1));
      await outcome(patient.send('telegram:1', outgoing('a')));
      now += 1000;
    }
    platform.script.push(throttled(1));
    await outcome(patient.send('telegram:2', outgoing('b')));
    expect(await outcome(patient.send('telegram:3', outgoing('c')))).toBe('sent');
  });

  test('a press is answered when the quiet is over, and at once where there is none', async () => {
    const patient = createTelegramChannel({ token, webhookSecret: secret, apiRoot: platform.root });
    platform.script.push(throttled(3));
    await outcome(patient.send('telegram:1', outgoing('a')));
    const answered = patient.acknowledge('telegram:1', '1');
    await patient.acknowledge('telegram:2', '2');
    await answered;
    const ids = platform.requests.map(({ body }) => (body as Record<string, string>)['callback_query_id']);
    expect(ids).toEqual([undefined, '2', '1']);
  });
});
