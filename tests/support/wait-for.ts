import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is truthy, and gives it back. An exception counts as "not yet"; the last one is the cause of
 * the failure when time is up.
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | Promise<T>,
  { timeout = 20_000, every = 50 }: { timeout?: number; every?: number } = {},
): Promise<NonNullable<T>> {
  const until = Date.now() + timeout;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > until) throw new Error(`Waited ${timeout} ms in vain for ${what}`, { cause });
    await sleep(every);
  }
}
