import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { PersonRow } from './console-tables.ts';
import {
  exportPage,
  inStretches,
  readInOrder,
  type ExportPage,
  type ExportPoint,
  type ExportSpan,
  type ExportStep,
} from './export-page.ts';

const columns = [
  'id',
  'name',
  'birth_year',
  'gender',
  'nationality',
  'phone',
  'area_version',
  'area_code',
  'area_path',
  'address_line',
  'conditions',
  'level',
  'declaration',
  'declared_at',
  'first_declared_at',
  'f_status',
] as const satisfies (keyof PersonRow)[];

export type ExportedPerson = Pick<PersonRow, (typeof columns)[number]>;

/**
 * One page of the persons whose newest declaration is in the span. By id, which never changes: somebody who declares
 * again while pages are fetched is neither missed nor given twice. Records merged into another are left out.
 */
export async function exportPersons(
  tx: Scoped,
  span: ExportSpan,
  { limit, after }: ExportStep,
): Promise<ExportPage<ExportedPerson>> {
  const further = after === null ? sql`true` : sql`p.id > ${after.id}::uuid`;
  // All pages together read the table once; of a commune there are few enough to be sorted.
  if (span.below.length < 3) await readInOrder(tx);
  const found = await inStretches<ExportedPerson & ExportPoint>(
    span,
    { moment: 'p.declared_at', place: 'p', order: sql`id`, limit: limit + 1 },
    (here) => sql`select ${sql.join(columns.map((column) => sql.ref(`p.${column}`)))}, '' as at
      from persons p where ${here} and ${further} and p.merged_into is null`,
  ).execute(tx);
  return exportPage(found.rows, limit);
}
