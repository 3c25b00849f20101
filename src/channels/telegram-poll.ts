import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { MsgIn } from '../dialogue/message.ts';
import { parseTelegramUpdate } from './parse-telegram-update.ts';
import { SendError } from './send-error.ts';
import type { TelegramApi } from './telegram-api.ts';
import { telegramUpdateKinds } from './telegram-registration.ts';

export interface Poll {
  /**
   * Long polling, for a bot without a public address. Removes a webhook first (keeping what waits), then hands every
   * message to `handle`, one after the other, and confirms it to Telegram only when that is done. Never rejects.
   *
   * @param signal ends the polling; the promise resolves when the message in hand is done
   * @param report told of every failure; polling goes on after a pause that grows to 30 s
   */
  poll(signal: AbortSignal, handle: Handle, report?: (trouble: PollTrouble) => void): Promise<void>;
}

type Handle = (message: MsgIn) => Promise<void>;

export type PollTrouble =
  /** `misconfigured` for a bad token (401, 404) and when another process polls the same bot (409). */
  | { kind: 'platform'; error: SendError }
  /** `handle` rejected; an update that failed 5 times is given up, so that it cannot hold up everybody. */
  | { kind: 'handler'; inbound: string; attempts: number; givenUp: boolean }
  | { kind: 'dropped'; reason: string };

const mostAttempts = 5;

/** Source: core.telegram.org/bots/api#getupdates. */
export function pollTelegram(
  api: TelegramApi,
  { groupNotice, now }: { groupNotice: string | undefined; now: () => number },
): Poll {
  const poll: Poll['poll'] = async (signal, handle, report = () => undefined) => {
    let offset = 0;
    let failures = 0;
    let attempts = 0;
    let webhookRemoved = false;

    /** False: the update has to be tried again. */
    const work = async (update: Update): Promise<boolean> => {
      const parsed = parseTelegramUpdate(update, now());
      if (parsed.dropped !== undefined) {
        report({ kind: 'dropped', reason: parsed.dropped });
        if (groupNotice !== undefined && parsed.joined !== undefined) {
          await api.call('sendMessage', { chat_id: parsed.joined, text: groupNotice }).catch(() => undefined);
        }
        return true;
      }
      const [message] = parsed.messages;
      try {
        await handle(message);
        return true;
      } catch {
        attempts += 1;
        const givenUp = attempts >= mostAttempts;
        report({ kind: 'handler', inbound: message.id, attempts, givenUp });
        return givenUp;
      }
    };

    while (!signal.aborted) {
      try {
        if (!webhookRemoved) await api.call('deleteWebhook', { drop_pending_updates: false }, { signal });
        webhookRemoved = true;
        const batch = await getUpdates(api, offset, signal);
        failures = 0;
        for (const update of batch) {
          if (isAborted(signal) || !(await work(update))) break;
          offset = update.update_id + 1;
          attempts = 0;
        }
        if (attempts > 0) await pause(attempts, undefined, signal);
      } catch (error) {
        if (isAborted(signal)) break;
        const failure = error instanceof SendError ? error : new SendError('unavailable', 'telegram poll');
        report({ kind: 'platform', error: failure });
        failures += 1;
        await pause(failures, failure.retryAfter, signal);
      }
    }
    // Confirms the last updates; without it they come again at the next start.
    if (offset > 0) await api.call('getUpdates', { offset, limit: 1, timeout: 0 }).catch(() => undefined);
  };
  return { poll };
}

const updates = z.array(z.looseObject({ update_id: z.int() }));
type Update = z.infer<typeof updates>[number];

async function getUpdates(api: TelegramApi, offset: number, signal: AbortSignal): Promise<Update[]> {
  const waits = { timeout: 25, allowed_updates: telegramUpdateKinds };
  const answer = await api.call('getUpdates', { offset, ...waits }, { signal, timeoutMs: 40_000 });
  const read = updates.safeParse(answer);
  if (!read.success) throw new SendError('unavailable', 'telegram getUpdates: an answer that is none');
  return read.data;
}

/** 0.5 s, 1 s, 2 s … 30 s, or as long as the platform asks. */
async function pause(failures: number, seconds: number | undefined, signal: AbortSignal): Promise<void> {
  const ms = seconds === undefined ? Math.min(30_000, 250 * 2 ** failures) : seconds * 1000;
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

// A function, because the compiler does not know that awaiting may change `aborted`.
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
