// Receives what people write and answers it. Keeps nothing itself while Redis is there: run as many as you like.
import type { Config } from './config.ts';
import { registerWebhooks } from './runtime/listen-to-platforms.ts';
import { run, StartError, type Running } from './runtime/run.ts';
import { openConsole } from './runtime/open-console.ts';
import { openIntake } from './runtime/open-intake.ts';
import { createLogger, openRuntime } from './runtime/open-runtime.ts';
import { createWeb, listen } from './runtime/web.ts';
import { compileLexicons } from './vietnamese/lexicon.ts';

await run('serve', serve);

async function serve(config: Config): Promise<Running> {
  const { databaseUrl, fieldKey } = config;
  if (databaseUrl === null || fieldKey === null)
    throw new StartError('DATABASE_URL and FIELD_KEY are not set.');
  const logger = createLogger(config.logLevel);
  const runtime = await openRuntime(config, logger, {
    ...{ address: { url: databaseUrl }, fieldKey },
    // What would be made when first needed: somebody would wait for it.
    loaded(assets) {
      compileLexicons();
      assets.areas.search('');
    },
  });
  const intake = openIntake(runtime, config, fieldKey);
  const app = await createWeb(runtime, intake, config);
  await app.register(openConsole(runtime, config, fieldKey), { prefix: '/console' });
  await listen(app, config);
  if (runtime.channels.all.size === 0) logger.warn({ event: 'no_channel_configured' });
  await registerWebhooks(runtime, config);
  logger.info({ event: 'ready', program: 'serve', port: config.port });
  return {
    logger,
    async close() {
      await app.close();
      await intake.close();
      await runtime.close();
    },
  };
}
