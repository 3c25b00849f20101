// Brings the database up to date: schema, months and areas. Ends when that is done; running it again changes nothing.
import { loadAreaMap } from './assets/areas.ts';
import type { Config } from './config.ts';
import { NotThere, waitUntil } from './pipeline/wait-until.ts';
import { run, StartError } from './runtime/run.ts';
import { createLogger } from './runtime/open-runtime.ts';
import { storeAreas } from './storage/areas.ts';
import { openDatabase } from './storage/database.ts';
import { migrate, pendingMigrations } from './storage/migrate.ts';
import { makePartitions } from './storage/partitions.ts';

await run('migrate', bringUpToDate);

async function bringUpToDate(config: Config): Promise<null> {
  if (config.databaseUrl === null) throw new StartError('DATABASE_URL is not set.');
  const logger = createLogger(config.logLevel);
  const db = openDatabase({ url: config.databaseUrl }, { queryTimeout: 0 });
  try {
    await waitUntil('Postgres', async () => (await pendingMigrations(db)).length >= 0, {
      logger,
      limit: 120_000,
      every: 500,
    });
    const applied = await migrate(db);
    const { made: months } = await makePartitions(db, new Date());
    const areas = await storeAreas(db, config.adminVersion, loadAreaMap(config.adminVersion));
    logger.info({ event: 'migrated', applied, months, areas });
  } catch (error) {
    throw error instanceof NotThere ? new StartError(`${error.message}.`) : error;
  } finally {
    await db.destroy();
  }
  return null;
}
