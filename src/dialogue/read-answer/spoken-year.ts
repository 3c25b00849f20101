// Reads a year said alone: 1990, 90, 2k5, chín mươi, một chín chín không, hai nghìn không trăm linh năm.
// Must not know: what happened in that year.
import { numberAt } from '../../vietnamese/number-words.ts';
import type { Token } from '../../vietnamese/tokens.ts';

const THOUSAND = new Set(['nghin', 'ngan', 'thousand', 'k']);

/** The number said, of two digits or four, when the words are nothing else; undefined otherwise. */
export function spokenYear(tokens: readonly Token[]): number | undefined {
  const [first, second] = tokens;
  if (first === undefined || tokens.length > 10) return undefined;
  if (tokens.length === 1 && /^\d+$/u.test(first.text))
    return first.text.length === 2 || first.text.length === 4 ? Number(first.text) : undefined;
  if (second !== undefined && THOUSAND.has(second.plain)) return thousands(tokens);
  const pair = numberAt(tokens, 0, { pairs: true });
  if (pair?.length === tokens.length && pair.value > 9 && pair.value < 100) return pair.value;
  return digitByDigit(tokens);
}

/** 2k, 2k5, 2k10, hai nghìn lẻ năm, một nghìn chín trăm chín mươi. */
function thousands(tokens: readonly Token[]): number | undefined {
  const lead = numberAt(tokens.slice(0, 1), 0)?.value;
  if (lead !== 1 && lead !== 2) return undefined;
  let rest = tokens.slice(2);
  if (rest.length === 0) return lead * 1000;
  if (rest[0]?.plain === 'khong' && rest[1]?.plain === 'tram') rest = rest.slice(2);
  if (rest[0]?.plain === 'linh' || rest[0]?.plain === 'le' || rest[0]?.plain === 'and') rest = rest.slice(1);
  const number = numberAt(rest, 0, { pairs: true });
  return number?.length === rest.length && number.value < 1000 ? lead * 1000 + number.value : undefined;
}

/** "một chín chín không", "mười chín chín mươi", "nineteen ninety". */
function digitByDigit(tokens: readonly Token[]): number | undefined {
  const halves = [numberAt(tokens, 0, { pairs: true })];
  halves.push(numberAt(tokens, halves[0]?.length ?? 0, { pairs: true }));
  const [high, low] = halves;
  if (
    high !== undefined &&
    low !== undefined &&
    high.length + low.length === tokens.length &&
    (high.value === 19 || high.value === 20) &&
    low.value > 9 &&
    low.value < 100
  ) {
    return high.value * 100 + low.value;
  }
  const digits = tokens.map((_, at) => numberAt(tokens.slice(at, at + 1), 0)?.value);
  if (digits.length !== 4 || digits.some((digit) => digit === undefined || digit > 9)) return undefined;
  return Number(digits.join(''));
}
