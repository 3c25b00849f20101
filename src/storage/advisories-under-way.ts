import { sql } from 'kysely';
import type { Advisory } from './advisories.ts';
import type { AdvisoryStatus } from './broadcast-tables.ts';
import type { Database } from './database.ts';

/** What has to be known of an advisory to send it. */
export type UnderWay = Pick<
  Advisory,
  | 'id'
  | 'status'
  | 'texts'
  | 'link'
  | 'topic'
  | 'urgency'
  | 'billed'
  | 'template'
  | 'article'
  | 'picture'
  | 'rate'
  | 'expires_at'
  | 'scheduled_at'
> & {
  /** Channels on which somebody could be written to now. */
  due: string[];
};

/** Every advisory that was approved and has not ended; for urgent ones that are sent, where. With the owner's rights. */
export async function advisoriesUnderWay(db: Database, channels: readonly string[]): Promise<UnderWay[]> {
  const found = await sql<UnderWay>`
    select id, status, texts, link, topic, urgency, billed, template, article, picture, rate, expires_at, scheduled_at,
      case when urgency = 'urgent' and status = 'sending' then array(
        select c from unnest(${[...channels]}::text[]) c where (select true from deliveries d
          where d.advisory = a.id and d.channel = c and d.status = 'waiting' and d.due_at <= now()
          order by d.due_at limit 1))
      else '{}' end as due
    from advisories a where ended_at is null and status not in ('draft', 'submitted') order by created_at, id`.execute(
    db,
  );
  return found.rows;
}

/** The program takes a step. @returns false when the advisory has none of these statuses any more */
export async function moveAdvisory(
  db: Database,
  id: string,
  from: readonly AdvisoryStatus[],
  to: AdvisoryStatus,
  { kind, note = '', reason = null }: { kind: string; note?: string; reason?: string | null },
): Promise<boolean> {
  const moved = await sql`
    with moved as (
      update advisories set status = ${to}, reason = ${reason}, version = version + 1, updated_at = now(),
        ended_at = case when ${to} in ('done', 'cancelled') then now() end
      where id = ${id} and status = any(${[...from]}::text[]) and ended_at is null returning id
    )
    insert into advisory_events (advisory, kind, note) select id, ${kind}, ${note} from moved`.execute(db);
  return moved.numAffectedRows === 1n;
}

/** Whether nobody waits for an advisory any more, and nobody is being sent it. */
export async function isSettled(db: Database, id: string): Promise<boolean> {
  // Ordered, so that the index of who waits is read and not all who were sent it before.
  const found = await sql<{ settled: boolean }>`
    select not coalesce(
      (select true from deliveries where advisory = ${id} and status = 'waiting' order by channel, due_at limit 1), false)
      and not exists (select from deliveries where advisory = ${id} and status = 'sending')
      and not exists (select from advisory_articles where advisory = ${id}
        and state in ('waiting', 'creating', 'made', 'ready', 'broadcasting')) as settled`.execute(db);
  return found.rows[0]?.settled === true;
}
