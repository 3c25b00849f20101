import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { WorkEventRow, WorkItemRow } from './console-tables.ts';

export type WorkItem = Selectable<WorkItemRow>;

/** What staff change about an item; whom it is about and where it lies change otherwise (persons.ts). */
export type WorkChanges = Partial<
  Pick<
    WorkItem,
    | 'kind'
    // By schedules alone: Postgres lets no member of staff change it.
    | 'level'
    | 'status'
    | 'outcome'
    | 'conclusion'
    | 'tier'
    | 'assigned_to'
    | 'attempts'
    | 'missed_calls'
    | 'call_again_at'
    | 'deadline'
    | 'first_deadline'
    | 'received_at'
    | 'verified_at'
    | 'concluded_at'
    | 'closed_at'
  >
>;

/** What is written down: the database adds when, and who is asking. */
export interface NewWorkEvent {
  kind: string;
  note?: string;
  detail?: Record<string, unknown>;
}

/** `lost`: somebody changed it since; `gone`: not there, or not theirs; `another_open`: the person has an open item. */
export type Changed = 'changed' | 'lost' | 'gone' | 'another_open';

/** One item, open or closed; undefined when it is not there for them. */
export async function findWork(tx: Scoped, id: string): Promise<WorkItem | undefined> {
  return tx.selectFrom('work_items').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All items of a person, newest first. */
export async function workOfPerson(tx: Scoped, person: string): Promise<WorkItem[]> {
  return tx
    .selectFrom('work_items')
    .selectAll()
    .where('person', '=', person)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}

/**
 * Changes an item if it still is as it was seen, and writes down what happened, signed by who is asking. Nothing is ever
 * overwritten: a race that was lost changes nothing.
 *
 * @param version of the item as it was seen
 */
export async function changeWork(
  tx: Scoped,
  id: string,
  version: number,
  changes: WorkChanges,
  event: NewWorkEvent,
): Promise<Changed> {
  const before = await tx
    .selectFrom('work_items')
    .select(['person', 'version', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (before === undefined) return 'gone';
  if (before.version !== version) return 'lost';
  if (before.closed_at !== null && changes.closed_at === null && (await hasOpen(tx, before.person))) {
    return 'another_open';
  }
  const changed = await tx
    .updateTable('work_items')
    .set({ ...changes, version: version + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('person')
    .executeTakeFirst();
  if (changed === undefined) return 'lost';
  await noteWork(tx, { id, person: changed.person }, event);
  return 'changed';
}

/** Writes down what happened to an item, signed by who is asking. */
export async function noteWork(
  tx: Scoped,
  item: Pick<WorkItem, 'id' | 'person'>,
  { kind, note = '', detail = {} }: NewWorkEvent,
): Promise<void> {
  await sql`
    insert into work_events (work_item, person, staff, kind, note, detail)
    values (${item.id}, ${item.person}, staff_asking(), ${kind}, ${note}, ${JSON.stringify(detail)})`.execute(
    tx,
  );
}

export type WorkEvent = Selectable<WorkEventRow> & {
  staff_name: string | null;
  /** Whom it was given to. */
  to_name: string | null;
};

/** What happened to an item, oldest first, with who did it. */
export async function eventsOf(tx: Scoped, id: string): Promise<WorkEvent[]> {
  return eventsWhere(tx, sql`e.work_item = ${id}`);
}

/** What happened to all items of a person, oldest first. */
export async function eventsOfPerson(tx: Scoped, person: string): Promise<WorkEvent[]> {
  return eventsWhere(tx, sql`e.person = ${person}`);
}

async function eventsWhere(tx: Scoped, where: RawBuilder<unknown>): Promise<WorkEvent[]> {
  const events = await sql<WorkEvent>`
    select e.*, s.name as staff_name, given.name as to_name
    from work_events e left join staff s on s.id = e.staff
    left join staff given on e.kind = 'assign' and given.id::text = e.detail->>'to'
    where ${where} order by e.at, e.id limit 1000`.execute(tx);
  return events.rows;
}

async function hasOpen(tx: Scoped, person: string): Promise<boolean> {
  const found = await tx
    .selectFrom('work_items')
    .select('id')
    .where('person', '=', person)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
