/** Midnight in a zone at or before an instant. @param at epoch milliseconds */
export function startOfDay(at: number, timeZone: string): Date {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23' as const },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const [hours = 0, minutes = 0, seconds = 0] = clock.format(at).split(':').map(Number);
  return new Date(Math.floor(at / 1_000) * 1_000 - (hours * 3_600 + minutes * 60 + seconds) * 1_000);
}
