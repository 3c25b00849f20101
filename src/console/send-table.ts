import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Cell, Heading } from './export-columns.ts';
import { toCsv } from './to-csv.ts';
import { toXlsx } from './to-xlsx.ts';
import type { Words } from './words.ts';

export const tableFormats = ['csv', 'csv-semicolon', 'xlsx'] as const;

/**
 * Sends a table as a file: CSV as it is read, a workbook when it is whole.
 *
 * @param name of the file, without its ending
 * @returns false: nothing was sent, as there are more rows than a workbook takes
 */
export async function sendTable(
  reply: FastifyReply,
  format: (typeof tableFormats)[number],
  name: string,
  columns: readonly Heading[],
  pages: AsyncIterable<Cell[][]>,
  words: Words,
): Promise<boolean> {
  if (format === 'xlsx') {
    const book = await toXlsx(columns, pages, words);
    if (book === null) return false;
    void reply
      .header('content-disposition', `attachment; filename="${name}.xlsx"`)
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(book);
    return true;
  }
  const csv = toCsv(columns, pages, words, format === 'csv' ? ',' : ';');
  void reply
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(csv, { objectMode: false }));
  return true;
}
