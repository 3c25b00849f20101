import type { Logger } from 'pino';
import type { Urn } from '../dialogue/message.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { Metrics } from './metrics.ts';
import { pause } from './pause.ts';
import type { SessionStore } from './session-store.ts';

export interface SweeperOptions {
  store: Pick<SessionStore, 'unsettled'>;
  finish: (urn: Urn) => Promise<void>;
  metrics: Metrics;
  logger: Logger;
  /** Milliseconds between two rounds. */
  every?: number;
  /** Effects are left alone until they have been waiting this long, in ms: somebody is most likely about them. */
  age?: number;
}

const ROUND = 100;

/**
 * Finishes effects that were saved but not carried out, because a process died in between and the platform never
 * delivered the message again. Runs until the signal; any number of processes may sweep.
 */
export async function sweep(options: SweeperOptions, signal: AbortSignal): Promise<void> {
  const { store, finish, metrics, logger, every = 3_000, age = 10_000 } = options;
  while (await pause(every, signal)) {
    try {
      for (const urn of await store.unsettled(Date.now() - age, ROUND)) {
        if (signal.aborted) return;
        await finishOne(urn);
      }
    } catch (error) {
      logger.warn({ event: 'sweep_failed', ...faultOf(error) });
    }
  }

  async function finishOne(urn: Urn): Promise<void> {
    try {
      await finish(urn);
      metrics.swept.inc();
      logger.info({ event: 'swept', contact: shortUrn(urn) });
    } catch (error) {
      logger.warn({ event: 'sweep_failed', contact: shortUrn(urn), ...faultOf(error) });
    }
  }
}
