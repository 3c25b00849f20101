// Makes one workbook in a thread of its own and ends: it takes seconds, in which webhooks would wait. See to-xlsx.ts.
import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { Cell } from './export-columns.ts';
import type { Workbook } from './to-xlsx.ts';

const { heads, names, rows } = workerData as Workbook;

const text = (value: string) => ({ type: String, value: clean(value) });

/** NFC, without what XML has no place for, and within what a cell of Excel holds. */
const clean = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .slice(0, 32_767);

const cellOf = (cell: Cell) => (typeof cell === 'string' ? text(cell) : cell);

const data: Row[] = [
  heads.map((head) => ({ ...text(head), fontWeight: 'bold' as const })),
  names.map(text),
  ...rows.map((row) => row.map(cellOf)),
];
const columns = names.map((name) => ({ width: Math.max(12, name.length + 2) }));
const file = await writeXlsxFile(data, { columns, stickyRowsCount: 2 }).toBuffer();
parentPort?.postMessage(file);
