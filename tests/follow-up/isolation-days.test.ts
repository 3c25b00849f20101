import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  addDays,
  dayOfIsolation,
  dayZeroOf,
  extendedBy,
  isolationFrom,
  partAt,
  restartedBy,
} from '../../src/follow-up/isolation-days.ts';

describe('days of isolation', () => {
  const period = isolationFrom('2020-02-20');

  it.each([
    ['before the exposure', '2020-02-19', -1, 'ahead', 14],
    ['on the day of the exposure', '2020-02-20', 0, 'running', 14],
    ['on the leap day', '2020-02-29', 9, 'running', 5],
    ['on the last day', '2020-03-05', 14, 'running', 0],
    ['on the day after', '2020-03-06', 15, 'over', 0],
  ] as const)('%s', (_when, today, day, state, left) => {
    expect(dayOfIsolation(period, today)).toEqual({ day, of: 14, state, left });
  });

  it.each([
    ['a leap year', '2020-02-15', '2020-02-29'],
    ['over the leap day', '2020-02-16', '2020-03-01'],
    ['a year without it', '2021-02-15', '2021-03-01'],
    ['over New Year', '2019-12-20', '2020-01-03'],
  ])('end 14 days after the last exposure: %s', (_what, dayZero, endsOn) => {
    expect(isolationFrom(dayZero)).toEqual({ dayZero, endsOn });
  });

  it('begin at the latest exposure known, or, as a guess, when it was declared', () => {
    expect(dayZeroOf(['2020-03-01', '2020-03-09', null], '2020-03-12')).toEqual({
      dayZero: '2020-03-09',
      isGuess: false,
    });
    expect(dayZeroOf([null], '2020-03-12')).toEqual({ dayZero: '2020-03-12', isGuess: true });
  });

  it('begin again with a new exposure, never with an older one, and never end sooner', () => {
    expect(restartedBy(period, '2020-03-01')).toEqual({ dayZero: '2020-03-01', endsOn: '2020-03-15' });
    expect(restartedBy(period, '2020-02-20')).toBe(period);
    expect(restartedBy(period, '2020-02-01')).toBe(period);
    const long = extendedBy(period, 20);
    expect(restartedBy(long, '2020-02-21')).toEqual({ dayZero: '2020-02-21', endsOn: long.endsOn });
  });

  it('are extended by whole days only', () => {
    expect(extendedBy(period, 7)).toEqual({ dayZero: '2020-02-20', endsOn: '2020-03-12' });
    expect(dayOfIsolation(extendedBy(period, 7), '2020-03-06')).toMatchObject({ day: 15, of: 21, left: 6 });
    for (const days of [0, -1, 1.5]) expect(() => extendedBy(period, days)).toThrow(RangeError);
  });

  it('hold for every day and exposure', () => {
    const days = fc.integer({ min: -400, max: 40_000 }).map((n) => addDays('2000-01-01', n));
    fc.assert(
      fc.property(days, fc.integer({ min: -30, max: 60 }), (dayZero, k) => {
        const { day, state, left } = dayOfIsolation(isolationFrom(dayZero), addDays(dayZero, k));
        expect(day).toBe(k);
        expect(state).toBe(k < 0 ? 'ahead' : k <= 14 ? 'running' : 'over');
        if (state === 'running') expect(day + left).toBe(14);
      }),
    );
  });

  it.each([
    ['2020-03-26T16:59:59Z', '2020-03-26', 'afternoon', 23],
    ['2020-03-26T17:00:00Z', '2020-03-27', 'morning', 0],
    ['2020-03-27T04:59:59Z', '2020-03-27', 'morning', 11],
    ['2020-03-27T05:00:00Z', '2020-03-27', 'afternoon', 12],
  ])('%s in Viet Nam', (at, day, part, hour) => {
    expect(partAt(Date.parse(at), 'Asia/Ho_Chi_Minh')).toEqual({ day, part, hour });
  });
});
