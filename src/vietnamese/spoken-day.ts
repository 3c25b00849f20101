// Reads one past day: counted from today, by weekday, or written as a date.
// Must not know: the clock (today comes in) or why the day is asked.
import { daysBefore, daysBetween, isoDate, monthsBefore, weekday } from './calendar-days.ts';
import { matchAt, scan, type Piece } from './lexicon.ts';
import { numberAt } from './number-words.ts';
import { dayWords, unitWords, type DayWord } from './relative-words.ts';
import { readWrittenDate, type WrittenDate } from './written-date.ts';
import type { Token } from './tokens.ts';

export type SpokenDay = { ok: true; day: string } | { ok: false; reason: string };

const not = (reason: string): SpokenDay => ({ ok: false, reason });

/**
 * In: the words of a message and today's ISO date. Out: the ISO date meant, never later than today.
 * Refuses `not-understood`, `vague` (no single day), `ambiguous`, `impossible` (30/2) and `future`.
 * A day and month without a year is the one nearest to today; when that lies ahead it is refused, never moved back.
 */
export function readSpokenDay(tokens: readonly Token[], today: string): SpokenDay {
  const pieces = scan(dayWords, tokens);
  const codes = new Set(pieces.flatMap(({ code }) => (code === undefined ? [] : [code])));
  const written = readWrittenDate(tokens) ?? readWrittenDate(withoutAside(tokens, pieces));
  if (written?.month !== undefined && !codes.has('lastMonth')) return past(dayOf(written, today), today);
  const both = namedAndWritten(tokens, pieces, today);
  if (both !== undefined) return both;
  if (codes.has('future')) return not('future');
  const span = spanBefore(tokens, today);
  if (span !== undefined) return span;
  if (codes.has('vague')) return not('vague');
  const named = [...codes].filter((code) => code.startsWith('weekday') || /^day\d/u.test(code));
  const [name, rival] = named;
  if (rival !== undefined) return not('ambiguous');
  const unknown = pieces.some((piece) => piece.code === undefined);
  if (name !== undefined) return unknown ? not('not-understood') : namedDay(name, codes, today);
  return (
    dayOfMonth(tokens, codes, today) ??
    not(codes.has('lastWeek') || codes.has('lastMonth') ? 'vague' : 'not-understood')
  );
}

function past(day: string | undefined, today: string): SpokenDay {
  if (day === undefined) return not('impossible');
  return day > today ? not('future') : { ok: true, day };
}

/** The words without those that may stand around a written date ("vào ngày", a weekday). */
function withoutAside(tokens: readonly Token[], pieces: readonly Piece<DayWord>[]): Token[] {
  const spare = ({ code, length }: Piece<DayWord>) =>
    code === 'aside' ||
    code === 'days' ||
    (code === 'ago' && length > 1) ||
    code?.startsWith('weekday') === true;
  return pieces.flatMap((piece) => (spare(piece) ? [] : tokens.slice(piece.from, piece.from + piece.length)));
}

/** "hôm qua 26/3": the day by name and by date, which must agree. */
function namedAndWritten(
  tokens: readonly Token[],
  pieces: readonly Piece<DayWord>[],
  today: string,
): SpokenDay | undefined {
  const name = pieces.find(({ code }) => code !== undefined && /^day\d/u.test(code));
  if (name?.code === undefined || !tokens.some((token) => /\d/u.test(token.text))) return undefined;
  const written = readWrittenDate(
    withoutAside(
      tokens,
      pieces.filter((piece) => piece !== name),
    ),
  );
  if (written?.month === undefined) return undefined;
  const day = dayOf(written, today);
  return day === daysBefore(today, Number(name.code.slice(3))) ? { ok: true, day } : not('ambiguous');
}

function dayOf({ day, month, year, yearDigits }: WrittenDate, today: string): string | undefined {
  if (day === undefined || month === undefined) return undefined;
  if (year !== undefined)
    return yearDigits === 3 ? undefined : isoDate(year < 100 ? 2000 + year : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const candidates = [isoDate(thisYear, month, day), isoDate(thisYear - 1, month, day)].filter(
    (one) => one !== undefined,
  );
  return candidates.sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))[0];
}

/** "3 ngày trước", "cách đây hai tuần", "a week ago", "2 tuần": a number and a unit, nothing vague about it. */
function spanBefore(tokens: readonly Token[], today: string): SpokenDay | undefined {
  let found: SpokenDay | undefined;
  for (let at = 0; at < tokens.length;) {
    const rest = tokens.slice(at, at + 6);
    const number = numberAt(rest, 0);
    const unit = number && rest[number.length] && matchAt(unitWords, rest, number.length).code;
    if (number !== undefined && unit !== undefined) {
      if (found !== undefined) return not('ambiguous');
      found = { ok: true, day: back(number.value, unit, today) };
      at += number.length + 1;
      continue;
    }
    const [piece] = scan(dayWords, rest);
    if (piece?.code === 'half') found = { ok: true, day: daysBefore(today, 15) };
    else if (piece?.code === 'vague' || number !== undefined) return undefined;
    else if (
      piece?.code !== 'aside' &&
      piece?.code !== 'ago' &&
      piece?.code !== 'latest' &&
      piece?.code !== 'day0'
    ) {
      return undefined;
    }
    at += piece.length;
  }
  return found;
}

const DAYS_IN = { days: 1, weeks: 7, fortnights: 14 };

function back(count: number, unit: keyof typeof DAYS_IN | 'months', today: string): string {
  if (unit === 'months') return monthsBefore(today, Math.min(count, 600));
  return daysBefore(today, Math.min(count, 20_000) * DAYS_IN[unit]);
}

function namedDay(name: DayWord, codes: ReadonlySet<DayWord>, today: string): SpokenDay {
  if (name.startsWith('day')) return { ok: true, day: daysBefore(today, Number(name.slice(3))) };
  const since = (weekday(today) - Number(name.slice(7)) + 7) % 7;
  if (codes.has('lastWeek'))
    return { ok: true, day: daysBefore(today, weekday(today) + 7 - Number(name.slice(7))) };
  if (codes.has('thisWeek')) return past(daysBefore(today, weekday(today) - Number(name.slice(7))), today);
  if (since > 0) return { ok: true, day: daysBefore(today, since) };
  return codes.has('latest') || codes.has('ago') ? { ok: true, day: daysBefore(today, 7) } : not('ambiguous');
}

const DAY_LEADS = new Set(['ngay', 'hom', 'bua', 'mung', 'mong', 'the', 'on', 'vao', 'tu']);

/** "ngày 20", "ngày 20 tháng trước": the latest such day; a bare number is no date. */
function dayOfMonth(
  tokens: readonly Token[],
  codes: ReadonlySet<DayWord>,
  today: string,
): SpokenDay | undefined {
  const from = Math.max(
    0,
    tokens.findIndex(({ plain }) => !DAY_LEADS.has(plain)),
  );
  const number = numberAt(tokens, from);
  if (number === undefined || (from === 0 && !codes.has('thisMonth'))) return undefined;
  const rest = scan(dayWords, tokens.slice(from + number.length));
  if (rest.some(({ code }) => code !== 'thisMonth' && code !== 'lastMonth' && code !== 'latest'))
    return undefined;
  const inMonth = (back: number): string | undefined => {
    const [year = 0, month = 1] = monthsBefore(today, back).split('-').map(Number);
    return isoDate(year, month, number.value);
  };
  if (codes.has('lastMonth')) return past(inMonth(1), today);
  const day = inMonth(0);
  if (codes.has('thisMonth')) return past(day, today);
  return past(day === undefined || day > today ? inMonth(1) : day, today);
}
