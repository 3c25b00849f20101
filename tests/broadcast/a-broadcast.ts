import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { idleHandlers } from '../support/idle-handlers.ts';
import { createBroadcaster } from '../../src/broadcast/broadcaster.ts';
import type { Rates } from '../../src/broadcast/rates.ts';
import type { Channel } from '../../src/channels/channel.ts';
import type { ChannelName } from '../../src/dialogue/message.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import { openRedis } from '../../src/pipeline/redis.ts';
import { createAdvisory, type AdvisoryDraft } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import type { Database } from '../../src/storage/database.ts';
import { aChannel, type TestChannel } from '../pipeline/a-channel.ts';
import { realAssets } from '../support/assets.ts';
import { aDraft } from '../support/a-subscriber.ts';
import { anOfficer } from '../support/a-unit.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testLogger } from '../support/test-logger.ts';
import { waitFor } from '../support/wait-for.ts';

export interface SendingSide {
  queues: Queues;
  close(): Promise<void>;
}

export interface SendingOptions {
  db: Database;
  url: string;
  /** Null: all is kept in Postgres. */
  redis: string | null;
  rates?: Partial<Rates>;
  now?: () => number;
  /** What is done with replies of conversations. */
  deliver?: () => Promise<void>;
}

/** What one process does to send advisories, over platforms in the test's hands. */
export async function openSending(
  { db, url, redis, rates, now, deliver }: SendingOptions,
  platforms: readonly Channel[],
): Promise<SendingSide> {
  const logger = testLogger();
  const place = redis === null ? { postgres: { url }, embedded: false } : { redis };
  const queues = await openQueues(place, logger);
  const connection = redis === null ? null : openRedis(redis, logger);
  const ending = new AbortController();
  const channels = new Map<ChannelName, Channel>(platforms.map((one) => [one.name, one]));
  const broadcaster = createBroadcaster({
    ...{ db, slowDb: db, redis: connection, queue: queues, channels, logger, metrics: createMetrics() },
    ...{ phrasebook: realAssets().phrasebook, timeZone: 'Asia/Ho_Chi_Minh', signal: ending.signal },
    rates: { telegram: 500, 'zalo-oa': 500, 'zalo-bot': 500, ...rates },
    ...(now && { now }),
  });
  queues.work(
    idleHandlers({
      ...(deliver && { deliver }),
      broadcast: (payload, attempt) => broadcaster.lane(payload, attempt),
    }),
  );
  const running = broadcaster.run();
  return {
    queues,
    async close() {
      ending.abort();
      await running;
      await queues.close();
      connection?.disconnect();
    },
  };
}

export interface SendingTest {
  redis: RedisServer;
  database: TestDatabase;
  /** Somebody of a unit that looks after the whole country. */
  staff: string;
  telegram: TestChannel;
  zalo: TestChannel;
}

/**
 * A Redis for the tests of a suite; for each a database, an officer and empty platforms.
 *
 * @param take told of them before each test
 * @returns the sides a test opened: they are closed after it
 */
export function sendingHooks(take: (given: SendingTest) => void): SendingSide[] {
  const sides: SendingSide[] = [];
  let redis: RedisServer;
  let database: TestDatabase;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    database = await createTestDatabase();
    const staff = await anOfficer(database.db, [], { takesUnplaced: true });
    take({ redis, database, staff, ...platforms() });
  });
  afterEach(async () => {
    await Promise.all(sides.splice(0).map((side) => side.close()));
    await database.drop();
  });
  return sides;
}

/** Telegram and Zalo, empty. */
export const platforms = (): { telegram: TestChannel; zalo: TestChannel } => ({
  telegram: aChannel('telegram'),
  zalo: aChannel('zalo-oa'),
});

/** An advisory somebody approved. @returns its id */
export async function anApproved(
  db: Database,
  staff: string,
  changes: Partial<AdvisoryDraft> = {},
): Promise<string> {
  const id = (await asStaff(db, staff, (tx) => createAdvisory(tx, aDraft(changes)))) ?? '';
  await db.updateTable('advisories').set({ status: 'approved' }).where('id', '=', id).execute();
  return id;
}

export const statusOf = async (db: Database, id: string) =>
  db.selectFrom('advisories').select(['status', 'reason']).where('id', '=', id).executeTakeFirstOrThrow();

/** Waits until an advisory has this status. */
export async function becomes(db: Database, id: string, status: string): Promise<void> {
  const isSo = async () => (await statusOf(db, id)).status === status;
  await waitFor(`the advisory to be ${status}`, isSo, { timeout: 60_000 });
}

/** What became of everybody, by chat. */
export async function rowsOf(db: Database, id: string): Promise<Record<string, string>> {
  const rows = await db.selectFrom('deliveries').selectAll().where('advisory', '=', id).execute();
  const shown = rows.map(
    ({ urn, status, reason }) => [urn, [status, reason].filter(Boolean).join(' ')] as const,
  );
  return Object.fromEntries(shown.sort(([a], [b]) => a.localeCompare(b)));
}
