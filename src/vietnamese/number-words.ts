// Reads whole numbers below 1000 written in digits or in words, Vietnamese or English.
// Must not know: what is counted.
import { buildLexicon, matchAt } from './lexicon.ts';
import type { Token } from './tokens.ts';

export type NumberRead = { value: number; length: number };

const units = buildLexicon({
  n0: 'không, zero', n1: 'một, mốt, mot, one, a, an', n2: 'hai, two', n3: 'ba, three', n4: 'bốn, tư, four',
  n5: 'năm, lăm, nhăm, five', n6: 'sáu, six', n7: 'bảy, bẩy, seven', n8: 'tám, eight', n9: 'chín, nine',
  n10: 'ten', n11: 'eleven', n12: 'twelve', n13: 'thirteen', n14: 'fourteen', n15: 'fifteen', n16: 'sixteen',
  n17: 'seventeen', n18: 'eighteen', n19: 'nineteen', n20: 'twenty', n30: 'thirty', n40: 'forty',
  n50: 'fifty', n60: 'sixty', n70: 'seventy', n80: 'eighty', n90: 'ninety',
}); // prettier-ignore
const tens = buildLexicon({ ten: 'mười', times: 'mươi', dozen: 'chục' });
const hundreds = buildLexicon({ hundred: 'trăm, hundred', gap: 'linh, lẻ, and' });

/**
 * In: the words and where to begin. Out: the number there and how many words it took, or undefined.
 * With `pairs`, two digits said one after the other make one number ("ba tám" is 38); without, "hai ba" is no number,
 * because it may as well mean "two or three".
 */
export function numberAt(
  tokens: readonly Token[],
  at: number,
  options: { pairs?: boolean } = {},
): NumberRead | undefined {
  const digits = tokens[at]?.text ?? '';
  if (/^[0-9]{1,9}$/u.test(digits)) return { value: Number(digits), length: 1 };
  const first = below100(tokens, at, options.pairs ?? false);
  if (first === undefined) return undefined;
  if (!is(hundreds, 'hundred', tokens, at + first.length)) return first;
  let length = first.length + 1;
  if (is(hundreds, 'gap', tokens, at + length)) length++;
  const rest = below100(tokens, at + length, true);
  if (rest === undefined) return { value: first.value * 100, length: first.length + 1 };
  return { value: first.value * 100 + rest.value, length: length + rest.length };
}

function below100(tokens: readonly Token[], at: number, pairs: boolean): NumberRead | undefined {
  if (is(tens, 'ten', tokens, at) && !is(tens, 'times', tokens, at)) return withUnit(tokens, at + 1, 10, 1);
  const first = unitAt(tokens, at);
  if (first === undefined) return undefined;
  if (first >= 20) return withUnit(tokens, at + 1, first, 1);
  const next = matchAt(tens, tokens, at + 1).code;
  if (first >= 1 && first < 10 && next !== undefined) {
    return next === 'dozen' ? { value: first * 10, length: 2 } : withUnit(tokens, at + 2, first * 10, 2);
  }
  const second = unitAt(tokens, at + 1);
  if (second === undefined || second > 9 || first > 9) return { value: first, length: 1 };
  return pairs && first > 0 ? { value: first * 10 + second, length: 2 } : undefined;
}

function withUnit(tokens: readonly Token[], at: number, value: number, length: number): NumberRead {
  const unit = unitAt(tokens, at);
  return unit !== undefined && unit > 0 && unit < 10
    ? { value: value + unit, length: length + 1 }
    : { value, length };
}

function unitAt(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[at] === undefined) return undefined;
  const { code } = matchAt(units, tokens, at);
  return code === undefined ? undefined : Number(code.slice(1));
}

function is<C extends string>(
  lexicon: Parameters<typeof matchAt<C>>[0],
  code: C,
  tokens: readonly Token[],
  at: number,
): boolean {
  return tokens[at] !== undefined && matchAt(lexicon, tokens, at).code === code;
}
