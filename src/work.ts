// Works on what waits in the queues, and finishes what a dead process left. Run as many as you like.
import { setFlagsFromString } from 'node:v8';
import type { Config } from './config.ts';
import { giveWay } from './runtime/give-way.ts';
import { run, StartError, type Running } from './runtime/run.ts';
import { createLogger, openRuntime } from './runtime/open-runtime.ts';
import { createWatch, listen } from './runtime/web.ts';

// Sending thousands of messages a second leaves much behind for a moment. Left alone, V8 lets it double the memory before it
// looks. The same goes for what is young, but its room can only be set when Node starts: see `work` in package.json.
setFlagsFromString('--heap-growing-percent=15');

// Where it shares a machine with `serve`, people in the chat come first: what is queued is safe, and can wait.
giveWay();

await run('work', work);

async function work(config: Config): Promise<Running> {
  const { databaseUrl, fieldKey } = config;
  if (databaseUrl === null || fieldKey === null)
    throw new StartError('DATABASE_URL and FIELD_KEY are not set.');
  const logger = createLogger(config.logLevel);
  const runtime = await openRuntime(config, logger, { address: { url: databaseUrl }, fieldKey });
  const app = createWatch(runtime);
  if (config.workPort !== null) await listen(app, { host: config.host, port: config.workPort });
  runtime.work();
  logger.info({ event: 'ready', program: 'work' });
  return {
    logger,
    async close() {
      await app.close();
      await runtime.close();
    },
  };
}
