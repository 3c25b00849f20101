import { describe, expect, it } from 'vitest';
import { answerTypes } from '../../src/dialogue/read-answer/read-answer.ts';
import { readTable, reads, sorted } from './answer-table.ts';

const tables = ['answers-vi.tsv', 'more-answers.tsv'].map((file) => ({ file, rows: readTable(`./${file}`) }));
const rows = tables.flatMap((table) => table.rows);

describe.each(tables)('answers of $file', ({ rows }) => {
  it.each([...new Set(rows.map((row) => row.type))])('%s', (type) => {
    const mine = rows.filter((row) => row.type === type);
    const read = mine.map(({ input }) => `${input} → ${reads(type, input)}`);
    expect(read).toEqual(mine.map(({ input, expected }) => `${input} → ${sorted(expected)}`));
  });
});

describe('the tables', () => {
  it.each(answerTypes)('have rows that are understood and rows that are refused for %s', (type) => {
    const mine = rows.filter((row) => row.type === type);
    expect(mine.filter((row) => row.expected !== 'REJECT').length).toBeGreaterThan(2);
    expect(mine.filter((row) => row.expected === 'REJECT').length).toBeGreaterThan(1);
  });

  it('name only types that have a reader', () => {
    expect(rows.map((row) => row.type).filter((type) => !answerTypes.includes(type))).toEqual([]);
  });
});
