/** The first moment of a day in a zone. @param day `2020-03-27` */
export function dayStart(day: string, timeZone: string): Date {
  const guess = Date.parse(`${day}T00:00:00Z`);
  const there = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(guess);
  return new Date(2 * guess - Date.parse(`${there.replace(' ', 'T')}Z`));
}

/** The moment of an hour of a day in a zone; 24 is where the next day begins. */
export const hourOf = (day: string, hour: number, timeZone: string): Date =>
  hour === 24
    ? dayStart(laterDay(day, 1), timeZone)
    : new Date(dayStart(day, timeZone).getTime() + hour * 3_600_000);

/** The day so many later. */
export const laterDay = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The day it is in a zone, `2020-03-27`. */
export const dayOf = (at: number | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
