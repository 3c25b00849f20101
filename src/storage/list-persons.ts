import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { Person } from './persons.ts';

/** Which persons are listed; what is left out does not matter. */
export interface PersonFilter {
  /** Codes from the province down to the unit whose whole subtree is meant: always that of who is asking, or below. */
  area?: readonly string[];
  /** `too`: also people whose place of living is not known; `only`: none but them. */
  unplaced?: 'too' | 'only';
  /** Of the newest declaration: lowest and highest level of concern, both included. */
  levels?: readonly [number, number];
  /** Last declared then or later. */
  from?: Date;
  /** Last declared before then. */
  until?: Date;
  symptom?: string;
  exposure?: string;
  /** F0 to F5, as 0 to 5. */
  f?: number;
}

/** Where a page ended. */
export interface PersonCursor {
  declaredAt: Date;
  id: string;
}

/** A person as lists show them. */
export type ListedPerson = Person & {
  /** Names of the place of living, from the province down; empty where it is not known. */
  area_names: string[];
};

/**
 * One page of persons, those who declared last first. Takes as long for the thousandth page as for the first.
 *
 * @returns the rows, and where the next page begins; null when this is the last
 */
export async function listPersons(
  tx: Scoped,
  filter: PersonFilter,
  { limit, after }: { limit: number; after: PersonCursor | null },
): Promise<{ rows: ListedPerson[]; next: PersonCursor | null }> {
  const found = await listPersonsQuery(filter, { limit: limit + 1, after }).execute(tx);
  const rows = found.rows.slice(0, limit);
  const end = rows.at(-1);
  const more = found.rows.length > limit && end !== undefined;
  return { rows, next: more ? { declaredAt: end.declared_at, id: end.id } : null };
}

/** The statement, so that its plan can be looked at. */
export function listPersonsQuery(
  filter: PersonFilter,
  { limit, after }: { limit: number; after: PersonCursor | null },
): RawBuilder<ListedPerson> {
  const conditions = personConditions(filter);
  if (after) {
    const { declaredAt, id } = after;
    conditions.push(sql`declared_at <= ${declaredAt} and (declared_at < ${declaredAt} or id > ${id}::uuid)`);
  }
  const order = sql`order by declared_at desc, id limit ${limit}`;
  const walks = placesOf(filter).map(
    (place) => sql`(select * from persons
      where ${sql.join([sql`merged_into is null`, ...place, ...conditions], sql` and `)} ${order})`,
  );
  return sql`
    with page as materialized (select * from (${sql.join(walks, sql` union all `)}) walked ${order})
    select page.*, array(select a.name from unnest(page.area_path) with ordinality as part (code, depth)
      join areas a on a.version = page.area_version and a.code = part.code order by depth) as area_names
    from page order by declared_at desc, id`;
}

/** Conditions for each stretch of an index that is walked. */
function placesOf({ area = [], unplaced }: PersonFilter): RawBuilder<unknown>[][] {
  const code = area.at(-1);
  if (unplaced === 'only') return [[sql`area_path[1] is null`]];
  if (code === undefined) return [[]];
  const within = [sql`area_path[${sql.lit(area.length)}] = ${code}`];
  return unplaced === 'too' ? [within, [sql`area_path[1] is null`]] : [within];
}

function personConditions(filter: PersonFilter): RawBuilder<unknown>[] {
  const { levels, from, until, symptom, exposure, f } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  if (levels) conditions.push(sql`level between ${levels[0]} and ${levels[1]}`);
  // What the small indexes hold, word for word: the planner compares.
  if ((levels?.[0] ?? 0) >= 2) conditions.push(sql`level >= 2`);
  if (from) conditions.push(sql`declared_at >= ${from}`);
  if (until) conditions.push(sql`declared_at < ${until}`);
  if (symptom) conditions.push(sql`symptoms @> array[${symptom}]`);
  if (exposure) conditions.push(sql`exposures @> array[${exposure}]`);
  if (f !== undefined) conditions.push(sql`f_status = ${f}`);
  return conditions;
}
