import type { Judged } from './judge-send.ts';

/** How many of the last outcomes are looked at, and how many of them stop an advisory. */
const LAST = 200;
const MOST = { failures: LAST / 5, stopped: LAST / 2 };

/** Watches what becomes of an advisory's messages in this process. */
export interface HaltWatch {
  /** @returns why the advisory has to be halted; null: all is well */
  note(judged: Judged): 'failures' | 'stopped' | null;
}

/**
 * Something is wrong, with the text or with the account, when of the last 200 messages more than a fifth failed for good, or
 * more than half of the people turn out to have left.
 */
export function createHaltWatch(): HaltWatch {
  const last: ('failed' | 'stopped' | 'fine')[] = [];
  const count = (of: string): number => last.filter((one) => one === of).length;
  return {
    note({ outcome: { status, reason }, stopped }) {
      if (status === 'skipped' || status === 'waiting' || status === 'released') return null;
      if (status === 'moved' && stopped === undefined) return null;
      const isFailure = status === 'failed' && reason !== 'stopped';
      last.push(stopped ? 'stopped' : isFailure ? 'failed' : 'fine');
      if (last.length > LAST) last.shift();
      if (last.at(-1) === 'fine') return null;
      if (count('failed') > MOST.failures) return 'failures';
      return count('stopped') > MOST.stopped ? 'stopped' : null;
    },
  };
}
