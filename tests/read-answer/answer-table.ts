import { readFileSync } from 'node:fs';
import { loadAreas } from '../../src/assets/areas.ts';
import { readAnswer, type AnswerType } from '../../src/dialogue/read-answer/read-answer.ts';
import type { ReadContext } from '../../src/dialogue/read-answer/read-context.ts';

export type Row = { type: AnswerType; input: string; expected: string };

/** The day and place the tables are about: a Friday, in Đồng Nai. */
export const context: ReadContext = {
  language: 'vi',
  today: '2020-03-27',
  choices: 6,
  areas: loadAreas('2020'),
  province: '75',
};

/** The rows of a table: type, input, expected value and a note, parted by tabs. */
export function readTable(file: string): Row[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .slice(1);
  return lines.filter(Boolean).map((line) => {
    const [type = '', input = '', expected = ''] = line.split('\t');
    return { type: type as AnswerType, input, expected };
  });
}

/** What the reader makes of an input, in the notation of the tables; codes sorted, for their order says nothing. */
export function reads(type: AnswerType, input: string): string {
  const reading = readAnswer(type, input, context);
  return reading.ok ? sorted(reading.value) : 'REJECT';
}

export const sorted = (codes: string): string =>
  /^[a-z_,]+$/u.test(codes) ? codes.split(',').sort().join(',') : codes;
