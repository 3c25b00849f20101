import { ears, type EarsDay } from '../follow-up/ears.ts';
import type { Span } from '../storage/figures.ts';

export interface Alarm {
  /** Of the area. */
  code: string;
  /** `2020-03-27` */
  day: string;
  count: number;
  methods: EarsDay['alarms'];
}

/** The days and areas of a span on which EARS sees a sudden rise, newest first. Days without a declaration count 0. */
export function alarmsOf(
  counts: readonly { code: string; day: string; count: number }[],
  { since, until, zone }: Pick<Span, 'since' | 'until' | 'zone'>,
): Alarm[] {
  const days = daysUpTo(until, 11 + Math.ceil((until.getTime() - since.getTime()) / DAY), zone);
  const first = dayIn(zone)(since);
  const alarms: Alarm[] = [];
  for (const [code, rows] of Map.groupBy(counts, (row) => row.code)) {
    const byDay = new Map(rows.map((row) => [row.day, row.count]));
    const judged = ears(days.map((day) => byDay.get(day) ?? 0));
    for (const [i, { count, alarms: methods }] of judged.entries()) {
      const day = days[i] ?? '';
      if (methods.length > 0 && day >= first) alarms.push({ code, day, count, methods });
    }
  }
  return alarms.sort((a, b) => b.day.localeCompare(a.day) || b.count - a.count);
}

const DAY = 86_400_000;

/** `2020-03-27` in a zone. */
function dayIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}

/** So many days up to that of `until`, oldest first. */
function daysUpTo(until: Date, count: number, zone: string): string[] {
  const last = Date.parse(dayIn(zone)(until));
  return Array.from({ length: count }, (_, i) =>
    new Date(last - (count - 1 - i) * DAY).toISOString().slice(0, 10),
  );
}
