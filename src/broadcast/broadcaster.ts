import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { ChannelName } from '../dialogue/message.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Handlers } from '../pipeline/jobs.ts';
import type { Metrics } from '../pipeline/metrics.ts';
import type { RedisConnection } from '../pipeline/redis.ts';
import type { Database } from '../storage/database.ts';
import { conduct, type BroadcastQueue } from './conduct.ts';
import { openGates } from './gates.ts';
import { createLane } from './lane.ts';
import type { Rates } from './rates.ts';
import { watchUnderWay } from './watch-under-way.ts';

export interface BroadcasterOptions {
  db: Database;
  /** For statements that take as long as they need. */
  slowDb: Database;
  /** Null: what has to be counted over all processes is counted in Postgres. */
  redis: RedisConnection | null;
  queue: BroadcastQueue;
  channels: ReadonlyMap<ChannelName, Channel>;
  phrasebook: Pick<Phrasebook, 'say'>;
  timeZone: string;
  rates: Rates;
  metrics: Metrics;
  logger: Logger;
  signal: AbortSignal;
  now?: () => number;
}

/** Sends advisories, beside any number of other processes. */
export interface Broadcaster {
  /** What is done with a job `broadcast`. */
  lane: Handlers['broadcast'];
  /** Leads advisories on, until the signal. */
  run(): Promise<void>;
}

export function createBroadcaster({ now = Date.now, ...options }: BroadcasterOptions): Broadcaster {
  const { db, slowDb, redis, queue, rates, timeZone, logger, signal } = options;
  const articles = options.channels.get('zalo-oa')?.articles;
  const gates = openGates(rates, redis === null ? { db } : { redis }, logger);
  const watch = watchUnderWay({ db, backlog: () => queue.backlog(), timeZone, logger, now });
  return {
    lane: createLane({ ...options, gates, watch, now }),
    async run() {
      await Promise.all([
        watch.keep(signal),
        conduct({ db, slowDb, queue, watch, articles, logger, now }, signal),
      ]);
    },
  };
}
