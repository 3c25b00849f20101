// Reads an age in years, or in months and weeks for infants.
// Must not know: today or the year of birth.
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { numberAt } from '../../vietnamese/number-words.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';

const OLDEST = 120;
/** Words that name years of age behind a number; a lone t, y or months need no more. */
const years = new Set(['tuoi', 't', 'y', 'yo', 'yrs', 'yr', 'years', 'year', 'age']);
const restOfYears = new Set([
  'old',
  'o',
  'of',
  'age',
  'ruoi',
  'roi',
  'nay',
  'ta',
  'tay',
  'chan',
  'tron',
  'hon',
  'may',
]);
const months = new Set(['thang', 'th', 'months', 'month', 'mo', 'm']);
const shorter = new Set(['tuan', 'ngay', 'weeks', 'week', 'days', 'day']);
const lead =
  /(?<!\p{L})(?:toi|tui|em|e|minh|con|chau|be|da|nam nay|duoc|moi|khoang|tam|gan|hon|ong|ba|me|anh|chi|bac|co|chu|nha|i am|im|i|am|my|age|is|he|she|aged|a|tuoi|about|hien|tai|nay|da|la|bo|vo|chong|gai|trai)(?!\p{L})/gu;

/** In: the text and its words. Out: age:n or age_months:n; undefined when the words tell no age. */
export function readAge(clean: string, tokens: readonly Token[]): Reading<string> | undefined {
  const before = tokens.findIndex((_, at) => isCount(tokens, at));
  const number = before < 0 ? undefined : numberAt(tokens, before, { pairs: true });
  if (number === undefined || foldDiacritics(leadText(tokens, before)).replace(lead, '').trim() !== '')
    return undefined;
  const rest = tokens.slice(before + number.length).map((token) => token.plain);
  const [unit = '', ...more] = rest;
  if (
    /[-~]|\d\s*(?:hoac|or|den)\s*\d/u.test(foldDiacritics(clean)) &&
    rest.length > 0 &&
    !/-(?:year|month)/u.test(clean)
  )
    return undefined;
  if (unit === '' && tokens.slice(0, before).some((token) => token.plain === 'tuoi' || token.plain === 'age'))
    return inYears(number.value);
  if (years.has(unit)) return withMonths(number.value, more, tokens.slice(before + number.length + 1));
  const tail = more.filter((word) => word !== 'tuoi' && word !== 'old' && word !== 'ruoi' && word !== 'roi');
  if (tail.length > 0) return undefined;
  if (months.has(unit))
    return number.value <= 36 ? read(`age_months:${number.value}`) : refuse('not-understood');
  if (shorter.has(unit))
    return more.length > 0 && more[0] !== 'roi'
      ? read(`age_months:${infantMonths(number.value, unit)}`)
      : undefined;
  return undefined;
}

function isCount(tokens: readonly Token[], at: number): boolean {
  const plain = tokens[at]?.plain ?? '';
  return plain !== 'a' && plain !== 'nam' && plain !== 'ba'
    ? numberAt(tokens, at) !== undefined || numberAt(tokens, at, { pairs: true }) !== undefined
    : numberAt(tokens, at, { pairs: true }) !== undefined && tokens.length <= 4 && plain !== 'a';
}

function leadText(tokens: readonly Token[], to: number): string {
  return tokens
    .slice(0, to)
    .map((token) => token.text)
    .join(' ');
}

/** "3 tuổi 2 tháng", "1 tuổi rưỡi" are told in months, like all ages of infants that say more than years. */
function withMonths(
  count: number,
  more: readonly string[],
  tokens: readonly Token[],
): Reading<string> | undefined {
  if (more[0] === 'ruoi' && more.length === 1)
    return count <= 5 ? read(`age_months:${count * 12 + 6}`) : inYears(count);
  const extra = numberAt(tokens, 0);
  if (extra !== undefined && months.has(tokens[extra.length]?.plain ?? '') && extra.value < 12)
    return read(`age_months:${count * 12 + extra.value}`);
  return more.every((word) => restOfYears.has(word)) ? inYears(count) : undefined;
}

function inYears(count: number): Reading<string> {
  return count <= OLDEST ? read(`age:${count}`) : refuse('too-old');
}

function infantMonths(count: number, unit: string): number {
  return Math.floor((count * (unit.startsWith('t') || unit.startsWith('w') ? 7 : 1)) / 30);
}
