import { setTimeout as sleep } from 'node:timers/promises';
import { SendError } from './send-error.ts';

/** Remembers for how long Telegram asked for quiet, so that nothing is sent before that. One per process. */
export interface TelegramThrottle {
  /** Seconds until something may be sent to this chat; 0 when it may be now. */
  waitFor(chat: number): number;
  /** @throws SendError `throttled` while the chat, or everybody, is to be left alone */
  check(chat: number): void;
  /** Waits until something may be sent to this chat. @throws SendError `throttled` when that is more than 30 s away */
  pass(chat: number): Promise<void>;
  /** Telegram answered a call about this chat with 429 and this `retry_after`, in seconds. */
  note(chat: number, retryAfter: number): void;
}

/**
 * Telegram limits a bot in each chat (about a message a second) and as a whole (about 30 a second), and its 429 does
 * not say which of the two it is. Our reading: one chat alone is its own limit; a second chat refused while the first
 * still has to wait is the bot's, and then nobody is sent anything before the later of the two has passed.
 * Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
 */
export function telegramThrottle(now: () => number): TelegramThrottle {
  /** Chats to be left alone, and until when; epoch milliseconds. */
  const quiet = new Map<number, number>();
  let everybody = 0;
  const waitFor = (chat: number): number =>
    Math.max(0, Math.max(everybody, quiet.get(chat) ?? 0) - now()) / 1000;
  const check = (chat: number): void => {
    const seconds = waitFor(chat);
    if (seconds > 0) throw new SendError('throttled', 'telegram: asked for quiet', { retryAfter: seconds });
  };
  return {
    waitFor,
    check,
    async pass(chat) {
      // More than once: timers may go off a little early.
      for (let wait = waitFor(chat); wait > 0 && wait <= LONGEST_PAUSE; wait = waitFor(chat)) {
        await sleep(Math.ceil(wait * 1000), undefined, { ref: false });
      }
      check(chat);
    },
    note(chat, retryAfter) {
      for (const [one, until] of quiet) if (until <= now()) quiet.delete(one);
      const until = now() + retryAfter * 1000;
      quiet.set(chat, Math.max(until, quiet.get(chat) ?? 0));
      if (quiet.size > 1) everybody = Math.max(everybody, ...quiet.values());
    },
  };
}

/** Seconds. Longer than that nobody looks at the waiting circle on a button. */
const LONGEST_PAUSE = 30;
