import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { loadAreas } from '../../src/assets/areas.ts';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { openQueues } from '../../src/pipeline/queues.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makePartitions } from '../../src/storage/partitions.ts';
import { aDeclaration } from '../../tests/support/a-declaration.ts';
import { startPostgres } from '../../tests/support/postgres.ts';
import { startRedis } from '../../tests/support/redis.ts';
import { stopProcess } from '../../tests/support/stop-process.ts';
import { cpuOf } from '../cpu-of.ts';

/**
 * Declarations per second that one `work` process takes from a real Redis (AOF, fsync every second) into a real Postgres
 * with its default settings (fsync and synchronous_commit on), both started here; and what Postgres alone takes in
 * statements of one row and of 250, with all indexes and with none but those that keep a declaration one.
 */
const { values } = parseArgs({
  options: { declarations: { type: 'string', default: '30000' }, json: { type: 'boolean', default: false } },
});
const total = Number(values.declarations);
const note = (text: string): void => {
  if (!values.json) console.log(text);
};

const [postgres, redis] = await Promise.all([startPostgres({ durable: true }), startRedis()]);
const db = openDatabase({ url: postgres.url('postgres') });
try {
  await migrate(db);
  await makePartitions(db, new Date());
  const worker = await throughWorker();
  note(`one worker process, from Redis to rows: ${worker.perSecond} declarations/s`);
  note(`  processor time per declaration in µs: ${JSON.stringify(worker.cpu)}`);
  const batchPerSecond = Math.round(await direct(db, 20_000, 250));
  note(`Postgres alone, 250 in a statement: ${batchPerSecond} declarations/s`);
  const singlePerSecond = Math.round(await direct(db, 2_000, 1));
  note(`Postgres alone, one in a statement: ${singlePerSecond} declarations/s`);
  await dropIndexes();
  const withoutIndexesPerSecond = Math.round(await direct(db, 20_000, 250));
  note(`Postgres alone, 250 in a statement, without the indexes of lists: ${withoutIndexesPerSecond}/s`);
  if (values.json) {
    console.log(
      JSON.stringify({
        declarations: total,
        worker,
        batchPerSecond,
        singlePerSecond,
        withoutIndexesPerSecond,
      }),
    );
  }
} finally {
  await db.destroy();
  await Promise.all([postgres.stop(), redis.stop()]);
}

interface Run {
  perSecond: number;
  /** Microseconds of processor time per declaration, by part. */
  cpu: Record<string, number>;
}

async function throughWorker(): Promise<Run> {
  const make = declarations();
  const queues = await openQueues({ redis: redis.url }, pino({ level: 'silent' }));
  for (let added = 0; added < total; added += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, total - added) }, () => {
        const declaration = make();
        return queues.add('declaration', declaration, declaration.id);
      }),
    );
  }
  await queues.close();
  note(`${total} declarations are queued`);
  const worker = spawn(process.execPath, ['src/work.ts'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: postgres.url('postgres'),
      REDIS_URL: redis.url,
      FIELD_KEY: randomBytes(32).toString('base64'),
      HOME: mkdtempSync(join(tmpdir(), 'ncovi-bench-')),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stored = async (): Promise<number> => {
    if (worker.exitCode !== null) throw new Error('The worker ended');
    return Number(
      (await sql<{ count: string }>`select count(*) from declaration_ids`.execute(db)).rows[0]?.count,
    );
  };
  let first = 0;
  while (first === 0) {
    await sleep(20);
    first = await stored();
  }
  const pids = { worker: worker.pid, redis: redis.process.pid, postgres: postgres.process.pid };
  const used = () => Object.entries(pids).map(([part, pid]) => [part, cpuOf(pid)] as const);
  const [began, before] = [performance.now(), used()];
  while ((await stored()) < total) await sleep(100);
  const seconds = (performance.now() - began) / 1_000;
  const cpu = used().map(([part, cpu], i) => [
    part,
    Math.round(((cpu - (before[i]?.[1] ?? 0)) * 1e6) / (total - first)),
  ]);
  await stopProcess(worker, 'SIGTERM');
  return {
    perSecond: Math.round((total - first) / seconds),
    cpu: Object.fromEntries(cpu) as Record<string, number>,
  };
}

/** Rows per second by four connections at once. */
async function direct(into: Database, count: number, perStatement: number): Promise<number> {
  const make = declarations();
  const sealing = {
    crypto: createFieldCrypto(randomBytes(32)),
    sensitive: new Set(['identity', 'insurance']),
  };
  let left = count / perStatement;
  const began = performance.now();
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      while (left-- > 0) await insertDeclarations(into, Array.from({ length: perStatement }, make), sealing);
    }),
  );
  return count / ((performance.now() - began) / 1_000);
}

async function dropIndexes(): Promise<void> {
  const indexes = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where indrelid = 'declarations'::regclass and not indisprimary`.execute(db);
  for (const { name } of indexes.rows) await sql`drop index ${sql.raw(name)}`.execute(db);
}

/** Makes declarations of different people from all communes, dated now. */
function declarations(): () => Declaration {
  const gazetteer = loadAreas('2020');
  const communes = gazetteer.all().filter((area) => area.level === 'commune');
  let made = 0;
  return () => {
    const number = ++made * 7_919;
    const commune = communes[number % communes.length];
    const declaration = aDeclaration({
      urn: `telegram:${number}`,
      receipt: `BENC-${number.toString(36).toUpperCase()}`,
      declaredAt: Date.now(),
    });
    const code = commune?.code ?? '';
    declaration.person.area = {
      code,
      path: gazetteer.ancestors(code).map((area) => area.code),
      version: '2020',
    };
    declaration.person.name = `Nguyễn Thị ${commune?.bareName ?? ''}`;
    declaration.person.phone = `+849${String(number % 100_000_000).padStart(8, '0')}`;
    // Few give the two numbers that are sealed.
    if (made % 10 > 0) {
      delete declaration.answers['identity'];
      delete declaration.answers['insurance'];
      declaration.person.symptoms = [];
      declaration.person.exposures = [];
      declaration.triage.level = 0;
    }
    return declaration;
  };
}
