import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { IsolationPlace, IsolationRow } from './follow-tables.ts';

/** A decision to isolate somebody. Days as `2020-03-27`. */
export interface Isolation extends Omit<IsolationRow, 'id' | 'site' | 'document' | 'decided_at'> {
  id: string;
  site: string;
  document: string;
  decided_at: Date;
}

export type IsolationEnding = 'completed' | 'moved' | 'referred' | 'died' | 'cancelled';

export interface NewIsolation {
  person: string;
  /** The item it was concluded from. */
  workItem: string | null;
  place: IsolationPlace;
  /** Where, when not at home. */
  site?: string;
  /** The last exposure: see follow-up/isolation-days.ts. */
  dayZero: string;
  endsOn: string;
  /** Who decided, and the number of the paper. */
  authority: string;
  document?: string;
}

const columns = sql`i.id, i.person, i.work_item, i.place, i.site, i.day_zero::text, i.ends_on::text, i.authority,
  i.document, i.decided_by, i.decided_at, i.ended_at, i.ending`;

/** Decides an isolation, signed by who is asking. @returns its id; null when one runs already */
export async function decideIsolation(tx: Scoped, decision: NewIsolation): Promise<string | null> {
  const { person, workItem, place, site = '', dayZero, endsOn, authority, document = '' } = decision;
  const decided = await sql<{ id: string }>`
    insert into isolations (person, work_item, place, site, day_zero, ends_on, authority, document, decided_by)
    values (${person}, ${workItem}, ${place}, ${site}, ${dayZero}, ${endsOn}, ${authority}, ${document},
      staff_asking())
    on conflict (person) where ended_at is null do nothing returning id`.execute(tx);
  return decided.rows[0]?.id ?? null;
}

/**
 * Lets an isolation end on another day: extended, or counted from a newer exposure.
 *
 * @returns false when it does not run, or is not there for who is asking
 */
export async function extendIsolation(
  tx: Scoped,
  id: string,
  period: { dayZero: string; endsOn: string },
  note: string,
): Promise<boolean> {
  const before = await findIsolation(tx, id);
  const changes = sql`day_zero = ${period.dayZero}, ends_on = ${period.endsOn}`;
  const from = before && { day_zero: before.day_zero, ends_on: before.ends_on };
  return change(tx, id, changes, { kind: 'extended', note, detail: { from, to: period } });
}

/** Writes down that somebody did not keep to their isolation. @returns false when it does not run, or is not there */
export async function breachIsolation(tx: Scoped, id: string, note: string): Promise<boolean> {
  return change(tx, id, sql`place = place`, { kind: 'breach', note, detail: {} });
}

/** Goes on at another place. @returns false when it does not run, or is not there */
export async function placeIsolation(
  tx: Scoped,
  id: string,
  to: { place: IsolationPlace; site: string },
  note: string,
): Promise<boolean> {
  const changes = sql`place = ${to.place}, site = ${to.site}`;
  return change(tx, id, changes, { kind: 'moved', note, detail: { to } });
}

/** Ends it. @returns false when it does not run, or is not there; `certificateOf` has what the paper says */
export async function endIsolation(
  tx: Scoped,
  id: string,
  ending: IsolationEnding,
  note: string,
): Promise<boolean> {
  const changes = sql`ended_at = now(), ending = ${ending}`;
  return change(tx, id, changes, { kind: 'ended', note, detail: { ending } });
}

/** One isolation; undefined when it is not there for who is asking. */
export async function findIsolation(tx: Scoped, id: string): Promise<Isolation | undefined> {
  return (await isolationsWhere(tx, sql`i.id = ${id}`))[0];
}

/** All of a person, newest first; the one that runs, if any, has no `ended_at`. */
export async function isolationsOf(tx: Scoped, person: string): Promise<Isolation[]> {
  return isolationsWhere(tx, sql`i.person = ${person}`);
}

export interface IsolationEvent {
  at: Date;
  kind: string;
  note: string;
  detail: Record<string, unknown>;
  staff_name: string | null;
}

/** What happened to an isolation, oldest first. */
export async function isolationEventsOf(tx: Scoped, id: string): Promise<IsolationEvent[]> {
  const found = await sql<IsolationEvent>`
    select e.at, e.kind, e.note, e.detail, s.name as staff_name
    from isolation_events e left join staff s on s.id = e.staff
    where e.isolation = ${id} order by e.at, e.id limit 1000`.execute(tx);
  return found.rows;
}

/** What a certificate of completion says. */
export interface Certificate extends Isolation {
  name: string | null;
  birth_year: number | null;
  gender: string | null;
  nationality: string | null;
  address_line: string | null;
  /** Names of the place of living, from the province down. */
  area_names: string[];
  decided_by_name: string | null;
}

/** What the certificate says of an isolation that was completed; undefined of any other. */
export async function certificateOf(tx: Scoped, id: string): Promise<Certificate | undefined> {
  const found = await sql<Certificate>`
    select ${columns}, p.name, p.birth_year, p.gender, p.nationality, p.address_line, s.name as decided_by_name,
      array(select a.name from unnest(p.area_path) with ordinality as part (code, depth)
        join areas a on a.version = p.area_version and a.code = part.code order by depth) as area_names
    from isolations i join persons p on p.id = i.person left join staff s on s.id = i.decided_by
    where i.id = ${id} and i.ending = 'completed'`.execute(tx);
  return found.rows[0];
}

async function isolationsWhere(tx: Scoped, where: RawBuilder<unknown>): Promise<Isolation[]> {
  const found = await sql<Isolation>`
    select ${columns} from isolations i where ${where} order by i.decided_at desc, i.id limit 100`.execute(
    tx,
  );
  return found.rows;
}

async function change(
  tx: Scoped,
  id: string,
  changes: RawBuilder<unknown>,
  { kind, note, detail }: { kind: string; note: string; detail: Record<string, unknown> },
): Promise<boolean> {
  const changed = await sql<{ person: string }>`
    update isolations set ${changes} where id = ${id} and ended_at is null returning person`.execute(tx);
  const person = changed.rows[0]?.person;
  if (person === undefined) return false;
  await sql`
    insert into isolation_events (isolation, person, staff, kind, note, detail)
    values (${id}, ${person}, staff_asking(), ${kind}, ${note}, ${JSON.stringify(detail)})`.execute(tx);
  return true;
}
