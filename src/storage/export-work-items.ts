import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { WorkItemRow } from './console-tables.ts';
import {
  exportPage,
  inStretches,
  pastPoint,
  readInOrder,
  type ExportPage,
  type ExportPoint,
  type ExportSpan,
  type ExportStep,
} from './export-page.ts';

const columns = [
  'id',
  'person',
  'kind',
  'declaration',
  'area_path',
  'level',
  'outcome',
  'conclusion',
  'tier',
  'received_at',
  'verified_at',
  'concluded_at',
  'closed_at',
] as const satisfies (keyof WorkItemRow)[];

export type ExportedWorkItem = Pick<WorkItemRow, (typeof columns)[number]> & {
  status: string;
  deadline: Date | null;
  attempts: number;
  created_at: Date;
  /** Of the person. */
  name: string | null;
  phone: string | null;
  area_version: string | null;
  /** Name of the member of staff it is assigned to. */
  assigned: string | null;
};

/** One page of the work items made in the span, newest first. */
export async function exportWorkItems(
  tx: Scoped,
  span: ExportSpan,
  { limit, after }: ExportStep,
): Promise<ExportPage<ExportedWorkItem>> {
  await readInOrder(tx);
  const found = await inStretches<ExportedWorkItem & ExportPoint>(
    span,
    { moment: 'w.created_at', place: 'w', order: sql`created_at desc, id desc`, limit: limit + 1 },
    (
      here,
    ) => sql`select ${sql.join(columns.map((column) => sql.ref(`w.${column}`)))}, w.status, w.deadline, w.attempts,
        w.created_at, w.created_at::text as at, p.name, p.phone, p.area_version, s.name as assigned
      from work_items w
      left join persons p on p.id = w.person
      left join staff s on s.id = w.assigned_to
      where ${here} and ${pastPoint(after, 'w.created_at', 'w.id')}`,
  ).execute(tx);
  return exportPage(found.rows, limit);
}
