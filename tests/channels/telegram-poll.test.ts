import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PollTrouble } from '../../src/channels/poll.ts';
import { createTelegramChannel } from '../../src/channels/telegram.ts';
import type { MsgIn } from '../../src/dialogue/message.ts';
import { recordingServer, type RecordingServer } from './recording-server.ts';

const from = { id: 9, is_bot: false, first_name: 'Lan' };
const update = (update_id: number, text = `câu ${update_id}`) => ({
  update_id,
  message: { message_id: update_id, date: 1, from, chat: { id: 9, type: 'private' }, text },
});
const ok = (result: unknown) => ({ json: { ok: true, result } });

describe('long polling of Telegram', () => {
  let platform: RecordingServer;
  /** Updates nobody has confirmed. */
  let waiting: ReturnType<typeof update>[] = [];

  beforeAll(async () => {
    platform = await recordingServer(({ path, body }) => {
      if (!path.endsWith('/getUpdates')) return ok(true);
      const { offset } = body as { offset: number };
      waiting = waiting.filter(({ update_id }) => update_id >= offset);
      return ok(waiting);
    });
  });
  beforeEach(() => {
    platform.reset();
  });
  afterAll(() => platform.close());

  /** Polls until `handle` says that was the last. */
  async function poll(handle: (message: MsgIn, stop: () => void) => Promise<void>): Promise<PollTrouble[]> {
    const stopped = new AbortController();
    const troubles: PollTrouble[] = [];
    const channel = createTelegramChannel({ token: '1:x', webhookSecret: 's', apiRoot: platform.root });
    await channel.poll(
      stopped.signal,
      (message) =>
        handle(message, () => {
          stopped.abort();
        }),
      (trouble) => {
        troubles.push(trouble);
      },
    );
    return troubles;
  }
  const methods = () => platform.requests.map(({ path }) => path.split('/').at(-1));

  test('removes the webhook, hands on in order, and confirms what was handled', async () => {
    waiting = [update(5), update(6), update(7)];
    const seen: string[] = [];
    await poll((message, stop) => {
      seen.push(message.id);
      if (message.id === 'tg7') stop();
      return Promise.resolve();
    });
    expect(seen).toEqual(['tg5', 'tg6', 'tg7']);
    expect(methods()).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates']);
    expect(platform.requests[0]?.body).toEqual({ drop_pending_updates: false });
    expect(platform.requests[1]?.body).toMatchObject({ offset: 0, timeout: 25 });
    expect(platform.requests[2]?.body).toMatchObject({ offset: 8, timeout: 0 });
    expect(waiting).toEqual([]);
  });

  test('a message whose handling fails is handed on again before any later one', async () => {
    waiting = [update(5), update(6)];
    const seen: string[] = [];
    const troubles = await poll((message, stop) => {
      seen.push(message.id);
      if (message.id === 'tg6') stop();
      return seen.length === 1 ? Promise.reject(new Error('database away')) : Promise.resolve();
    });
    expect(seen).toEqual(['tg5', 'tg5', 'tg6']);
    expect(troubles).toEqual([{ kind: 'handler', inbound: 'tg5', attempts: 1, givenUp: false }]);
  });

  test('what was not handled when the signal came is not confirmed', async () => {
    waiting = [update(5), update(6)];
    await poll((_message, stop) => {
      stop();
      return Promise.resolve();
    });
    expect(waiting.map(({ update_id }) => update_id)).toEqual([6]);
  });

  test('goes on after failures of the platform, and names a second poller', async () => {
    waiting = [update(5)];
    const conflict =
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
    platform.script.push(
      'reset',
      ok(true),
      { status: 409, json: { ok: false, error_code: 409, description: conflict } },
      ok('nonsense'),
    );
    const troubles = await poll((_message, stop) => {
      stop();
      return Promise.resolve();
    });
    expect(troubles.map((trouble) => trouble.kind === 'platform' && trouble.error.code)).toEqual([
      'unavailable',
      'misconfigured',
      'unavailable',
    ]);
    expect(
      JSON.stringify(troubles.map((trouble) => trouble.kind === 'platform' && trouble.error.message)),
    ).toContain('terminated by other getUpdates request');
  }, 10_000);

  test('an update nobody can read is passed over', async () => {
    const strange = { update_id: 4, message: { chat: null } } as unknown as ReturnType<typeof update>;
    waiting = [strange, update(5)];
    const troubles = await poll((_message, stop) => {
      stop();
      return Promise.resolve();
    });
    expect(troubles).toEqual([{ kind: 'dropped', reason: 'unreadable' }]);
    expect(waiting).toEqual([]);
  });
});
