import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** Which rows are exported. What lies outside the area of who asks is not there for them, whatever is written here. */
export interface ExportSpan {
  /** Codes from the province down to the area whose whole subtree is meant; empty: everything. */
  below: readonly string[];
  /** Also where the place of living is not known. */
  unplaced: boolean;
  /** At that moment or later, and before `until`; null: no bound. */
  since: Date | null;
  until: Date | null;
}

/** Where a page ended: when its last row was, to the microsecond as Postgres writes it, and that row's id. */
export interface ExportPoint {
  at: string;
  id: string;
}

/** Which page: at most so many rows, from where the page before ended; null: the first. */
export interface ExportStep {
  limit: number;
  after: ExportPoint | null;
}

export interface ExportPage<Row> {
  rows: Row[];
  /** Where the next page begins; null: this was the last. */
  next: ExportPoint | null;
}

/** Cuts the one row more than a page has, which only tells that there is another page. */
export function exportPage<Row extends ExportPoint>(found: readonly Row[], limit: number): ExportPage<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { at: last.at, id: last.id } : null };
}

/**
 * The rows of a span, in order and as many as wanted. Each stretch of an index is walked by itself: with an `or` between
 * them, Postgres would read everything.
 *
 * @param place name or alias of the table with the area
 * @param walk the statement over one stretch, given its condition
 * @param order of the rows, by names they have in the result
 */
export function inStretches<Row>(
  { below, unplaced, since, until }: ExportSpan,
  {
    moment,
    place,
    order,
    limit,
  }: { moment: string; place: string; order: RawBuilder<unknown>; limit: number },
  walk: (condition: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<Row> {
  const at = sql.ref(moment);
  const path = sql.ref(`${place}.area_path`);
  const within = below.length === 0 ? sql`true` : sql`${path}[${sql.lit(below.length)}] = ${below.at(-1)}`;
  const places = below.length > 0 && unplaced ? [within, sql`${path}[1] is null`] : [within];
  const times = [...(since ? [sql`${at} >= ${since}`] : []), ...(until ? [sql`${at} < ${until}`] : [])];
  const ordered = sql`order by ${order} limit ${limit}`;
  const walks = places.map((here) => sql`(${walk(sql.join([here, ...times], sql` and `))} ${ordered})`);
  return walks.length === 1
    ? sql`${walks[0]}`
    : sql`select * from (${sql.join(walks, sql` union all `)}) walked ${ordered}`;
}

/** The condition of a page of rows, newest first by (moment, id). */
export const pastPoint = (after: ExportPoint | null, moment: string, id: string): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`(${sql.ref(moment)}, ${sql.ref(id)}) < (${after.at}::timestamptz, ${after.id}::uuid)`;

/**
 * For the rest of the transaction rows are read in the order of an index. The planner does not know how many rows an
 * area has, and would read and sort all of them for every page.
 */
export async function readInOrder(tx: Scoped): Promise<void> {
  await sql`set local enable_sort = off`.execute(tx);
}
