import { randomBytes } from 'node:crypto';
import { freePort } from './binaries.ts';
import { ended, startProgram, type ProgramUnderTest } from './program.ts';
import { startRedis, type RedisServer } from './redis.ts';
import type { TestDatabase } from './test-database.ts';
import { waitFor } from './wait-for.ts';

export interface Installation {
  redis: RedisServer;
  database: TestDatabase;
  /** DATABASE_URL, REDIS_URL, FIELD_KEY. */
  settings: Record<string, string>;
  /** Starts a serve on a port of its own and waits until it is ready. */
  serve(settings: Record<string, string>): Promise<Serving>;
  work(settings: Record<string, string>): Promise<ProgramUnderTest>;
  close(): Promise<void>;
}

export interface Serving extends ProgramUnderTest {
  root: string;
  port: number;
}

/**
 * Redis and Postgres of one's own, brought up to date by `migrate`, and whatever programs a test starts beside them.
 *
 * @param makeDatabase an empty database; one in the Postgres of this test run when left out
 * @param redisOptions more of the command line of Redis
 */
export async function setUpInstallation(
  makeDatabase: () => Promise<TestDatabase> = createTestDatabaseOfRun,
  redisOptions: readonly string[] = [],
): Promise<Installation> {
  const [redis, database] = await Promise.all([startRedis(redisOptions), makeDatabase()]);
  const programs: ProgramUnderTest[] = [];
  const settings = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    FIELD_KEY: randomBytes(32).toString('base64'),
  };
  const migrate = startProgram('migrate', settings);
  if ((await ended(migrate)) !== 0) throw new Error(`migrate failed:\n${migrate.output()}`);
  await migrate.stop();
  return {
    redis,
    database,
    settings,
    async serve(more) {
      const port = Number(more['PORT'] ?? (await freePort()));
      const root = `http://127.0.0.1:${port}`;
      const program = startProgram('serve', {
        ...settings,
        PUBLIC_URL: root,
        ...more,
        PORT: String(port),
      });
      programs.push(program);
      await program.ready();
      // On a machine that has much else to do a cut-off part is reached again late.
      await waitFor('/readyz', async () => (await fetch(`${root}/readyz`)).ok, { timeout: 120_000 });
      return { ...program, root, port };
    },
    async work(more) {
      const program = startProgram('work', { ...settings, ...more });
      programs.push(program);
      await program.ready();
      return program;
    },
    async close() {
      await Promise.all(programs.map((program) => program.kill()));
      await database.drop();
      await redis.stop();
    },
  };
}

/** Imported late: outside a test run, where benches are, there is nothing to import it into. */
async function createTestDatabaseOfRun(): Promise<TestDatabase> {
  const { createTestDatabase } = await import('./test-database.ts');
  return createTestDatabase('template0');
}
