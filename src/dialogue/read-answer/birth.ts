// Reads when somebody was born: a year, a month, a day, or an age.
// Must not know: the clock (today comes in) or whose birth it is.
import { isoDate } from '../../vietnamese/calendar-days.ts';
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise, type Token } from '../../vietnamese/tokens.ts';
import { readWrittenDate, type WrittenDate } from '../../vietnamese/written-date.ts';
import { readAge } from './age.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';
import { isUnknown } from './unknown.ts';
import { spokenYear } from './spoken-year.ts';

export const OLDEST = 120;

/** Two digits below this may be an age or a year of old people: which one cannot be told. */
const PLAIN_YEARS_FROM = 40;

const asides = buildLexicon({
  aside: `
    (sn|ns|sinh năm|năm sinh|sinh vào năm|sinh|ngày sinh|sinh ngày|ngày tháng năm sinh|sinh vào|sinh
    nhật|dob|born|born in|born on|year of birth|date of birth|birth year|birthday|birth date|i was born|i
    was born in|i was born on|was born in|was born on|sinh vào ngày|đẻ năm|đời|khoảng|khoảng năm|chừng|tầm),
    dương lịch, dl, tây, tôi, tui, em, e, mình, mk, con, cháu, bé, anh, chị, bác, cô, chú, ông, bà, mẹ, dạ,
    là, thì, của, i, im, my, is, it, the, on, in, was, me, to, about, around, he, she, and, at, of, year`,
});

/**
 * In: what was typed and today. Out: YYYY, YYYY-MM, YYYY-MM-DD, age:n, age_months:n, or `unknown`.
 * Refuses `empty`, `ambiguous` (20: 1920 or 2020; "tuổi ngựa"), `impossible`, `future`, `too-old` and `not-understood`.
 */
export function readBirth(text: string, { today }: Pick<ReadContext, 'today'>): Reading<string> {
  const clean = cleanText(text)
    .slice(0, 200)
    .replace(/(?<=\d)[oO](?=\d|$)/gu, '0');
  const all = stripParticles(tokenise(clean));
  if (all.length === 0) return refuse('empty');
  if (isUnknown(all)) return read('unknown');
  if (ending(text).includes('?')) return refuse('question');
  if (/^-\s*\d|\d\s*\+/u.test(clean)) return refuse('not-understood');
  if (/(?<!\p{L})(?:am lich|lunar|âm)(?!\p{L})/u.test(`${foldDiacritics(clean)} ${clean.toLowerCase()}`))
    return refuse('ambiguous');
  const tokens = joinSpacedDigits(withoutAsides(all));
  return readAge(all) ?? bare(tokens, today) ?? dated(readWrittenDate(tokens), today);
}

/** "sn 90", "em sinh năm 1990": only the figures matter. */
function withoutAsides(tokens: readonly Token[]): Token[] {
  return scan(asides, tokens).flatMap(({ code, from, length }) =>
    code === 'aside' ? [] : tokens.slice(from, from + length),
  );
}

/** "1 9 9 0" is one year. */
function joinSpacedDigits(tokens: readonly Token[]): readonly Token[] {
  const single = tokens.every((token) => /^\d$/u.test(token.text) && /^\s*$/u.test(token.gap));
  return single && (tokens.length === 4 || tokens.length === 8)
    ? tokenise(tokens.map((token) => token.text).join(''))
    : tokens;
}

/** A year alone, in digits or words, with or without "năm" before it. */
function bare(tokens: readonly Token[], today: string): Reading<string> | undefined {
  const said = tokens[0]?.plain === 'nam' && tokens.length > 1 ? tokens.slice(1) : tokens;
  const year = spokenYear(said);
  if (year === undefined) return undefined;
  if (year >= 1000) return checkedYear(year, today);
  if (year > 99) return refuse('not-understood');
  return year >= PLAIN_YEARS_FROM || tokens.length > said.length
    ? century(year, today, (full) => checkedYear(full, today))
    : refuse('ambiguous');
}

function dated(date: WrittenDate | undefined, today: string): Reading<string> {
  if (date?.month === undefined || date.year === undefined) return refuse('not-understood');
  const { month, day, year, yearDigits } = date;
  if (yearDigits === 4) return onDay(year, month, day, today);
  return yearDigits === 2
    ? century(year, today, (full) => onDay(full, month, day, today))
    : refuse('impossible');
}

function onDay(year: number, month: number, day: number | undefined, today: string): Reading<string> {
  const iso = isoDate(year, month, day ?? 1);
  if (iso === undefined) return refuse('impossible');
  if (iso > today) return refuse('future');
  const inYears = checkedYear(year, today);
  return inYears.ok ? read(day === undefined ? iso.slice(0, 7) : iso) : inYears;
}

function checkedYear(year: number, today: string): Reading<string> {
  const thisYear = Number(today.slice(0, 4));
  if (year > thisYear) return refuse('future');
  return thisYear - year > OLDEST ? refuse('too-old') : read(String(year));
}

/** Two digits stand for 19yy, unless 20yy lies in the past too: then it cannot be told which. */
function century(year: number, today: string, then: (full: number) => Reading<string>): Reading<string> {
  return 2000 + year <= Number(today.slice(0, 4)) ? refuse('ambiguous') : then(1900 + year);
}
