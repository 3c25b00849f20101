/** `2020-03-27T14:05`, as fields for a moment hold it: what clocks in a zone show. */
export const localTime = (at: number | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

/** The moment clocks in a zone show this. @returns null when it is no time */
export function instantOf(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  const guess = Date.parse(`${local.slice(0, 16)}Z`);
  if (Number.isNaN(guess)) return null;
  const at = new Date(2 * guess - Date.parse(`${localTime(guess, timeZone)}Z`));
  // 31 February is no day.
  return localTime(at, timeZone) === local.slice(0, 16) ? at : null;
}
