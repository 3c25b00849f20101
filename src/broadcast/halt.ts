import type { Judged } from './judge-send.ts';

/** How many of the last outcomes are looked at, and how many of them stop an advisory. */
export const LAST = 200;
const MOST = { failures: LAST / 5, stopped: LAST / 2 };

/** A letter for what became of one message: `f` failed for good, `s` the person has left, `.` all is well; none: nothing yet. */
export function markOf({ outcome: { status, reason }, stopped }: Judged): string {
  if (status === 'skipped' || status === 'waiting' || status === 'released') return '';
  if (stopped !== undefined) return 's';
  if (status === 'moved') return '';
  return status === 'failed' && reason !== 'stopped' ? 'f' : '.';
}

/**
 * Something is wrong, with the text or with the account, when of the last 200 messages more than a fifth failed for good, or
 * more than half of the people turn out to have left.
 *
 * @param last marks of an advisory's last messages
 * @returns why the advisory has to be halted; null: all is well
 */
export function whyHalt(last: string): 'failures' | 'stopped' | null {
  const count = (mark: string): number => last.split(mark).length - 1;
  if (count('f') > MOST.failures) return 'failures';
  return count('s') > MOST.stopped ? 'stopped' : null;
}
