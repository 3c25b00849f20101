import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { headingOf, type Cell, type Heading } from './export-columns.ts';
import type { Words } from './words.ts';

/** Most rows of one workbook: the library holds all of it in memory, about 6 KB a row while it writes. */
export const XLSX_ROWS = 20_000;

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
  const names = columns.map(({ name }) => name);
  const data: Row[] = [
    columns.map((column) => ({ ...text(headingOf(column, words)), fontWeight: 'bold' as const })),
    names.map(text),
  ];
  for await (const rows of pages) {
    if (data.length - 2 + rows.length > XLSX_ROWS) return null;
    for (const row of rows) data.push(row.map((cell) => (typeof cell === 'string' ? text(cell) : cell)));
  }
  const widths = names.map((name) => ({ width: Math.max(12, name.length + 2) }));
  return writeXlsxFile(data, { columns: widths, stickyRowsCount: 2 }).toBuffer();
}

const text = (value: string) => ({ type: String, value: clean(value) });

/** NFC, without what XML has no place for, and within what a cell of Excel holds. */
const clean = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .slice(0, 32_767);
