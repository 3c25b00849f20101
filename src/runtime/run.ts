// How every program starts and ends: settings, plain sentences for what is wrong, a graceful end.
// Must not know what any program does.
import { existsSync } from 'node:fs';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { AssetError } from '../assets/asset-fault.ts';
import { ConfigError, readConfig, type Config, type Program } from '../config.ts';
import { faultOf } from '../pipeline/fault.ts';
import { startTracing, type Tracing } from './tracing.ts';

/** A reason not to start that whoever started the program can mend; the message tells them how. */
export class StartError extends Error {
  override name = 'StartError' as const;
}

export interface Running {
  logger: Logger;
  /** Finishes what is in hand and closes everything. */
  close(): Promise<void>;
}

/** In-flight work gets this long after SIGTERM or SIGINT, in ms. */
const GRACE = 10_000;

/**
 * Runs a program until it is told to end (SIGTERM, SIGINT). Faults that can be mended end it with exit code 1 and plain
 * sentences, all others with their name: messages may hold what people wrote.
 */
export async function run(
  program: Program,
  main: (config: Config) => Promise<Running | null>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  let running: Running | null;
  let tracing: Tracing | null = null;
  try {
    const config = readConfig(program);
    const { otlpEndpoint, traceRatio } = config;
    if (otlpEndpoint !== null) tracing = startTracing(program, otlpEndpoint, traceRatio);
    running = await main(config);
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
  if (running === null) process.exit();
  const { logger } = running;
  closeWithGrace({ delay: GRACE, logger: false }, async ({ err, signal }) => {
    if (err) logger.fatal({ event: 'crashed', ...faultOf(err), stack: framesOf(err) });
    else logger.info({ event: 'stopping', signal });
    await running.close();
    await tracing?.close();
    logger.info({ event: 'stopped' });
  });
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    const count = error.faults.length === 1 ? 'a setting is' : `${error.faults.length} settings are`;
    const lines = error.faults.map((fault) => `  ${fault}`).join('\n');
    return `ncovi-chat cannot start: ${count} missing or wrong. .env.example explains them all.\n${lines}`;
  }
  if (error instanceof AssetError)
    return `ncovi-chat cannot start: flows or texts have faults.\n${error.message}`;
  if (error instanceof StartError) return `ncovi-chat cannot start: ${error.message}`;
  const { errorName, errorCode = '' } = faultOf(error);
  if (['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(errorCode)) {
    return `ncovi-chat cannot start: DATA_DIR cannot be used (${errorCode}). Set it to a folder this account may write to.`;
  }
  return `ncovi-chat cannot start: ${errorName} ${errorCode}\n${framesOf(error)}`;
}

/** Where it happened, without the message. */
const framesOf = (error: unknown): string =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')
    : '';
