// Everything in one process. With nothing configured it brings its own database and its own platforms.
import type { Logger } from 'pino';
import { openEmbedded, fieldKeyOf, type Embedded } from './runtime/embedded.ts';
import type { Config } from './config.ts';
import { pollPlatforms, registerWebhooks } from './runtime/listen-to-platforms.ts';
import { makeDemoAccounts, retireDemoAccounts, showDemoAccounts } from './runtime/demo-accounts.ts';
import { openConsole } from './runtime/open-console.ts';
import { openIntake, type Intake } from './runtime/open-intake.ts';
import { run, type Running } from './runtime/run.ts';
import { createLogger, openRuntime, type Runtime } from './runtime/open-runtime.ts';
import { storeAreas } from './storage/areas.ts';
import { migrate } from './storage/migrate.ts';
import { makePartitions } from './storage/partitions.ts';
import { setUpTryOut } from './runtime/try-out.ts';
import { checkPort, createWeb, listen } from './runtime/web.ts';

await run('start', start);

async function start(given: Config): Promise<Running> {
  await checkPort(given);
  const logger = createLogger(given.logLevel);
  const fieldKey = given.fieldKey ?? fieldKeyOf(given.dataDir);
  const embedded = given.databaseUrl === null ? await openEmbedded(given.dataDir) : null;
  try {
    return await open(given, logger, fieldKey, embedded);
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

async function open(
  given: Config,
  logger: Logger,
  fieldKey: Buffer,
  embedded: Embedded | null,
): Promise<Running> {
  const address = embedded?.address ?? { url: given.databaseUrl ?? '' };

  const isReal = [given.telegram, given.zaloOa, given.zaloBot].some((account) => account !== null);
  const tryOut = isReal ? null : await setUpTryOut(given, fieldKey, () => runtime.db);
  const config = tryOut?.config ?? given;
  const polling = tryOut === null && config.publicUrl === null;

  const runtime: Runtime = await openRuntime(config, logger, {
    ...{ address, fieldKey, polling, embedded: embedded !== null },
    async prepare(db, assets) {
      await migrate(db);
      await makePartitions(db, new Date());
      await storeAreas(db, assets.adminVersion, assets.areas);
    },
  });
  const intake = openIntake(runtime, config, fieldKey);
  const app = await createWeb(runtime, intake, config);
  await app.register(openConsole(runtime, config, fieldKey), { prefix: '/console' });
  // Never in a database somebody gave us: it may be a real one.
  const demo = tryOut && embedded ? await makeDemoAccounts(runtime.db, config) : null;
  if (isReal) await retireDemoAccounts(runtime.db);
  if (tryOut) {
    await app.register(tryOut.emulators.plugin);
    app.get('/', (_request, reply) => reply.redirect('/try/'));
  }
  await listen(app, config);
  runtime.work();
  if (!tryOut && !polling) await registerWebhooks(runtime, config);

  const ending = new AbortController();
  const polled = polling ? pollPlatforms(runtime, ending.signal) : Promise.resolve();
  logger.info({ event: 'ready', program: 'start', port: config.port });
  if (tryOut) console.log(`\n  Try it: ${tryOut.page}\n${showDemoAccounts(tryOut.page, demo)}`);
  return { logger, close: () => close(app, intake, runtime, embedded, ending, polled) };
}

async function close(
  app: { close: () => Promise<void> },
  intake: Intake,
  runtime: Runtime,
  embedded: Embedded | null,
  ending: AbortController,
  polled: Promise<void>,
): Promise<void> {
  ending.abort();
  await Promise.all([app.close(), polled]);
  await intake.close();
  await runtime.close();
  await embedded?.close();
}
