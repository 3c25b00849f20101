import { daysBefore, daysBetween, dayAt } from '../dialogue/calendar.ts';

/** QĐ 879/QĐ-BYT and 878/QĐ-BYT of 12/3/2020: 14 days from the last contact. */
export const ISOLATION_DAYS = 14;

/** Days are ISO dates (`2020-03-27`) in the time zone of the people followed; both ends are in it. */
export interface Period {
  /** The last exposure: day 0. */
  dayZero: string;
  /** The last day. */
  endsOn: string;
}

/** Where a day lies in a period. */
export interface DayOfIsolation {
  /** k of k/14; negative before the exposure. */
  day: number;
  /** How many days it has. */
  of: number;
  /** `over`: from the day after the last. */
  state: 'ahead' | 'running' | 'over';
  /** Days left after this one; 0 on the last. */
  left: number;
}

/** The isolation that follows from an exposure on a day. */
export const isolationFrom = (dayZero: string): Period => ({
  dayZero,
  endsOn: addDays(dayZero, ISOLATION_DAYS),
});

/**
 * Day 0 from the exposures known: the latest one counts. When none is known it is the day it was declared, which is to be
 * shown as a guess.
 */
export function dayZeroOf(
  exposures: readonly (string | null)[],
  declaredOn: string,
): { dayZero: string; isGuess: boolean } {
  const known = exposures.filter((day): day is string => day !== null).toSorted();
  const latest = known.at(-1);
  return latest === undefined ? { dayZero: declaredOn, isGuess: true } : { dayZero: latest, isGuess: false };
}

/** Which day of the isolation `today` is. */
export function dayOfIsolation({ dayZero, endsOn }: Period, today: string): DayOfIsolation {
  const day = daysBetween(dayZero, today);
  const of = daysBetween(dayZero, endsOn);
  const state = day < 0 ? 'ahead' : day > of ? 'over' : 'running';
  return { day, of, state, left: Math.max(0, of - Math.max(0, day)) };
}

/** A new exposure starts the days again, unless it was before the one they are counted from; none gets shorter. */
export function restartedBy(period: Period, exposure: string): Period {
  if (exposure <= period.dayZero) return period;
  const anew = isolationFrom(exposure);
  return { dayZero: exposure, endsOn: anew.endsOn > period.endsOn ? anew.endsOn : period.endsOn };
}

/** So many days more. @throws RangeError when it would not get longer */
export function extendedBy(period: Period, days: number): Period {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`An extension of ${days} days`);
  return { ...period, endsOn: addDays(period.endsOn, days) };
}

export type PartOfDay = 'morning' | 'afternoon';

/** The day and its part at an instant. @param at epoch milliseconds */
export function partAt(at: number, timeZone: string): { day: string; part: PartOfDay; hour: number } {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const hour = Number(clock.format(at));
  return { day: dayAt(at, timeZone), part: hour < 12 ? 'morning' : 'afternoon', hour };
}

/** The day so many days after. */
export const addDays = (day: string, days: number): string => daysBefore(day, -days);
