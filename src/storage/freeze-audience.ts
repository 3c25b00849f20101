import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { Database } from './database.ts';

/**
 * Freezes who an advisory goes to, one row per person, and begins to send, unless another process is at it or it was
 * stopped meanwhile. Takes as long as a statement over all subscribers does.
 *
 * @returns how many persons; null when nothing was frozen
 */
export async function freezeAudience(db: Database, id: string): Promise<number | null> {
  const frozen = db.transaction().execute((tx) => freeze(tx, id));
  return frozen.catch((error: unknown) => {
    if (error instanceof Stopped) return null;
    throw error;
  });
}

/** Cancelled while people were counted: nothing of it is kept. */
class Stopped extends Error {}

async function freeze(tx: Scoped, id: string): Promise<number | null> {
  const free = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`freeze ${id}`}, 0)) as free`.execute(tx);
  if (free.rows[0]?.free !== true) return null;
  const frozen = await sql`
    insert into deliveries (advisory, person, urn, channel, fallback, language, area_path, heard_at)
    select a.id, t.person, t.urn, t.channel, t.fallback, t.language, t.area_path, t.heard_at
    from advisories a cross join lateral advisory_audience(a.id) t
    where a.id = ${id} and a.status = 'freezing'
    on conflict do nothing`.execute(tx);
  await sql`insert into advisory_articles (advisory) select id from advisories
    where id = ${id} and article is not null on conflict do nothing`.execute(tx);
  const begun = await sql`
    update advisories set status = 'sending', frozen_at = now(), started_at = clock_timestamp(), version = version + 1,
      updated_at = now()
    where id = ${id} and status = 'freezing'`.execute(tx);
  const persons = Number(frozen.numAffectedRows ?? 0);
  if (begun.numAffectedRows !== 1n) throw new Stopped();
  await sql`insert into advisory_events (advisory, kind, note) values (${id}, 'sending', ${String(persons)})`.execute(
    tx,
  );
  return persons;
}

/** How people of one class would be reached. Null: fewer than five, and who is asking may not see so small a number. */
export interface AudienceCount {
  channel: string;
  class: 'free' | 'billed' | 'template' | 'article' | 'closed';
  persons: number | null;
}

/** Until when somebody has to have been heard on channels with a window; see channels/zalo-window.ts. */
export interface Windows {
  channels: readonly string[];
  freeSince: Date;
  billedSince: Date;
}

/** Who an advisory would reach if it were frozen now, as far as who is asking may know. */
export async function countAudience(
  tx: Scoped,
  advisory: string,
  windows: Windows,
): Promise<{
  reached: AudienceCount[];
  stopped: number | null;
  unsubscribed: number | null;
  told: number | null;
}> {
  const { channels, freeSince, billedSince } = windows;
  const reached = await sql<{ channel: string; class: AudienceCount['class']; persons: string | null }>`
    select * from count_audience(${advisory}, ${[...channels]}, ${freeSince}, ${billedSince})`.execute(tx);
  const left = await sql<Record<'stopped' | 'unsubscribed' | 'told', string | null>>`
    select * from count_left_out(${advisory})`.execute(tx);
  const { stopped = null, unsubscribed = null, told = null } = left.rows[0] ?? {};
  return {
    reached: reached.rows.map((row) => ({ ...row, persons: numberOf(row.persons) })),
    ...{ stopped: numberOf(stopped), unsubscribed: numberOf(unsubscribed), told: numberOf(told) },
  };
}

const numberOf = (count: string | null): number | null => (count === null ? null : Number(count));
