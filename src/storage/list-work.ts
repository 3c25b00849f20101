import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { IsolationPlace } from './follow-tables.ts';
import type { PersonRow, WorkStatus } from './console-tables.ts';
import { nameWords } from './name-words.ts';
import type { WorkItem } from './work-items.ts';

/** Which open items are listed; what is left out does not matter. */
export interface WorkFilter {
  /**
   * Codes from the province down to the unit whose whole subtree is meant. Always give that of the unit of who is
   * asking or of one below it: row-level security shows no more either way, but this is what finds by index.
   */
  area?: readonly string[];
  /** `too`: also people whose place of living is not known; `only`: none but them. */
  unplaced?: 'too' | 'only';
  /** Lowest and highest level of concern, both included. */
  levels?: readonly [number, number];
  statuses?: readonly WorkStatus[];
  kind?: WorkItem['kind'];
  /** Depth in the area tree of who has to act. */
  tier?: number;
  overdue?: boolean;
  /** The member of staff who looks after it. */
  assignedTo?: string;
  /** Nobody looks after it. */
  unassigned?: boolean;
  createdSince?: Date;
  symptom?: string;
  exposure?: string;
  /** Code of the link the person came by. */
  campaign?: string;
  /** Words of a name in any order, with or without diacritics; the last one may be only begun. */
  name?: string;
  /** E.164. */
  phone?: string;
  receipt?: string;
}

/** Where a page ended. */
export interface WorkCursor {
  level: number;
  deadline: Date;
  id: string;
}

export interface WorkPage {
  /** Most rows on it. */
  limit: number;
  /** Where the page before ended; null for the first. */
  after: WorkCursor | null;
}

/** An item with the person it is about, as lists show it. */
export type ListedWork = WorkItem &
  Pick<
    PersonRow,
    | 'urn'
    | 'subject'
    | 'name'
    | 'birth_year'
    | 'gender'
    | 'phone'
    | 'area_version'
    | 'area_code'
    | 'address_line'
    | 'conditions'
    | 'f_status'
    | 'declared_at'
  > & {
    /** Names of the place of living, from the province down; empty where it is not known. */
    area_names: string[];
    assigned_name: string | null;
    /** The isolation that runs. Days as `2020-03-27`. */
    isolation_place: IsolationPlace | null;
    day_zero: string | null;
    ends_on: string | null;
  };

/** Names with fewer people than this are looked up first; commoner ones fill a page quickly from the list itself. */
const RARE = 1_000;

/**
 * One page of open work, the most worrying first and of those the one with the earliest deadline. Takes as long for the
 * thousandth page as for the first.
 *
 * @param now what is overdue
 * @returns the rows, and where the next page begins; null when this is the last
 */
export async function listWork(
  tx: Scoped,
  filter: WorkFilter,
  { limit, after }: WorkPage,
  now: Date,
): Promise<{ rows: ListedWork[]; next: WorkCursor | null }> {
  const persons = await personsNamed(tx, filter.name);
  if (persons?.length === 0) return { rows: [], next: null };
  const found = await listWorkQuery(filter, { limit: limit + 1, after }, now, persons).execute(tx);
  const shown = found.rows.slice(0, limit);
  const end = shown.at(-1);
  const more = found.rows.length > limit && end !== undefined;
  // Somebody may have moved away at this very moment, and their item not yet.
  const rows = shown.filter(({ urn }) => (urn as string | null) !== null);
  return { rows, next: more ? { level: end.level, deadline: end.deadline, id: end.id } : null };
}

/** The statement, so that its plan can be looked at. @param persons those with a rare name, where one is asked for */
export function listWorkQuery(
  filter: WorkFilter,
  { limit, after }: WorkPage,
  now: Date,
  persons: readonly string[] | null = null,
): RawBuilder<ListedWork> {
  const conditions = [...workConditions(filter, now), ...nameConditions(filter, persons)];
  if (after) {
    const { level, deadline, id } = after;
    conditions.push(sql`w.level <= ${level}
      and (w.level < ${level} or (w.deadline, w.id) > (${deadline}, ${id}::uuid))`);
  }
  const order = sql`order by level desc, deadline, id limit ${limit}`;
  // One walk along an index for each place: an `or` between them would read them all and sort.
  const walks = placesOf(filter).map(
    (place) => sql`(select w.* from work_items w
      where ${sql.join([sql`w.closed_at is null`, ...place, ...conditions], sql` and `)} ${order})`,
  );
  return sql`
    with page as materialized (select * from (${sql.join(walks, sql` union all `)}) walked ${order})
    select page.*, p.urn, p.subject, p.name, p.birth_year, p.gender, p.phone, p.area_version, p.area_code,
      p.address_line, p.conditions, p.f_status, p.declared_at, s.name as assigned_name,
      i.place as isolation_place, i.day_zero::text, i.ends_on::text,
      array(select a.name from unnest(page.area_path) with ordinality as part (code, depth)
        join areas a on a.version = p.area_version and a.code = part.code order by depth) as area_names
    from page left join persons p on p.id = page.person
    left join staff s on s.id = page.assigned_to
    left join isolations i on i.person = page.person and i.ended_at is null
    order by page.level desc, page.deadline, page.id`;
}

export interface WorkCounts {
  open: number;
  overdue: number;
  /** Came since the time asked about. */
  fresh: number;
  /** Open ones by level of concern, 0 to 5. */
  byLevel: Record<number, number>;
}

/**
 * How much open work there is.
 *
 * @param since when the visit before ended
 */
export async function countWork(tx: Scoped, filter: WorkFilter, since: Date, now: Date): Promise<WorkCounts> {
  const persons = await personsNamed(tx, filter.name);
  const found = await countWorkQuery(filter, since, now, persons).execute(tx);
  const counts: WorkCounts = { open: 0, overdue: 0, fresh: 0, byLevel: {} };
  for (const { level, open, overdue, fresh } of found.rows) {
    counts.byLevel[level] = open;
    counts.open += open;
    counts.overdue += overdue;
    counts.fresh += fresh;
  }
  return counts;
}

/** The statement, so that its plan can be looked at. */
export function countWorkQuery(
  filter: WorkFilter,
  since: Date,
  now: Date,
  persons: readonly string[] | null = null,
): RawBuilder<{ level: number; open: number; overdue: number; fresh: number }> {
  const conditions = [...workConditions(filter, now), ...nameConditions(filter, persons)];
  const walks = placesOf(filter).map(
    (place) => sql`(select level, deadline, created_at from work_items w
      where ${sql.join([sql`w.closed_at is null`, ...place, ...conditions], sql` and `)})`,
  );
  return sql`
    select level, count(*)::int as open, (count(*) filter (where deadline < ${now}))::int as overdue,
      (count(*) filter (where created_at >= ${since}))::int as fresh
    from (${sql.join(walks, sql` union all `)}) walked group by level`;
}

/** Ids of those with this name who are seen, or null when they are many or no name is asked for. */
async function personsNamed(tx: Scoped, name: string | undefined): Promise<string[] | null> {
  if (name === undefined) return null;
  const asked = await sql<{ common: boolean }>`select is_common_name(${nameWords(name)}) as common`.execute(
    tx,
  );
  if (asked.rows[0]?.common === true) return null;
  const found = await sql<{ id: string }>`
    select id from find_persons(${nameWords(name)}, ${RARE + 1})`.execute(tx);
  return found.rows.length > RARE ? null : found.rows.map(({ id }) => id);
}

function nameConditions({ name }: WorkFilter, persons: readonly string[] | null): RawBuilder<unknown>[] {
  if (name === undefined) return [];
  if (persons !== null) return [sql`w.person = any(${persons}::uuid[])`];
  return [
    sql`exists (select from persons p where p.id = w.person
      and to_tsvector('simple', coalesce(p.name_folded, '')) @@ to_tsquery('simple', ${nameWords(name)}))`,
  ];
}

/** Conditions for each stretch of an index that is walked. */
function placesOf({ area = [], unplaced }: WorkFilter): RawBuilder<unknown>[][] {
  const code = area.at(-1);
  if (unplaced === 'only') return [[sql`w.area_path[1] is null`]];
  if (code === undefined) return [[]];
  const within = [sql`w.area_path[${sql.lit(area.length)}] = ${code}`];
  return unplaced === 'too' ? [within, [sql`w.area_path[1] is null`]] : [within];
}

function workConditions(filter: WorkFilter, now: Date): RawBuilder<unknown>[] {
  const { levels, statuses, kind, tier, assignedTo, createdSince, symptom, exposure, phone, receipt } =
    filter;
  const conditions: RawBuilder<unknown>[] = [];
  if (levels) conditions.push(sql`w.level between ${levels[0]} and ${levels[1]}`);
  if (statuses) conditions.push(sql`w.status = any(${statuses}::text[])`);
  if (kind) conditions.push(sql`w.kind = ${kind}`);
  if (tier !== undefined) conditions.push(sql`w.tier = ${tier}`);
  if (filter.overdue === true) conditions.push(sql`w.deadline < ${now}`);
  if (assignedTo) conditions.push(sql`w.assigned_to = ${assignedTo}`);
  if (filter.unassigned === true) conditions.push(sql`w.assigned_to is null`);
  if (createdSince) conditions.push(sql`w.created_at >= ${createdSince}`);
  if (symptom) conditions.push(sql`w.symptoms @> array[${symptom}]`);
  if (exposure) conditions.push(sql`w.exposures @> array[${exposure}]`);
  if (phone) conditions.push(sql`w.person in (select id from persons where phone = ${phone})`);
  if (receipt) {
    conditions.push(sql`w.person in (select i.person from declarations d
      join declaration_ids i on i.id = d.id where d.receipt = ${receipt})`);
  }
  if (filter.campaign !== undefined) conditions.push(sql`w.campaign = ${filter.campaign}`);
  return conditions;
}
