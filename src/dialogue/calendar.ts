/** Days are ISO dates (`2020-03-27`), counted in the time zone of the people asked. */

/** The day it is at an instant. `at` is epoch milliseconds, `timeZone` an IANA name. */
export function dayAt(at: number, timeZone: string): string {
  // Midnight falls on a quarter of an hour everywhere.
  const quarter = Math.floor(at / (15 * 60_000));
  if (last.quarter !== quarter || last.timeZone !== timeZone)
    last = { quarter, timeZone, day: formatDay(at, timeZone) };
  return last.day;
}

function formatDay(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The day `days` before `day`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayLength).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayLength);

/** `13/3/2020`, as Vietnamese forms write it; understood in English sentences too, with the month in words. */
export function showDay(day: string, language: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  if (language === 'vi') return `${date}/${month}/${year}`;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}

/** The time of day and the day, as in `8:30, 27/3/2020`. */
export function showTime(at: number, language: string, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
  return `${time}, ${showDay(dayAt(at, timeZone), language)}`;
}

const dayLength = 24 * 60 * 60 * 1000;

/** Intl formats take long to make and none of them keeps anything of a call. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Messages that follow one another fall on one day. */
let last = { quarter: NaN, timeZone: '', day: '' };
