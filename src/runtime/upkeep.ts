import type { Logger } from 'pino';
import { faultOf } from '../pipeline/fault.ts';
import type { Metrics } from '../pipeline/metrics.ts';
import type { Database } from '../storage/database.ts';
import { forgetSessions } from '../storage/forget-sessions.ts';
import { makePartitions } from '../storage/partitions.ts';

export interface UpkeepOptions {
  db: Database;
  /** Conversations are in Postgres; Redis lets old ones go by itself. */
  forgets: boolean;
  /** Months are made while it runs. The embedded database, whose connections share one session, gets them at the start. */
  makesMonths: boolean;
  metrics: Metrics;
  logger: Logger;
}

const DAY = 24 * 60 * 60_000;

/** What the database needs at the start and once a day: the months ahead, and old conversations deleted. */
export function keepUp(
  { db, forgets, makesMonths, metrics, logger }: UpkeepOptions,
  signal: AbortSignal,
): void {
  const tasks = [...(makesMonths ? [keepMonths] : []), ...(forgets ? [() => forgetSessions(db)] : [])];
  const doAll = (): void => {
    for (const task of tasks) {
      task().catch((error: unknown) => {
        logger.warn({ event: 'upkeep_failed', task: task.name, ...faultOf(error) });
      });
    }
  };
  doAll();
  const timer = setInterval(doAll, DAY).unref();
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });

  async function keepMonths(): Promise<void> {
    const { made, outside } = await makePartitions(db, new Date());
    metrics.outside.set(outside);
    if (made.length > 0) logger.info({ event: 'months_made', made });
    // They are stored and found; but somebody's clock is wrong, or nobody made the months.
    if (outside > 0) logger.error({ event: 'declarations_outside_months', outside });
  }
}
