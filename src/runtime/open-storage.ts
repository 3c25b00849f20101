import type { Config } from '../config.ts';
import { faultOf } from '../pipeline/fault.ts';
import { openDatabase, type Database } from '../storage/database.ts';
import { migrate, pendingMigrations } from '../storage/migrate.ts';
import { fieldKeyOf, joinEmbedded } from './embedded.ts';
import { StartError } from './run.ts';

export interface OpenStorage {
  db: Database;
  fieldKey: Buffer;
  close(): Promise<void>;
}

/**
 * Database and key alone, for a program that does one thing: the ones of the settings, or the ones `npm start` uses,
 * whether it runs or not.
 *
 * @throws StartError when the database does not answer or lacks tables
 */
export async function openStorage({ databaseUrl, fieldKey, dataDir }: Config): Promise<OpenStorage> {
  const embedded = databaseUrl === null ? await joinEmbedded(dataDir) : null;
  const db = openDatabase(embedded?.address ?? { url: databaseUrl ?? '' }, { max: 2 });
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.close();
  };
  try {
    if (embedded) await migrate(db);
    else if ((await pendingMigrations(db)).length > 0) {
      throw new StartError('the database lacks tables. Run npm run migrate first.');
    }
  } catch (error) {
    await close();
    if (error instanceof StartError) throw error;
    const { errorName, errorCode = errorName } = faultOf(error);
    throw new StartError(`Postgres cannot be used (${errorCode}). Check DATABASE_URL.`);
  }
  return { db, fieldKey: fieldKey ?? fieldKeyOf(dataDir), close };
}
