// Reads a body temperature and gives it in degrees Celsius.
// Must not know: what counts as a fever.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { numberAt } from '../../vietnamese/number-words.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import { ending, tokenise, type Token } from '../../vietnamese/tokens.ts';
import { notMeasured } from './not-measured.ts';
import { read, refuse, type Reading } from './reading.ts';

/** What a living body can have; anything else is a slip of the finger. */
const LOWEST = 34;
const HIGHEST = 43;

/** `38`, `38.5`, `38,5`, `38 5`, `38°5`, `38 do 5`, `38do5`, `38o5`, `38 ruoi`, with an optional unit behind it. */
const degree = '(?:do|°|º|o|d|\\*|degrees?|deg|℃|℉)';
const figure = new RegExp(
  `(?<![\\d.,-])(\\d{2,3})(?:\\s*(?:[.,]|phay|cham|point|${degree})\\s*(\\d{1,2})(?!\\d)|\\s+(\\d)(?!\\d)|\\s*${degree}?\\s*(ruoi)(?!\\p{L}))?\\s*${degree}?\\s*(c|f|xe|celsius|fahrenheit)?(?![\\p{L}\\d]|[.,]\\d)`,
  'gu',
);
const range = /\d\s*(?:-|->|~|den|toi|to|hoac|hay|or|\/)\s*\d/u;
const vague =
  /(?<!\p{L})(?:tren|hon|duoi|gan|chua toi|chua den|over|above|below|under|more than|less than|almost|nearly|at least)(?!\p{L})|[<>]/u;
const numberWords = buildLexicon({
  degree: 'độ, degrees, degree',
  point: 'phẩy, chấm, phảy, point',
  half: 'rưỡi, rưởi, and a half',
});

/**
 * In: what was typed. Out: degrees with one decimal ("38.5"), or `unknown` when it was not measured.
 * Refuses `empty`, `range` (38-39), `vague` (over 38), `unit-unknown` (101), `out-of-range` and `not-understood`.
 */
export function readTemperature(text: string): Reading<string> {
  const clean = cleanText(text).slice(0, 200);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  if (notMeasured(tokens)) return read('unknown');
  if (ending(text).includes('?')) return refuse('question');
  const plain = withDigits(foldDiacritics(spelledOut(tokens) ?? clean)).replace(/(?<=\d)\.{2,}(?=\d)/gu, '.');
  if (range.test(plain)) return refuse('range');
  if (vague.test(plain)) return refuse('vague');
  const found = [...plain.matchAll(figure)];
  const [match] = found;
  if (match === undefined) return refuse(/\d/u.test(plain) ? 'out-of-range' : 'not-understood');
  if (found.length > 1) return refuse('range');
  return /\d/u.test(plain.replace(match[0], ' ')) ? refuse('not-understood') : inCelsius(match);
}

function inCelsius([
  ,
  whole = '',
  afterMark,
  afterBlank,
  half,
  unit = '',
]: RegExpMatchArray): Reading<string> {
  const fraction = half === undefined ? (afterMark ?? afterBlank ?? '0') : '5';
  const value = Number(`${whole}.${fraction}`);
  if (/^f/u.test(unit)) return within(((value - 32) * 5) / 9);
  if (value >= 93 && value <= 110) return refuse('unit-unknown');
  return within(value);
}

function within(celsius: number): Reading<string> {
  return celsius >= LOWEST && celsius <= HIGHEST
    ? read((Math.round(celsius * 10 + 1e-6) / 10).toFixed(1))
    : refuse('out-of-range');
}

/** "37 phẩy hai": the words behind the point in digits. */
function withDigits(plain: string): string {
  return plain.replace(
    /(?<=\d\s*(?:phay|cham|point|do)\s+)(mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)(?!\p{L})/gu,
    (word) => String(numberAt(tokenise(word), 0)?.value ?? word),
  );
}

/** "ba mươi tám độ rưỡi", "ba bảy phẩy hai" in digits; undefined when the message has digits already. */
function spelledOut(tokens: readonly Token[]): string | undefined {
  if (tokens.some((token) => /\d/u.test(token.text))) return undefined;
  const parts: string[] = [];
  for (let at = 0; at < tokens.length;) {
    const number = numberAt(tokens, at, { pairs: parts.length === 0 });
    const [piece] = scan(numberWords, tokens.slice(at, at + 3));
    if (number !== undefined) parts.push(String(number.value));
    else if (piece?.code === 'half') parts.push('ruoi');
    else if (piece?.code !== undefined) parts.push(piece.code === 'point' ? 'phay' : 'do');
    else if (parts.length > 0) return undefined;
    at += number?.length ?? piece?.length ?? 1;
  }
  return parts.length > 0 ? parts.join(' ') : undefined;
}
