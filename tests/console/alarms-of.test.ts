import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../src/console/alarms-of.ts';

const zone = 'Asia/Ho_Chi_Minh';
/** 14 to 27 March, in Việt Nam. */
const span = { since: new Date('2020-03-13T17:00:00Z'), until: new Date('2020-03-27T05:00:00Z'), zone };
const on = (code: string, days: Record<string, number>) =>
  Object.entries(days).map(([day, count]) => ({ code, day: `2020-03-${day}`, count }));

describe('alarms of a span', () => {
  it('are none where nothing was declared', () => {
    expect(alarmsOf([], span)).toEqual([]);
  });

  it('take days without a declaration for 0', () => {
    expect(alarmsOf(on('26008', { '27': 6 }), span)).toEqual([
      { code: '26008', day: '2020-03-27', count: 6, methods: ['C1', 'C2', 'C3'] },
    ]);
  });

  it('stand newest first, on one day the largest first, each area by itself', () => {
    const found = alarmsOf(
      [...on('26008', { '20': 5 }), ...on('26011', { '26': 4 }), ...on('26014', { '26': 9 })],
      span,
    );
    expect(found.map(({ code, day }) => [code, day])).toEqual([
      ['26014', '2020-03-26'],
      ['26011', '2020-03-26'],
      ['26008', '2020-03-20'],
    ]);
  });

  it('know the days before the span and raise none on them', () => {
    const before = on('26008', { '12': 30, '13': 40 });
    expect(alarmsOf(before, span)).toEqual([]);
    // What was usual before it is no rise on its first day.
    const usual = Object.fromEntries(
      ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14'].map((day) => [day, 6]),
    );
    expect(alarmsOf(on('26008', usual), span)).toEqual([]);
    expect(alarmsOf(on('26008', { '14': 6 }), span).map(({ day }) => day)).toEqual(['2020-03-14']);
  });
});
