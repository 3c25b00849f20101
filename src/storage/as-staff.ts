import { sql, type Transaction } from 'kysely';
import type { Database, Tables } from './database.ts';

/** The database as a member of staff sees it: row-level security lets through what lies in the area of their unit. */
export type Scoped = Transaction<Tables>;

/**
 * Runs something with the rights of a member of staff, in one transaction. Postgres itself decides what they see
 * (migration 0004); a row outside their area is not there for them, whatever id is asked for.
 */
export async function asStaff<T>(db: Database, staff: string, work: (tx: Scoped) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('ncovi.staff', ${staff}, true), set_config('role', 'ncovi_staff', true)`.execute(
      tx,
    );
    return work(tx);
  });
}
