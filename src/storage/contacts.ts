import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

export interface ContactLink {
  source: string;
  contact: string;
  /** Last day they met, `2020-03-27`. */
  met_on: string | null;
  note: string;
}

/** A person as the graph of contacts shows them. */
export interface GraphPerson {
  id: string;
  name: string | null;
  birth_year: number | null;
  level: number;
  f_status: number | null;
  f_set: boolean;
  area_version: string | null;
  area_code: string | null;
}

/**
 * Somebody met somebody; `source` is nearer to the case. A link that is there takes the later day. Signed by who is asking,
 * who must see both. What follows from it for F is computed afterwards: `recomputeF`.
 */
export async function linkContacts(tx: Scoped, link: ContactLink): Promise<void> {
  await lockGraph(tx);
  const { source, contact, met_on: metOn, note } = link;
  await sql`delete from contacts where source = ${source} and contact = ${contact}
    and met_on is not null and met_on < ${metOn}`.execute(tx);
  await sql`
    insert into contacts (source, contact, met_on, note, staff)
    values (${source}, ${contact}, ${metOn}, ${note}, staff_asking()) on conflict do nothing`.execute(tx);
}

/** It was not so. @returns false when there is no such link for who is asking */
export async function unlinkContacts(
  tx: Scoped,
  { source, contact }: Pick<ContactLink, 'source' | 'contact'>,
): Promise<boolean> {
  await lockGraph(tx);
  const gone = await sql`delete from contacts where source = ${source} and contact = ${contact}`.execute(tx);
  return gone.numAffectedRows === 1n;
}

/**
 * Sets what somebody is: F0 to F5, null (found not to be any), or `computed` again.
 *
 * @returns false when they are not there for who is asking
 */
export async function setF(tx: Scoped, person: string, f: number | null | 'computed'): Promise<boolean> {
  await lockGraph(tx);
  const status = f === 'computed' ? null : f;
  const set = await sql`
    update persons set f_status = ${status}, f_set = ${f !== 'computed'}
    where id = ${person} and merged_into is null`.execute(tx);
  return set.numAffectedRows === 1n;
}

/** Most persons of a graph that is shown. */
const MOST = 300;

/**
 * Those connected with a person by contacts in either direction, as far as who is asking sees them, nearest first.
 *
 * @returns `cut`: there are more than are given
 */
export async function graphAround(
  tx: Scoped,
  person: string,
  most = MOST,
): Promise<{ persons: GraphPerson[]; contacts: ContactLink[]; cut: boolean }> {
  const seen = new Set([person]);
  let edge = [person];
  while (edge.length > 0 && seen.size <= most) {
    const found = await sql<{ id: string }>`
      select contact as id from contacts where source = any(${edge}::uuid[])
      union select source from contacts where contact = any(${edge}::uuid[]) limit ${most + 1}`.execute(tx);
    edge = found.rows.map(({ id }) => id).filter((id) => !seen.has(id));
    for (const id of edge) seen.add(id);
  }
  const ids = [...seen].slice(0, most);
  const persons = await sql<GraphPerson>`
    select id, name, birth_year, level, f_status, f_set, area_version, area_code from persons
    where id = any(${ids}::uuid[]) order by f_status nulls last, declared_at desc, id`.execute(tx);
  const contacts = await sql<ContactLink>`
    select source, contact, met_on::text, note from contacts
    where source = any(${ids}::uuid[]) and contact = any(${ids}::uuid[]) order by source, contact`.execute(
    tx,
  );
  return { persons: persons.rows, contacts: contacts.rows, cut: seen.size > most };
}

/** The part of the graph a change at somebody can reach: five steps downstream, with all that leads into it. */
export interface ReachedGraph {
  /** Whose status is to be taken as it is: set by staff, or further up than the change reaches. */
  fixed: { id: string; f: number | null }[];
  contacts: { source: string; contact: string }[];
}

/**
 * Works out again what follows from contacts for somebody and all downstream of them, also where they live in other areas:
 * this part runs with the owner's rights, and gives nothing of it to who is asking.
 *
 * @param compute `computeFStatus` of follow-up/f-status.ts
 * @returns how many persons changed
 */
export async function recomputeF(
  tx: Scoped,
  person: string,
  compute: (fixed: ReachedGraph['fixed'], contacts: ReachedGraph['contacts']) => Map<string, number | null>,
): Promise<number> {
  await lockGraph(tx);
  const role = await sql<{ role: string }>`select current_setting('role') as role`.execute(tx);
  await sql`set local role none`.execute(tx);
  const { fixed, contacts } = await loadReached(tx, person);
  const computed = compute(fixed, contacts);
  // Nobody leads to them any more.
  if (!computed.has(person) && !fixed.some(({ id }) => id === person)) computed.set(person, null);
  const rows = [...computed].map(([id, f]) => ({ id, f }));
  const changed = await sql`
    update persons set f_status = computed.f
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as computed (id uuid, f smallint)
    where persons.id = computed.id and not f_set and persons.f_status is distinct from computed.f`.execute(
    tx,
  );
  await sql`select set_config('role', ${role.rows[0]?.role ?? 'none'}, true)`.execute(tx);
  return Number(changed.numAffectedRows ?? 0);
}

async function loadReached(tx: Scoped, person: string): Promise<ReachedGraph> {
  const loaded = await sql<{ source: string; contact: string; f: number | null; is_fixed: boolean }>`
    with recursive reached (id, steps) as (
      select ${person}::uuid, 0
      union
      select c.contact, r.steps + 1 from reached r join contacts c on c.source = r.id where r.steps < 5
    ),
    inner_ones as (select distinct id from reached)
    select c.source, c.contact, p.f_status as f,
      p.f_set or not exists (select from inner_ones i where i.id = c.source) as is_fixed
    from inner_ones join contacts c on c.contact = inner_ones.id join persons p on p.id = c.source`.execute(
    tx,
  );
  const set = await sql<{ id: string; f: number | null }>`
    select id, f_status as f from persons
    where f_set and id = any(${[person, ...loaded.rows.map(({ contact }) => contact)]}::uuid[])`.execute(tx);
  const fixed = new Map(set.rows.map(({ id, f }) => [id, f]));
  for (const { source, f, is_fixed: isFixed } of loaded.rows) if (isFixed) fixed.set(source, f);
  return { fixed: [...fixed].map(([id, f]) => ({ id, f })), contacts: loaded.rows };
}

/** Changes of the graph happen one after the other: two at once could each miss what the other one did. */
async function lockGraph(tx: Scoped): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('contact graph', 0))`.execute(tx);
}
