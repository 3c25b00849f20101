import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tests/support/binaries.ts';
import { flagsOf } from '../../tests/support/program.ts';
import { stopProcess } from '../../tests/support/stop-process.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import type { Load } from './drive.ts';

/** One contestant: a server, and how it is told to answer. */
export interface Side {
  name: SideName;
  program: string;
  path: string;
  replies: Load['replies'];
}

export type SideName = 'ours.api' | 'ours.inline' | 'telegraf.api' | 'grammy.api' | 'limit.inline';

const ours = { program: 'src/serve.ts', path: '/webhooks/telegram' };
const peer = (name: string) => ({ program: `bench/turns/peers/${name}.ts`, path: '/telegram' });

export const sides: Side[] = [
  { name: 'ours.api', ...ours, replies: 'api' },
  { name: 'ours.inline', ...ours, replies: 'inline' },
  { name: 'telegraf.api', ...peer('telegraf'), replies: 'api' },
  { name: 'grammy.api', ...peer('grammy'), replies: 'api' },
  { name: 'limit.inline', ...peer('limit'), replies: 'inline' },
];

export interface Running {
  process: ChildProcess;
  port: number;
  stop(): Promise<void>;
}

export const token = '123456:bench-token-of-nobody';
export const secret = 'bench-secret';

/** Starts the server of a side, in production mode and with nothing written but what goes wrong. */
export async function startSide(
  side: Side,
  { redisUrl, databaseUrl, apiRoot }: { redisUrl: string; databaseUrl: string; apiRoot: string },
): Promise<Running> {
  const port = await freePort();
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const forPeers = { API_ROOT: apiRoot, TOKEN: token, SECRET: secret, PATH_NAME: side.path };
  const forOurs = {
    ...{ DATABASE_URL: databaseUrl, FIELD_KEY: Buffer.alloc(32, 1).toString('base64') },
    ...{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret, TELEGRAM_API_ROOT: apiRoot },
    ...{ TELEGRAM_REPLIES: side.replies === 'api' ? 'calls' : 'response', LOG_LEVEL: 'warn' },
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const flags = side.name.startsWith('ours') ? flagsOf('serve') : [];
  const child = spawn(process.execPath, [...flags, ...profiling(), `${root}${side.program}`], {
    cwd: root,
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), REDIS_URL: redisUrl },
      ...(side.name.startsWith('ours') ? forOurs : forPeers),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('"level":')) process.stderr.write(chunk);
  });
  await waitFor(
    side.name,
    () => {
      if (child.exitCode !== null) throw new Error(`${side.name} ended at once`);
      return fetch(`http://127.0.0.1:${port}/`);
    },
    patience,
  );
  // Ours registers its webhook after it listens.
  if (side.name.startsWith('ours'))
    await waitFor(side.name, () => fetch(`http://127.0.0.1:${port}/readyz`), patience);
  return { process: child, port, stop: () => stopProcess(child) };
}

/** A busy machine starts slowly. */
const patience = { timeout: 120_000 };

/** `BENCH_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=…"` is handed to the servers. */
const profiling = (): string[] => (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);
