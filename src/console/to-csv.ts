import { stringify } from 'csv-stringify/sync';
import { headingOf, type Cell, type Heading } from './export-columns.ts';
import type { Words } from './words.ts';

/**
 * A table as CSV (RFC 4180, CRLF, a byte order mark for Excel): headings in words, machine names below them, then rows.
 * What a spreadsheet would take for a formula, and digits that are no number, get an apostrophe in front.
 */
export async function* toCsv(
  columns: readonly Heading[],
  pages: AsyncIterable<Cell[][]>,
  words: Words,
  delimiter: ',' | ';',
): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  const heads = [columns.map((column) => headingOf(column, words)), names];
  yield `\uFEFF${write(heads, delimiter)}`;
  for await (const rows of pages)
    yield write(
      rows.map((row) => row.map((cell, i) => safe(cell, columns[i]?.code ?? false))),
      delimiter,
    );
}

const write = (rows: readonly (readonly Cell[])[], delimiter: string): string =>
  stringify([...rows.map((row) => [...row])], {
    delimiter,
    record_delimiter: 'windows',
    quoted_match: /[\r\t]/,
  });

/** What spreadsheets begin a formula with, in the narrow and the wide forms of East Asia. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell no spreadsheet runs or rounds. */
function safe(cell: Cell, code: boolean): Cell {
  if (typeof cell !== 'string') return cell;
  const text = cell.normalize('NFC');
  return FORMULA.test(text) || (code && /^\d+$/.test(text)) ? `'${text}` : text;
}
