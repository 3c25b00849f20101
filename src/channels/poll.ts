import { setTimeout as sleep } from 'node:timers/promises';
import type { MsgIn } from '../dialogue/message.ts';
import type { SendError } from './send-error.ts';

/** A channel that can fetch its messages itself, for a bot without a public address. */
export interface Poll {
  /**
   * Long polling. Removes a webhook first (keeping what waits), then hands every message to `handle`, one after the
   * other. Never rejects: it goes on after a pause that grows to 30 s.
   *
   * @param signal ends the polling; the promise resolves when the message in hand is done
   * @param report told of everything that goes wrong
   */
  poll(
    signal: AbortSignal,
    handle: (message: MsgIn) => Promise<void>,
    report?: (trouble: PollTrouble) => void,
  ): Promise<void>;
}

export type PollTrouble =
  /** `misconfigured` for a bad token, and on Telegram when another process polls the same bot (409). */
  | { kind: 'platform'; error: SendError }
  /** `handle` rejected; an update that failed 5 times is given up, so that it cannot hold up everybody. */
  | { kind: 'handler'; inbound: string; attempts: number; givenUp: boolean }
  | { kind: 'dropped'; reason: string };

export const mostAttempts = 5;

/** 0.5 s, 1 s, 2 s … 30 s, or as long as the platform asks; ends early with the signal. */
export async function pause(
  failures: number,
  seconds: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const ms = seconds === undefined ? Math.min(30_000, 250 * 2 ** failures) : seconds * 1000;
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** A function, because the compiler does not know that awaiting may change `aborted`. */
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;
