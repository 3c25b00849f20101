import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A word that must never stand in a log line, and what it is. */
export interface Mark {
  kind: 'secret' | 'name' | 'phone' | 'answer';
  value: string;
}

/** Where this test run keeps what programs log; outside a test run nothing is kept. */
const folder = (): string | undefined => process.env['NCOVI_TEST_LOGS'];

/** Keeps log lines of a part or a program for the search at the end of the run. */
export function keepLogLines(text: string, program = 'in-process'): void {
  const kept = folder();
  if (kept === undefined) return;
  mkdirSync(kept, { recursive: true });
  appendFileSync(join(kept, `${program}-${process.pid}.log`), text);
}

/** Remembers words that tests and simulated people use. Those too short to be told from others are left out. */
export function markWords(kind: Mark['kind'], ...values: (string | undefined)[]): void {
  const kept = folder();
  if (kept === undefined) return;
  const lines = values.flatMap((value) =>
    value === undefined ? [] : [`${JSON.stringify({ kind, value })}\n`],
  );
  mkdirSync(kept, { recursive: true });
  appendFileSync(join(kept, `${process.pid}.marks`), lines.join(''));
}

/** All that was kept: the lines of every file, and the marks. */
export function readKept(kept: string): { logs: Map<string, string[]>; marks: Mark[] } {
  const files = readdirSync(kept);
  const read = (file: string) => readFileSync(join(kept, file), 'utf8').split('\n');
  return {
    logs: new Map(files.filter((file) => file.endsWith('.log')).map((file) => [file, read(file)])),
    marks: files
      .filter((file) => file.endsWith('.marks'))
      .flatMap(read)
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Mark])),
  };
}
