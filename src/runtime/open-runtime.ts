// Opens what a program needs, in the order it is needed, and closes it again.
// Must not know what programs do with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino, type Logger } from 'pino';
import { loadAssets } from '../assets/load-assets.ts';
import { createBroadcaster } from '../broadcast/broadcaster.ts';
import type { Config } from '../config.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { followUpDue, followUpMessage } from '../dialogue/follow-up-message.ts';
import { groupNotice, tooFastNotice } from '../dialogue/notices.ts';
import type { Urn } from '../dialogue/message.ts';
import { remind, reminderDue } from '../dialogue/remind.ts';
import { takeTurn } from '../dialogue/turn.ts';
import { openChannels, type Channels } from './open-channels.ts';
import { createConverse, type Converse } from '../pipeline/converse.ts';
import { createCarryOut } from '../pipeline/effects.ts';
import { faultOf } from '../pipeline/fault.ts';
import { createMetrics, type Metrics } from '../pipeline/metrics.ts';
import { createProcessors } from '../pipeline/processors.ts';
import { openQueues, type Queues } from '../pipeline/queues.ts';
import { openRedis, pingRedis, redisFaults, type RedisConnection } from '../pipeline/redis.ts';
import { limitSenders } from '../pipeline/sender-limit.ts';
import type { SessionStore } from '../pipeline/session-store.ts';
import { createPostgresSessions } from '../pipeline/sessions-postgres.ts';
import { createRedisSessions } from '../pipeline/sessions-redis.ts';
import { createReminders } from '../pipeline/reminders.ts';
import { createTell } from '../pipeline/tell.ts';
import { createHeardNotes } from '../pipeline/heard.ts';
import { sweep } from '../pipeline/sweeper.ts';
import { NotThere, waitUntil } from '../pipeline/wait-until.ts';
import { followUp } from './follow-up.ts';
import { keepInfo } from './keep-info.ts';
import { StartError } from './run.ts';
import { jobTelemetry } from './tracing.ts';
import { keepUp } from './upkeep.ts';
import { openDatabase, type Database, type DatabaseAddress } from '../storage/database.ts';
import { createFieldCrypto } from '../storage/field-crypto.ts';
import { pendingMigrations } from '../storage/migrate.ts';

export interface Runtime {
  logger: Logger;
  metrics: Metrics;
  assets: DialogueAssets;
  db: Database;
  queues: Queues;
  channels: Channels;
  converse: Converse;
  /** Works on a message however much its sender writes. */
  unlimited: Converse['converse'];
  /** When somebody was heard last, epoch ms; undefined: not known. */
  heardAt: (urn: Urn) => Promise<number | undefined>;
  /** Which parts answer at this moment. */
  health(): Promise<Record<string, 'ok' | 'away'>>;
  /** Begins to work on jobs and to sweep. */
  work(): void;
  /** Ends both, finishes what is in hand, closes all. */
  close(): Promise<void>;
}

export interface RuntimeOptions {
  address: DatabaseAddress;
  fieldKey: Buffer;
  /** The database is in this process. */
  embedded?: boolean;
  /** Telegram's messages are fetched: none can be answered in a webhook's response. */
  polling?: boolean;
  /** Called before anything is opened, which what takes seconds would keep waiting. */
  loaded?: (assets: DialogueAssets) => void;
  /** Called when the database answers, before anything else uses it. */
  prepare?: (db: Database, assets: DialogueAssets) => Promise<void>;
}

/** How long a part may take to come up beside us, in ms. */
const PATIENCE = 120_000;

export function createLogger(level: Config['logLevel']): Logger {
  return pino({
    level,
    base: { pid: process.pid },
    serializers: { err: faultOf, error: faultOf },
    // Nothing that names these is logged on purpose; should it happen, it is not written down.
    redact: ['*.text', '*.raw', '*.phone', '*.name', '*.token', '*.answers', '*.headers', 'req.url'],
  });
}

/**
 * Opens database, queues, conversations and channels, waiting for those that are still starting.
 *
 * @throws StartError when one of them does not come
 */
export async function openRuntime(config: Config, logger: Logger, options: RuntimeOptions): Promise<Runtime> {
  const { adminVersion, timeZone, defaultLanguage, homeArea, resumeAfterMinutes } = config;
  const loaded = loadAssets({
    ...{ adminVersion, timeZone, defaultLanguage, homeArea },
    pauseMinutes: resumeAfterMinutes,
  });
  options.loaded?.(loaded);
  const metrics = createMetrics();
  const complain = (event: string) => (error: unknown) => {
    logger.warn({ event, ...faultOf(error) });
  };
  const db = openDatabase(options.address, { onError: complain('postgres_error') });
  const redis = config.redisUrl === null ? null : openRedis(config.redisUrl, logger);
  await comeUp(db, redis, logger, async () => options.prepare?.(db, loaded));
  const ending = new AbortController();
  const assets: DialogueAssets = { ...loaded, info: keepInfo(db, logger, ending.signal) };

  const queuePlace =
    config.redisUrl === null
      ? { postgres: options.address, embedded: options.embedded ?? false }
      : { redis: config.redisUrl };
  const queues = await openQueues(
    queuePlace,
    logger,
    config.otlpEndpoint === null ? undefined : jobTelemetry(),
  );
  const store: SessionStore = redis ? createRedisSessions(redis) : createPostgresSessions(db);
  const crypto = createFieldCrypto(options.fieldKey);
  const channels = openChannels(config, {
    db,
    crypto,
    logger,
    metrics,
    polling: options.polling ?? false,
    groupNotice: groupNotice(assets),
  });
  const common = { store, queues, channels: channels.all, metrics, logger };
  const reminders = createReminders({
    ...common,
    due: (conversation) => reminderDue(assets, conversation),
    remind: (conversation, now) => remind(assets, conversation, now),
    finish: (urn) => converse.finish(urn),
  });
  const heard = createHeardNotes({ db, logger });
  const converse: Converse = createConverse({
    ...common,
    decide: (conversation, message, now) => takeTurn(assets, conversation, message, now),
    carryOut: createCarryOut(common),
    planReminder: (urn, session) => reminders.plan(urn, session),
    noteHeard: (conversation) => {
      heard.note(conversation);
    },
  });
  let sweeping = Promise.resolve();
  let broadcasting = Promise.resolve();
  const slowDb = openDatabase(options.address, {
    ...{ max: 1, queryTimeout: 0, onError: complain('postgres_error') },
  });
  void channels.zaloToken?.keep(ending.signal);

  return {
    ...{ logger, metrics, assets, db, queues, channels },
    unlimited: (name, message) => converse.converse(name, message),
    converse: {
      ...converse,
      converse: limitSenders((name, message) => converse.converse(name, message), {
        ...common,
        channels: channels.all,
        notice: tooFastNotice(assets),
      }),
    },
    heardAt: async (urn) => (await store.load(urn)).conversation?.heardAt,
    async health() {
      const asked: Record<string, Promise<unknown>> = { postgres: ping(db) };
      if (redis) asked['redis'] = pingRedis(redis);
      return Object.fromEntries(
        await Promise.all(
          Object.entries(asked).map(async ([part, answer]) => [part, await answers(answer)] as const),
        ),
      );
    },
    work() {
      const sealing = { crypto, sensitive: sensitiveBlocks(assets) };
      const tell = createTell({
        ...{ ...common, db },
        say: (conversation, what) => followUpMessage(assets, conversation, what),
        due: (conversation, now) => followUpDue(assets, conversation, now),
      });
      const { phrasebook } = assets;
      const broadcaster = createBroadcaster({
        ...{ ...common, db, slowDb, redis, queue: queues, phrasebook, timeZone },
        ...{ rates: config.broadcastRates, signal: ending.signal },
      });
      const broadcast = broadcaster.lane;
      queues.work(createProcessors({ ...common, db, sealing, reminders, tell, broadcast, timeZone }));
      broadcasting = broadcaster.run();
      followUp({ ...common, db, timeZone }, ending.signal);
      keepUp(
        { ...common, db, forgets: redis === null, makesMonths: options.embedded !== true },
        ending.signal,
      );
      sweeping = sweep({ ...common, finish: (urn) => converse.finish(urn) }, ending.signal);
    },
    async close() {
      ending.abort();
      const settled = channels.zaloToken?.settled(7_000);
      // What waits for a part that is away would outlast our time; all of it is done again by whoever comes next.
      await atMost(2_000, Promise.all([sweeping, broadcasting, converse.idle()]));
      await queues.close();
      await settled;
      await atMost(2_000, heard.close());
      redis?.disconnect();
      await atMost(500, Promise.all([db.destroy(), slowDb.destroy()]));
    },
  };
}

async function comeUp(
  db: Database,
  redis: RedisConnection | null,
  logger: Logger,
  prepare: () => Promise<void>,
): Promise<void> {
  const wait = (part: string, ask: () => Promise<boolean>) =>
    waitUntil(part, ask, { logger, limit: PATIENCE, every: 500 });
  try {
    await wait('Postgres', () => ping(db));
    await prepare();
    await wait('the schema (npm run migrate)', async () => (await pendingMigrations(db)).length === 0);
    if (redis === null) return;
    await wait('Redis', () => pingRedis(redis));
    for (const fault of await redisFaults(redis)) logger.error({ event: 'redis_unsafe', fault });
  } catch (error) {
    if (error instanceof NotThere) throw new StartError(`${error.message}.`);
    throw error;
  }
}

/** Resolves with `work`, or after so many ms. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, sleep(ms, undefined, { ref: false })]);
}

async function ping(db: Database): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}

/** A part that is slow to say that it is there is away for everybody who waits for it. */
async function answers(asked: Promise<unknown>): Promise<'ok' | 'away'> {
  const late = new Promise<'away'>((resolve) => setTimeout(resolve, 2_000, 'away').unref());
  return Promise.race([asked.then(() => 'ok' as const).catch(() => 'away' as const), late]);
}

/** Blocks of any flow whose answers are sealed before they are stored. */
function sensitiveBlocks(assets: DialogueAssets): ReadonlySet<string> {
  const blocks = [...assets.flows.values()].flatMap((flow) => flow.blocks);
  return new Set(blocks.filter((block) => block.sensitive).map((block) => block.id));
}
