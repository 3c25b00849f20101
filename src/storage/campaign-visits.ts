import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Nobody can tell from it who came, only that it was somebody else. */
export const visitorOf = (code: string, urn: string): string =>
  createHash('sha256').update(`${code} ${urn}`).digest('hex');

/** Counts somebody who came by a link, or began a declaration after that; each once. Links nobody made count nothing. */
export async function noteVisit(
  db: Database,
  { urn, code, step, at }: { urn: string; code: string; step: 'came' | 'began'; at: Date },
): Promise<void> {
  const began = step === 'began' ? at : null;
  await sql`insert into campaign_visits (code, visitor, visited_at, started_at)
    select code, ${visitorOf(code, urn)}, ${at}, ${began}::timestamptz from campaigns where code = ${code}
    on conflict (code, visitor) do update set visited_at = least(campaign_visits.visited_at, excluded.visited_at),
      started_at = least(campaign_visits.started_at, excluded.started_at)`.execute(db);
}
