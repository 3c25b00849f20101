// Reads a message that is only numbers of the list shown: `1 và 3`, `1;6`, `một, hai`.
// Must not know: what stands in the list.
import { numberAt } from '../../vietnamese/number-words.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';

const between = new Set(['va', 'voi', 'and', 'so', 'cau', 'cai', 'muc', 'chon', 'ca', 'plus', 'y', 'toi', 'em', 'trieu', 'chung', 'benh', 'i', 'choose', 'number', 'numbers', 'option', 'options', 'co', 'bi', 'la', 'the']); // prettier-ignore

/** The numbers in the order typed; undefined when the message says anything else; NaN stands for a range (`1-3`). */
export function readMenuNumbers(tokens: readonly Token[]): number[] | undefined {
  const said = stripParticles(tokens);
  const numbers: number[] = [];
  let isRange = false;
  for (let at = 0; at < said.length;) {
    const token = said[at];
    const number =
      token !== undefined && between.has(token.plain) ? undefined : numberAt(said, at, { pairs: false });
    if (number !== undefined) {
      isRange ||= numbers.length > 0 && /[-~→>]/u.test(token?.gap ?? '');
      isRange ||= numbers.length === 0 && /-\s*$/u.test(token?.gap ?? '') && said.length === 1;
      numbers.push(number.value);
    } else if (['den', 'toi', 'to', 'through'].includes(token?.plain ?? '') && numbers.length > 0)
      isRange = true;
    else if (!between.has(token?.plain ?? '')) return undefined;
    at += number?.length ?? 1;
  }
  if (numbers.length === 0 || (numbers.length === 1 && countsThings(said))) return undefined;
  return isRange ? [Number.NaN] : numbers;
}

/**
 * The codes that stand in the list at these numbers; 0 is `none`. Refuses `range`, `out-of-range`, and `conflict` when
 * one that means "nothing of all this" is not alone.
 */
export function pickByNumber<C extends string>(
  menu: readonly (C | 'none' | 'unknown')[],
  numbers: readonly number[],
): Reading<(C | 'none' | 'unknown')[]> {
  if (numbers.some(Number.isNaN)) return refuse('range');
  if (numbers.length === 1 && numbers[0] === 0) return read(['none']);
  const codes = new Set(numbers.map((number) => menu[number - 1]));
  if (codes.has(undefined)) return refuse('out-of-range');
  const alone = codes.has('none') || codes.has('unknown');
  return alone && codes.size > 1 ? refuse('conflict') : read([...codes].filter((code) => code !== undefined));
}

/** "cả hai", "6 triệu chứng": how many, not which. */
function countsThings(said: readonly Token[]): boolean {
  return (
    said[0]?.plain === 'ca' ||
    said.some(({ plain }, at) => at > 0 && (plain === 'trieu' || plain === 'benh' || plain === 'cai'))
  );
}
