import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Deletes conversations nobody added to for 30 days, as Redis does by itself. Returns how many. */
export async function forgetSessions(db: Database): Promise<number> {
  const result = await sql`delete from sessions where saved_at < now() - interval '30 days'`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
