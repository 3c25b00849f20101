import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { WorkItem } from './work-items.ts';

/** Whose health log has lines nobody looked at, with these lines; the longest waiting first. */
export async function unseenNotes(tx: Scoped, limit: number): Promise<{ person: string; notes: string[] }[]> {
  const unseen = await sql<{ person: string; notes: string[] }>`
    select person, array_agg(id) as notes
    from (select id, person from health_log where looked_at is null order by at limit ${limit}) waiting
    group by person order by person`.execute(tx);
  return unseen.rows;
}

/** They were looked at; those that went to another person since, by a merge, are not. */
export async function markSeen(tx: Scoped, person: string, notes: readonly string[]): Promise<void> {
  await sql`
    update health_log set looked_at = now() where id = any(${notes}::uuid[]) and person = ${person}`.execute(
    tx,
  );
}

/** The first day of the isolation that runs, at home or in a centre; null: none does, or a hospital looks after them. */
export async function watchedFrom(tx: Scoped, person: string): Promise<string | null> {
  const found = await sql<{ from: string }>`
    select day_zero::text as from from isolations
    where person = ${person} and ended_at is null and place <> 'facility'`.execute(tx);
  return found.rows[0]?.from ?? null;
}

/** The open item of a person, locked; undefined: none is open. */
export async function lockOpenWork(tx: Scoped, person: string): Promise<WorkItem | undefined> {
  return tx
    .selectFrom('work_items')
    .selectAll()
    .where('person', '=', person)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** What was raised about a person before: by which cause, and the day of the log it was known by. */
export async function raisedBefore(tx: Scoped, person: string): Promise<{ cause: string; day: string }[]> {
  const raised = await sql<{ cause: string; day: string }>`
    select detail->>'cause' as cause, detail->>'day' as day from work_events
    where person = ${person} and kind = 'worse'`.execute(tx);
  return raised.rows;
}
