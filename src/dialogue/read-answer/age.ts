// Reads an age in years, or in months and weeks for infants.
// Must not know: today or the year of birth.
import { buildLexicon, matchAt, scan } from '../../vietnamese/lexicon.ts';
import { numberAt, type NumberRead } from '../../vietnamese/number-words.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';

const OLDEST = 120;

const units = buildLexicon({
  years: 'tuổi, t, y, yo, yrs, yr, years, year old, years old, y o, tuổi rồi, years of age, tủi',
  months: 'tháng tuổi, tháng, months old, months, month old, month, mo, mos',
  weeks: 'tuần tuổi, weeks old, week old',
  days: 'ngày tuổi, days old, day old',
});
const words = buildLexicon({
  age: 'tuổi, age, aged, i am, im, he is, she is, my age is, năm nay, năm nay em, năm nay tôi',
  aside: `
    tôi, tui, em, e, mình, con, cháu, bé, đã, năm nay, nay, được, mới, khoảng, tầm, gần, ông, bà, mẹ, ba,
    bố, má, anh, chị, bác, cô, chú, nhà, vợ, chồng, gái, trai, con gái, con trai, i, am, my, is, a, about,
    hiện tại, là, dạ, hes, shes, baby`,
  behind: 'rồi, nay, old, ta, tây, tròn, chẵn, ạ, năm nay, rưỡi',
});

/** In: the words of a message. Out: age:n or age_months:n; undefined when they tell no age. */
export function readAge(tokens: readonly Token[]): Reading<string> | undefined {
  for (const at of tokens.keys()) {
    const number = numberAt(tokens, at, { pairs: true });
    const next = at + (number?.length ?? 0);
    const unit = number && tokens[next] ? matchAt(units, tokens, next) : undefined;
    if (number === undefined || (unit?.code === undefined && next < tokens.length)) continue;
    const lead = scan(words, tokens.slice(0, at)).map(({ code }) => code);
    if (lead.includes(undefined)) continue;
    if (unit?.code !== undefined) return inUnit(number, unit.code, tokens.slice(next + unit.length));
    return lead.includes('age') ? inYears(number.value) : undefined;
  }
  return undefined;
}

function inUnit({ value }: NumberRead, unit: string, rest: readonly Token[]): Reading<string> | undefined {
  const isHalf = rest[0]?.plain === 'ruoi';
  const extra = unit === 'years' ? numberAt(rest, 0) : undefined;
  if (extra !== undefined && rest[extra.length] && matchAt(units, rest, extra.length).code === 'months') {
    return extra.value < 12 ? inMonths(value * 12 + extra.value) : undefined;
  }
  if (scan(words, rest).some(({ code }) => code !== 'behind')) return undefined;
  if (unit === 'years') return isHalf && value <= 5 ? inMonths(value * 12 + 6) : inYears(value);
  if (unit === 'months') return value <= 36 ? inMonths(value) : refuse('not-understood');
  return inMonths(Math.floor((value * (unit === 'weeks' ? 7 : 1)) / 30));
}

/** Ages of infants that say more than years are told in months. */
function inMonths(count: number): Reading<string> {
  return read(`age_months:${count}`);
}

function inYears(count: number): Reading<string> {
  return count <= OLDEST ? read(`age:${count}`) : refuse('too-old');
}
