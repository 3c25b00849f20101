import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { noteExport } from '../storage/export-audit.ts';
import type { ExportPage, ExportPoint, ExportStep } from '../storage/export-page.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { ConsoleContext } from './context.ts';

/** Rows fetched at once. */
const PAGE = 1_000;

/** Who takes something out, and what is written down about it. */
export interface Taking {
  visitor: Visitor;
  /** Where the request came from. */
  address: string;
  what: string;
  filter: Readonly<Record<string, string | number | boolean | null>>;
  /** Id of the token it is fetched with; null: by hand. */
  apiToken: string | null;
}

/**
 * All rows of an export, page by page. Each page is a short transaction of its own, so that somebody who reads slowly
 * holds no connection, and memory holds one page whatever the number of rows. What was taken is written down before
 * the end is told; also when the one who takes it goes away, or a page fails.
 */
export async function* exportPages<Row>(
  { db }: Pick<ConsoleContext, 'db'>,
  { visitor, address, ...taking }: Taking,
  page: (tx: Scoped, step: ExportStep) => Promise<ExportPage<Row>>,
): AsyncGenerator<Row[]> {
  let rows = 0;
  let complete = false;
  let after: ExportPoint | null = null;
  try {
    do {
      const step: ExportStep = { limit: PAGE, after };
      const found: ExportPage<Row> = await asStaff(db, visitor.staff, (tx) => page(tx, step));
      rows += found.rows.length;
      if (found.rows.length > 0) yield found.rows;
      after = found.next;
    } while (after !== null);
    complete = true;
  } finally {
    await asStaff(db, visitor.staff, (tx) => noteExport(tx, visitor, address, { ...taking, rows, complete }));
  }
}
