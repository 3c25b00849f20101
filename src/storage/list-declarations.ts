import { sql, type RawBuilder } from 'kysely';
import type { Database, DeclarationRow } from './database.ts';
import { nameWords } from './name-words.ts';

/** Which declarations are listed; what is left out does not matter. */
export interface DeclarationFilter {
  /** Codes from the province down to the unit whose whole subtree is meant. */
  area?: readonly string[];
  /** Lowest and highest level of concern, both included. */
  levels?: readonly [number, number];
  status?: 'complete' | 'interrupted';
  /** Declared then or later. */
  from?: Date;
  /** Declared before then. */
  until?: Date;
  symptom?: string;
  exposure?: string;
  /** Words of a name in any order, with or without diacritics; the last one may be only begun. */
  name?: string;
  /** E.164. */
  phone?: string;
  receipt?: string;
  /** Also those another declaration amends; otherwise only the newest version of each. */
  amended?: boolean;
}

/** Where a page ended. */
export interface Cursor {
  declaredAt: Date;
  id: string;
}

const columns = [
  'id',
  'receipt',
  'amends',
  'urn',
  'channel',
  'status',
  'declared_at',
  'name',
  'birth_year',
  'gender',
  'phone',
  'area_version',
  'area_code',
  'area_path',
  'address_line',
  'symptoms',
  'exposures',
  'conditions',
  'level',
  'provisional_class',
  'deadline',
] as const satisfies (keyof DeclarationRow)[];

export type ListedDeclaration = Pick<DeclarationRow, (typeof columns)[number]>;

export interface Page {
  /** Most rows on it. */
  limit: number;
  /** Where the page before ended; null for the first. */
  after: Cursor | null;
}

/** Most pages are found in the newest months; going through all of them at once costs more than looking there first. */
const MONTHS_AT_ONCE = [2, 10, null] as const;

/**
 * One page of declarations, newest first. Takes as long for the thousandth page as for the first.
 *
 * @param now where the newest months are, while there is no page before
 * @returns the rows, and where the next page begins; null when this is the last
 */
export async function listDeclarations(
  db: Database,
  filter: DeclarationFilter,
  { limit, after }: Page,
  now: Date,
): Promise<{ rows: ListedDeclaration[]; next: Cursor | null }> {
  const found: ListedDeclaration[] = [];
  let { until } = filter;
  const newest = Math.min(...[after?.declaredAt, until, now].map((date) => date?.getTime() ?? Infinity));
  const rare = filter.phone !== undefined || filter.receipt !== undefined;
  for (const months of rare ? [null] : MONTHS_AT_ONCE) {
    const since = months === null ? undefined : monthsBefore(new Date(newest), months);
    const last = since === undefined || (filter.from !== undefined && filter.from >= since);
    const part = { ...filter, ...(until && { until }), ...(last ? {} : { from: since }) };
    const query = listQuery(part, { limit: limit + 1 - found.length, after });
    found.push(...(await query.execute(db)).rows);
    if (found.length > limit || last) break;
    until = since;
  }
  const rows = found.slice(0, limit);
  const end = rows.at(-1);
  const more = found.length > limit && end !== undefined;
  return { rows, next: more ? { declaredAt: end.declared_at, id: end.id } : null };
}

/** The statement for one stretch of time, so that its plan can be looked at. */
export function listQuery(filter: DeclarationFilter, { limit, after }: Page): RawBuilder<ListedDeclaration> {
  const conditions = conditionsOf(filter);
  if (after) conditions.push(sql`(declared_at, id) < (${after.declaredAt}, ${after.id}::uuid)`);
  return sql`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from declarations
    where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by declared_at desc, id desc limit ${limit}`;
}

/** The beginning of the month so many months before. */
const monthsBefore = (day: Date, months: number): Date =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months));

/** What the small indexes of migration 0003 hold, word for word: the planner compares. */
const notable = sql`(level > 0 or status <> 'complete' or symptoms <> '{}' or exposures <> '{}')`;

function conditionsOf(filter: DeclarationFilter): RawBuilder<unknown>[] {
  const { area = [], levels, status, from, until, symptom, exposure, name, phone, receipt } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  const code = area.at(-1);
  if (code !== undefined) conditions.push(sql`area_path[${sql.lit(area.length)}] = ${code}`);
  if (levels) conditions.push(sql`level between ${levels[0]} and ${levels[1]}`);
  if (status) conditions.push(sql`status = ${status}`);
  if (from) conditions.push(sql`declared_at >= ${from}`);
  if (until) conditions.push(sql`declared_at < ${until}`);
  if (symptom) conditions.push(sql`symptoms @> array[${symptom}]`);
  if (exposure) conditions.push(sql`exposures @> array[${exposure}]`);
  if ((levels?.[0] ?? 0) > 0 || status === 'interrupted' || symptom || exposure) conditions.push(notable);
  if (name !== undefined) {
    conditions.push(sql`to_tsvector('simple', name_folded) @@ to_tsquery('simple', ${nameWords(name)})`);
  }
  if (phone) conditions.push(sql`phone = ${phone}`);
  if (receipt) conditions.push(sql`receipt = ${receipt}`);
  if (filter.amended !== true) {
    // Looked up for each row shown; written as `not exists` the planner expects no row to be left, and reads them all.
    conditions.push(sql`coalesce((
      select false from declaration_ids as newer where newer.amends = declarations.id limit 1), true)`);
  }
  return conditions;
}
