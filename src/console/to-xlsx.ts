import { headingOf, type Cell, type Heading } from './export-columns.ts';
import { inThread } from './in-thread.ts';
import type { Words } from './words.ts';

/**
 * Most rows of one workbook. The library holds all of it in memory: about 30 KB a row while it writes a table of 34
 * columns, measured with 20 000 rows.
 */
export const XLSX_ROWS = 10_000;

/** What a workbook is made of. */
export interface Workbook {
  /** Headings in words, and below them for machines. */
  heads: string[];
  names: string[];
  rows: Cell[][];
}

/**
 * A table as a workbook: headings in words, machine names below them, both staying in sight. Text is text: nothing in
 * it runs, and codes keep their zeros.
 *
 * @returns null when there are more than XLSX_ROWS rows
 */
export async function toXlsx(
  columns: readonly Heading[],
  pages: AsyncIterable<Cell[][]>,
  words: Words,
): Promise<Buffer | null> {
  const rows: Cell[][] = [];
  for await (const more of pages) {
    if (rows.length + more.length > XLSX_ROWS) return null;
    rows.push(...more);
  }
  const heads = columns.map((column) => headingOf(column, words));
  const book: Workbook = { heads, names: columns.map(({ name }) => name), rows };
  return inThread('./xlsx-worker.ts', book);
}
