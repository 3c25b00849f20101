import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ears } from '../../src/follow-up/ears.ts';

/** Mean 3, standard deviation the square root of 14/3. */
const WEEK = [0, 1, 2, 3, 4, 5, 6];
const SPREAD = Math.sqrt(14 / 3);
const last = (counts: readonly number[]) => ears(counts).at(-1);

describe('EARS', () => {
  it('C1 compares with the seven days before', () => {
    expect(last([...WEEK, 12])).toMatchObject({ count: 12, c2: null, c3: null, alarms: ['C1'] });
    expect(last([...WEEK, 12])?.c1).toBeCloseTo(9 / SPREAD, 10);
  });

  it('C2 leaves out the two days before, so that a rise does not hide itself', () => {
    const rising = [...WEEK, 8, 10, 12];
    expect(last(rising)?.c2).toBeCloseTo(9 / SPREAD, 10);
    expect(last(rising)?.c1).toBeLessThan(3);
    expect(last(rising)?.alarms).toContain('C2');
    expect(last(rising)?.alarms).not.toContain('C1');
  });

  it('C3 sums up by how much C2 exceeds 1 on three days', () => {
    const days = ears([...WEEK, 3, 3, 6, 7, 8]);
    const beyond = days.slice(-3).map(({ c2 }) => Math.max(0, (c2 ?? 0) - 1));
    expect(days.at(-1)?.c3).toBeCloseTo(
      beyond.reduce((a, b) => a + b),
      10,
    );
    // Not one of the three days is an alarm by itself; together they are.
    const slow = ears([2, 3, 4, 2, 3, 4, 3, 3, 3, 5, 5, 5]);
    expect(slow.at(-1)).toMatchObject({ alarms: ['C3'] });
  });

  it.each([
    ['day 6', 6, null, null],
    ['day 7', 7, 0, null],
    ['day 8', 8, 0, null],
    ['day 9', 9, 0, 0],
  ])('says nothing before there is a baseline: %s', (_name, day, c1, c2) => {
    expect(ears(Array<number>(12).fill(3))[day]).toMatchObject({ c1, c2, alarms: [] });
  });

  it('has C3 once there are three days of C2', () => {
    const days = ears(Array<number>(13).fill(3));
    expect(days.map(({ c3 }) => c3)).toEqual([...Array<null>(11).fill(null), 0, 0]);
  });

  it('raises no alarm over one or two cases after nothing', () => {
    const nothing = Array<number>(11).fill(0);
    expect(last([...nothing, 1])?.alarms).toEqual([]);
    expect(last([...nothing, 2])?.alarms).toEqual([]);
    expect(last([...nothing, 3])?.alarms).toEqual(['C1', 'C2', 'C3']);
  });

  it('raises none while counts stay the same or fall, and one result per day', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.array(count, { maxLength: 40 }), (counts) => {
        const falling = counts.toSorted((a, b) => b - a);
        expect(ears(falling).flatMap(({ alarms }) => alarms)).toEqual([]);
        expect(ears(counts).map((day) => day.count)).toEqual(counts);
      }),
    );
  });
});
