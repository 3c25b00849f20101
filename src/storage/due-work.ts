import { sql } from 'kysely';
import type { Urn } from '../dialogue/message.ts';
import type { Scoped } from './as-staff.ts';
import type { Database } from './database.ts';
import type { NewWorkEvent, WorkItem } from './work-items.ts';

type Run = (tx: Scoped) => Promise<number>;

/**
 * Does a task in one transaction, with the owner's rights, unless another process is at it: then it does nothing, and
 * answers 0.
 *
 * @param moment the task is done once for each, such as `2020-03-27 morning`; left out: whenever it is called
 */
export async function onceAtATime(db: Database, task: string, run: Run): Promise<number>;
export async function onceAtATime(db: Database, task: string, moment: string, run: Run): Promise<number>;
export async function onceAtATime(
  db: Database,
  task: string,
  momentOrRun: string | Run,
  then?: Run,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const free = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`schedule ${task}`}, 0)) as free`.execute(tx);
    if (free.rows[0]?.free !== true) return 0;
    if (typeof momentOrRun !== 'string') return momentOrRun(tx);
    const due = await sql`
      insert into schedules (task, done_for) values (${task}, ${momentOrRun})
      on conflict (task) do update set done_for = excluded.done_for
      where schedules.done_for <> excluded.done_for`.execute(tx);
    return due.numAffectedRows === 1n && then !== undefined ? then(tx) : 0;
  });
}

/** What nobody verified in time and somebody is above for, the longest overdue first; locked, without those locked already. */
export async function lockOverdue(tx: Scoped, now: Date, limit: number): Promise<WorkItem[]> {
  const due = await sql<WorkItem>`
    select * from work_items
    where closed_at is null and verified_at is null and tier > 1 and deadline < ${now}
    order by deadline limit ${limit} for update skip locked`.execute(tx);
  return due.rows;
}

/** Those who do not answer, locked as above. */
export async function lockUnreachable(tx: Scoped, now: Date, limit: number): Promise<WorkItem[]> {
  const due = await sql<WorkItem>`
    select * from work_items where closed_at is null and status = 'unreachable'
      and (cardinality(missed_calls) >= 3 or missed_calls[1] <= ${now}::timestamptz - interval '24 hours')
    order by updated_at limit ${limit} for update skip locked`.execute(tx);
  return due.rows;
}

/**
 * Those in isolation, at home or in a centre, of whom nothing was heard since; whoever has open work that is not just
 * following is looked after already.
 */
export async function silentPersons(
  tx: Scoped,
  since: Date,
  limit: number,
): Promise<{ person: string; item: string | null }[]> {
  const silent = await sql<{ person: string; item: string | null }>`
    select i.person, w.id as item from isolations i join persons p on p.id = i.person
    left join work_items w on w.person = i.person and w.closed_at is null
    where i.ended_at is null and i.place <> 'facility' and i.decided_at < ${since} and p.declared_at < ${since}
      and (w.id is null or (w.status = 'following' and coalesce(w.concluded_at, w.created_at) < ${since}))
      and not exists (select from health_log h where h.person = i.person and h.at >= ${since})
    order by i.person limit ${limit}`.execute(tx);
  return silent.rows;
}

export interface NewWork {
  kind: WorkItem['kind'];
  /** At least the person's own. */
  level?: number;
  deadline: Date;
  event: NewWorkEvent;
}

/** Opens work about somebody, and writes down why. @returns false when they have open work */
export async function openWork(tx: Scoped, person: string, work: NewWork): Promise<boolean> {
  const { kind, level = 0, deadline, event } = work;
  const opened = await sql`
    with work as (
      insert into work_items (id, person, kind, declaration, area_path, level, symptoms, exposures, tier, deadline,
        first_deadline, reopens)
      select gen_random_uuid(), id, ${kind}, declaration, area_path, greatest(level, ${level}::int), symptoms, exposures,
        greatest(1, least(3, cardinality(area_path))), ${deadline}, ${deadline},
        (select before.id from work_items before where before.person = persons.id
          order by before.created_at desc limit 1)
      from persons where id = ${person}
      on conflict (person) where closed_at is null do nothing returning id, person
    )
    insert into work_events (work_item, person, kind, detail)
    select id, person, ${event.kind}, ${JSON.stringify(event.detail ?? {})}::jsonb from work`.execute(tx);
  return opened.numAffectedRows === 1n;
}

export interface Unasked {
  urn: Urn;
  /** One of them. */
  person: string;
  /** Who of this account's people are in isolation. */
  names: string[];
  /** The account's own person is among them. */
  self: boolean;
}

/** Whose isolation runs on a day, at home or in a centre, and who did not say yet how they are; one row for each account. */
export async function isolatedUnasked(
  tx: Scoped,
  day: string,
  part: 'morning' | 'afternoon',
): Promise<Unasked[]> {
  const unasked = await sql<Unasked>`
    select p.urn, min(p.id::text) as person, bool_or(p.subject = 'self') as self,
      array_agg(coalesce(p.name, '?') order by p.subject <> 'self', p.name) as names
    from isolations i join persons p on p.id = i.person
    where i.ended_at is null and i.place <> 'facility' and ${day}::date between i.day_zero and i.ends_on
      and not exists (select from health_log h where h.person = i.person and h.day = ${day} and h.part = ${part})
    group by p.urn order by p.urn`.execute(tx);
  return unasked.rows;
}
