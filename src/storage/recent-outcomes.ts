import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Adds marks of what became of messages to those of all processes; an advisory that is not being sent takes none.
 *
 * @param most marks that are kept, the newest
 * @returns the last ones; empty when none were taken
 */
export async function noteOutcomes(
  db: Database,
  advisory: string,
  marks: string,
  most: number,
): Promise<string> {
  const noted = await sql<{ last: string }>`
    insert into recent_outcomes as r (advisory, last)
    select id, right(${marks}, ${most}) from advisories where id = ${advisory} and status = 'sending'
    on conflict (advisory) do update set last = right(r.last || excluded.last, ${most}) returning last`.execute(
    db,
  );
  return noted.rows[0]?.last ?? '';
}
