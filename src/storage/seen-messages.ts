import { sql } from 'kysely';
import type { Urn } from '../dialogue/message.ts';
import type { Database } from './database.ts';

/** A message somebody has looked at. */
export interface SeenMessage {
  urn: Urn;
  /** The platform's id of it. */
  id: string;
  at: Date;
}

/**
 * Writes down which deliveries were read. May be repeated: the first time stays. Other messages than those of advisories
 * are nothing to it.
 *
 * @returns of those found nowhere, the ones whose delivery may still be written down: none unless an advisory is being
 *   sent, or was a moment ago
 */
export async function noteSeen(db: Database, seen: readonly SeenMessage[]): Promise<SeenMessage[]> {
  const rows = seen.map(({ urn, id, at }, n) => ({ n, urn, id, at: at.toISOString() }));
  const { rows: open } = await sql<{ n: number }>`
    with seen as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (n integer, urn text, id text, at timestamptz)
    ), found as (
      update deliveries d set read_at = greatest(d.sent_at, least(s.at, now())), message = null
      from seen s where d.message = s.id and d.urn = s.urn returning s.n
    )
    select n from seen where n not in (select n from found) and exists (
      select from advisories where frozen_at is not null and coalesce(ended_at, now()) > now() - interval '5 minutes')`.execute(
    db,
  );
  return open.flatMap(({ n }) => seen[n] ?? []);
}
