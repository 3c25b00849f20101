// Reads a calendar date as people write it: 20/3, 20 tháng 3 năm 2020, 20032020, 2020-03-20, Mar 20th, 3/2020.
// Must not know: today, or whether the date may lie in the past or the future. Day comes before month, always.
import { buildLexicon, matchAt } from './lexicon.ts';
import { numberAt } from './number-words.ts';
import type { Token } from './tokens.ts';

/** What was written; a part that was not written is missing. `year` is as written, `yearDigits` tells 90 from 1990. */
export type WrittenDate = { day?: number; month?: number; year?: number; yearDigits?: number };

const words = buildLexicon({
  month: 'tháng, thg, th, t',
  year: 'năm',
  day: 'ngày, hôm, bữa, mùng, mồng, on, date, the, of, vào, st, nd, rd, th',
  m1: 'january, jan', m2: 'february, feb', m3: 'march, mar', m4: 'april, apr', m5: 'may', m6: 'june, jun',
  m7: 'july, jul', m8: 'august, aug', m9: 'september, sep, sept', m10: 'october, oct', m11: 'november, nov',
  m12: 'december, dec',
}); // prettier-ignore

type Item = { sign: 'N' | 'T' | 'Y' | 'D' | 'M'; value: number; digits: number; gap: string };

/** The order of the parts, by the signs of the items: N number, T "tháng", M month by name, Y "năm", D "ngày". */
const ORDERS: readonly [RegExp, readonly (keyof WrittenDate)[]][] = [
  [/^D?NT?NY?N$/, ['day', 'month', 'year']],
  [/^D?NT?N$/, ['day', 'month']],
  [/^D?ND?M(?:Y?N)?$/, ['day', 'month', 'year']],
  [/^D?MD?ND?N$/, ['month', 'day', 'year']],
  [/^D?MD?N$/, ['month', 'day']],
  [/^TNY?N$/, ['month', 'year']],
];

/**
 * In: the words of a date and nothing else. Out: its parts, or undefined when they make no date.
 * Parts are not checked against the calendar: `30/2` and `3/20` come out as written.
 */
export function readWrittenDate(tokens: readonly Token[]): WrittenDate | undefined {
  const items = itemise(tokens);
  if (items === undefined) return undefined;
  return compact(items) ?? yearFirst(items) ?? monthAndYear(items) ?? inOrder(items);
}

function itemise(tokens: readonly Token[]): Item[] | undefined {
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (token === undefined) break;
    const before = items.at(-1)?.sign;
    const { code } = matchAt(words, tokens, at);
    const number =
      code === undefined || (code === 'year' && before === 'T') ? numberAt(tokens, at) : undefined;
    if (number !== undefined) {
      const digits = /^[0-9]+$/u.test(token.text) ? token.text.length : String(number.value).length;
      if (before === 'N' && !/^\s*[-/.,]?\s*$/u.test(token.gap)) return undefined;
      items.push({ sign: 'N', value: number.value, digits, gap: token.gap });
      at += number.length;
      continue;
    }
    const sign = signOf(code, token, before);
    if (sign === undefined) return undefined;
    const value = sign === 'M' ? Number(code?.slice(1)) : 0;
    if (sign !== 'D' || items.length === 0) items.push({ sign, value, digits: 0, gap: token.gap });
    at++;
  }
  return items;
}

function signOf(
  code: string | undefined,
  token: Token,
  before: string | undefined,
): Item['sign'] | undefined {
  if (token.text === 'th' && token.gap === '' && before === 'N') return 'D';
  if (code === 'month') return 'T';
  if (code === 'year') return 'Y';
  if (code === 'day') return 'D';
  return code === undefined ? undefined : 'M';
}

/** 20032020 or 200320 written in one piece; 20200320 when it begins with a year. */
function compact(items: readonly Item[]): WrittenDate | undefined {
  const [first, second] = items.filter((item) => item.sign !== 'D');
  if (first?.sign !== 'N' || second !== undefined) return undefined;
  const text = String(first.value).padStart(first.digits, '0');
  if (first.digits === 6) return parts(text, 2, 2, 2);
  if (first.digits !== 8) return undefined;
  const isYearFirst = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])/u.test(text) && !/(?:19|20)[0-9]{2}$/u.test(text);
  if (!isYearFirst) return parts(text, 2, 2, 4);
  return {
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(4, 6)),
    day: Number(text.slice(6)),
    yearDigits: 4,
  };
}

function parts(text: string, day: number, month: number, yearDigits: number): WrittenDate {
  return {
    day: Number(text.slice(0, day)),
    month: Number(text.slice(day, day + month)),
    year: Number(text.slice(day + month)),
    yearDigits,
  };
}

function yearFirst(items: readonly Item[]): WrittenDate | undefined {
  const [year, month, day, more] = items;
  if (year?.digits !== 4 || month?.sign !== 'N' || more !== undefined) return undefined;
  if (day === undefined) return { year: year.value, month: month.value, yearDigits: 4 };
  return day.sign === 'N'
    ? { year: year.value, month: month.value, day: day.value, yearDigits: 4 }
    : undefined;
}

/** 10/1990, Oct 1990. */
function monthAndYear(items: readonly Item[]): WrittenDate | undefined {
  const [month, year, more] = items.filter(
    (item) => item.sign !== 'D' && item.sign !== 'T' && item.sign !== 'Y',
  );
  if (month === undefined || year?.digits !== 4 || year.sign !== 'N' || more !== undefined) return undefined;
  return { month: month.value, year: year.value, yearDigits: 4 };
}

function inOrder(items: readonly Item[]): WrittenDate | undefined {
  const signs = items.map((item) => item.sign).join('');
  const order = ORDERS.find(([pattern]) => pattern.test(signs))?.[1];
  if (order === undefined) return undefined;
  const values = items.filter((item) => item.sign === 'N' || item.sign === 'M');
  const date: WrittenDate = {};
  for (const [at, item] of values.entries()) {
    const part = order[at];
    if (part === undefined || (part !== 'year' && item.digits > 2)) return undefined;
    date[part] = item.value;
    if (part === 'year') date.yearDigits = item.digits;
  }
  return date;
}
