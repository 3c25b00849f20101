import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { faultOf } from './fault.ts';

/** A part that did not come within the time given to it. */
export class NotThere extends Error {
  override name = 'NotThere' as const;
}

/**
 * Asks until it is answered: parts of an installation start in any order. Says what is waited for, once at the
 * beginning and then every ten seconds.
 *
 * @param limit milliseconds
 * @throws NotThere when time is up
 */
export async function waitUntil(
  part: string,
  ask: () => Promise<boolean>,
  { logger, limit, every = 250 }: { logger: Logger; limit: number; every?: number },
): Promise<void> {
  const began = Date.now();
  let said = -Infinity;
  for (;;) {
    let fault = {};
    try {
      if (await ask()) return;
    } catch (error) {
      fault = faultOf(error);
    }
    const waited = Date.now() - began;
    if (waited > limit) throw new NotThere(`${part} did not come within ${Math.round(limit / 1000)} s`);
    if (waited - said > 10_000) {
      logger.warn({ event: 'waiting', for: part, seconds: Math.round(waited / 1000), ...fault });
      said = waited;
    }
    await sleep(every);
  }
}
