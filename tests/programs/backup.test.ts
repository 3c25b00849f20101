import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { createStoreDeclaration } from '../../src/pipeline/store-declarations.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { declarationsOf, insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makePartitions } from '../../src/storage/partitions.ts';
import { aConversation, aSession } from '../support/a-conversation.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { missingBinaries } from '../support/binaries.ts';
import { hasPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';

const tools = ['pg_dump', 'pg_restore', 'psql', 'redis-cli', 'sha256sum'];
const skip = !hasRedis() || !hasPostgres() || missingBinaries(...tools).length > 0;

/** Runs a script of ops/ and gives what it says; rejects with that when it fails. */
const ops = async (script: 'backup' | 'restore', folder: string, settings: Record<string, string>) => {
  const path = new URL(`../../ops/${script}.sh`, import.meta.url).pathname;
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const { stdout } = await promisify(execFile)(path, [folder], { env });
  return stdout;
};

const logger = pino({ level: 'silent' });

describe.skipIf(skip)(`a backup (needs redis-server, postgres, ${tools.join(', ')})`, () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set(['identity']) };
  let before: { postgres: PostgresServer; redis: RedisServer };
  let after: { postgres: PostgresServer; redis: RedisServer };
  let folder: string;
  let backup: string;
  let from: Record<string, string>;
  let into: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ncovi-backup-'));
    backup = join(folder, 'backup');
    before = { postgres: await startPostgres(), redis: await startRedis() };
    after = { postgres: await startPostgres(), redis: await startRedis() };
    // A new Redis that has not run yet.
    await stopProcess(after.redis.process);
    for (const file of await readdir(after.redis.folder)) {
      await rm(join(after.redis.folder, file), { recursive: true });
    }
    from = { DATABASE_URL: before.postgres.url('postgres'), REDIS_URL: before.redis.url };
    into = { DATABASE_URL: after.postgres.url('postgres'), REDIS_DATA_DIR: after.redis.folder };
  });
  afterAll(async () => {
    for (const { postgres, redis } of [before, after]) await Promise.all([postgres.stop(), redis.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('brings back rows, queued declarations and open conversations, and work goes on', async () => {
    const [stored, queued, both] = (['stored', 'queued', 'both'] as const).map((name) =>
      aDeclaration({ urn: `telegram:${name}`, declaredAt: Date.now() }),
    );
    if (!stored || !queued || !both) throw new Error('unreachable');
    const talking = aConversation('telegram:talking', { session: aSession() });

    const oldDb = openDatabase({ url: from['DATABASE_URL'] ?? '' }, { onError: () => undefined });
    await migrate(oldDb);
    await makePartitions(oldDb, new Date());
    // `both` left the queue after Redis was saved and before Postgres was.
    await insertDeclarations(oldDb, [stored, both], sealing);
    await withQueues(before.redis, async (queues) => {
      for (const declaration of [queued, both]) await queues.add('declaration', declaration, declaration.id);
    });
    await withRedis(before.redis, (redis) => createRedisSessions(redis).save(0, talking, false));

    expect(await ops('backup', backup, from)).toContain('complete');
    await oldDb.destroy();
    await Promise.all(
      [before.postgres, before.redis].map((server) => stopProcess(server.process, 'SIGKILL')),
    );
    expect(await ops('restore', backup, into)).toContain('complete');
    await after.redis.restart();

    const loaded = await withRedis(after.redis, (redis) =>
      createRedisSessions(redis).load('telegram:talking'),
    );
    expect(loaded).toMatchObject({ conversation: talking, version: 1 });
    const db = openDatabase({ url: into['DATABASE_URL'] ?? '' }, { onError: () => undefined });
    const rowsOf = async (urn: string) => (await declarationsOf(db, urn, 5)).map(({ id }) => id);
    expect(await rowsOf(stored.urn)).toEqual([stored.id]);
    expect(await rowsOf(queued.urn)).toEqual([]);
    await withQueues(after.redis, async (queues) => {
      expect((await queues.counts()).declarations['waiting']).toBe(2);
      queues.work({
        declaration: createStoreDeclaration({
          db,
          sealing,
          timeZone: 'Asia/Ho_Chi_Minh',
          metrics: createMetrics(),
          logger,
        }),
        deliver: () => Promise.resolve(),
        remind: () => Promise.resolve(),
        tell: () => Promise.resolve(),
        broadcast: () => Promise.resolve(),
      });
      for (const { id } of [queued, both]) {
        await waitFor('the job', async () => !(await queues.isLive('declaration', id)));
      }
    });
    for (const { urn, id } of [stored, queued, both]) expect(await rowsOf(urn)).toEqual([id]);
    await db.destroy();
  });

  it('is refused where it is not whole, and overwrites nothing', async () => {
    await expect(ops('backup', backup, from)).rejects.toThrow(/is there already/);
    await expect(ops('restore', backup, into)).rejects.toThrow(/is not empty/);
    const empty = await mkdtemp(join(folder, 'empty-'));
    await expect(ops('restore', backup, { ...into, REDIS_DATA_DIR: empty })).rejects.toThrow(
      /the database is not empty/,
    );
    const dump = await readFile(join(backup, 'postgres.dump'));
    await writeFile(join(backup, 'postgres.dump'), dump.subarray(0, dump.length - 100));
    await expect(ops('restore', backup, { ...into, REDIS_DATA_DIR: empty })).rejects.toThrow(/is damaged/);
    await rm(join(backup, 'SHA256SUMS'));
    await expect(ops('restore', backup, into)).rejects.toThrow(/no complete backup/);
  });
});

async function withQueues(server: RedisServer, use: (queues: Queues) => Promise<void>): Promise<void> {
  const queues = await openQueues({ redis: server.url }, logger);
  await use(queues).finally(() => queues.close());
}

async function withRedis<T>(server: RedisServer, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(server.url);
  return use(redis).finally(() => {
    redis.disconnect();
  });
}
