import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findBinary, freePort, missingBinaries, unprivilegedAccount } from './binaries.ts';
import { stopProcess } from './stop-process.ts';
import { waitFor } from './wait-for.ts';

export const TEMPLATE = 'ncovi_template';

/** True when tests have a Postgres to run against; false skips them by name. */
export const hasPostgres = (): boolean => missingBinaries('initdb', 'postgres').length === 0;

export interface PostgresServer {
  /** URL of one of its databases. */
  url(database: string): string;
  port: number;
  process: ChildProcess;
  stop(): Promise<void>;
  /** Starts again on the same port and folder, after `process` was stopped or killed. */
  restart(): Promise<void>;
}

/**
 * Starts a Postgres of one's own: own folder, own port, nothing kept safe on disk. Throws without the binaries.
 *
 * @param durable with its default settings: every commit is on the disk before it is answered
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const [initdb, postgres] = [findBinary('initdb'), findBinary('postgres')];
  if (initdb === null || postgres === null) throw new Error('initdb and postgres are not on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'ncovi-pg-'));
  const account = unprivilegedAccount();
  if (account) await chown(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  await promisify(execFile)(
    initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...account, cwd: folder },
  );
  const port = await freePort();
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const settings = durable ? [] : unsafe;
  const run = async () => {
    const child = spawn(
      postgres,
      [
        '-D',
        data,
        '-k',
        folder,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        ...settings.flatMap((s) => ['-c', s]),
      ],
      { ...account, cwd: folder, stdio: 'ignore' },
    );
    await waitFor('Postgres', () => connects(url('postgres')));
    return child;
  };
  const server: PostgresServer = {
    url,
    port,
    process: await run(),
    async stop() {
      await stopProcess(server.process, 'SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
    async restart() {
      server.process = await run();
    },
  };
  return server;
}

/** Runs one statement outside any test database. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function connects(url: string): Promise<boolean> {
  await administer(url, 'select 1');
  return true;
}
