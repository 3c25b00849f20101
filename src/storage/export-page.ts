import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** Which rows are exported. What lies outside the area of who asks is not there for them, whatever is written here. */
export interface ExportSpan {
  /** Codes from the province down to the area whose whole subtree is meant; empty: everything. */
  below: readonly string[];
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

/** The condition of a span over a moment and the area of a table. @param place name or alias of the table with the area */
export function inSpan(
  { below, since, until }: ExportSpan,
  moment: string,
  place: string,
): RawBuilder<unknown> {
  const at = sql.ref(moment);
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (below.length > 0)
    conditions.push(sql`${sql.ref(`${place}.area_path`)}[${sql.lit(below.length)}] = ${below.at(-1)}`);
  if (since) conditions.push(sql`${at} >= ${since}`);
  if (until) conditions.push(sql`${at} < ${until}`);
  return sql.join(conditions, sql` and `);
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
