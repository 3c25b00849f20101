// Counts days on the calendar with ISO dates as text (`2020-03-27`).
// Must not know: the clock; today always comes in.

const DAY = 24 * 60 * 60 * 1000;

/** The ISO date of a day that exists, or undefined (`30/2`, month 20). */
export function isoDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}

/** The day `days` before the given one; a negative number goes forward. */
export function daysBefore(iso: string, days: number): string {
  return new Date(Date.parse(iso) - days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Day of the week: 0 Monday … 6 Sunday, as Vietnamese weeks run. */
export function weekday(iso: string): number {
  return (new Date(Date.parse(iso)).getUTCDay() + 6) % 7;
}

/** The same day of an earlier month; the last day of that month when it is shorter. */
export function monthsBefore(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  for (let last = day; last > 27; last--) {
    const found = isoDate(Math.floor(count / 12), (count % 12) + 1, last);
    if (found !== undefined) return found;
  }
  return isoDate(Math.floor(count / 12), (count % 12) + 1, Math.min(day, 28)) ?? iso;
}
