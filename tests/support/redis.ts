import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findBinary, freePort, missingBinaries } from './binaries.ts';
import { stopProcess } from './stop-process.ts';
import { waitFor } from './wait-for.ts';

/** True when tests have a Redis to run against; false skips them by name. */
export const hasRedis = (): boolean => missingBinaries('redis-server').length === 0;

export interface RedisServer {
  url: string;
  port: number;
  /** Where it keeps its files. */
  folder: string;
  process: ChildProcess;
  stop(): Promise<void>;
  /** Starts again on the same port and folder, after `process` was stopped or killed. */
  restart(): Promise<void>;
}

/** Starts a Redis of one's own: own folder, own port, as production has to run it (AOF on, noeviction). */
export async function startRedis(extra: readonly string[] = []): Promise<RedisServer> {
  const binary = findBinary('redis-server');
  if (binary === null) throw new Error('redis-server is not on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'ncovi-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const run = async () => {
    const child = spawn(
      binary,
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
        ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', ...extra],
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    await waitFor('Redis', () => answers(url));
    return child;
  };
  const server: RedisServer = {
    url,
    port,
    folder,
    process: await run(),
    async stop() {
      await stopProcess(server.process);
      await rm(folder, { recursive: true, force: true });
    },
    async restart() {
      server.process = await run();
    },
  };
  return server;
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return true;
  } finally {
    redis.disconnect();
  }
}
