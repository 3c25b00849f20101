import type { AreaRank } from './area.ts';
import { compareAccents } from './compare-accents.ts';
import type { NameEntry } from './name-index.ts';
import { slipAt } from './near-keys.ts';
import { soundOf } from './sound-of.ts';
import type { Stretch } from './stretches.ts';

/** How well typed words meet a name; 0 is letter by letter, from 1 on something contradicts. */
export type MatchCost = { cost: number; rank: AreaRank };

const FOLDED = 0.3;
const TONE_SLIP = 1;
const OTHER_ACCENT = 1.6;
const PREFIX = 1.2;
const SOUND = 1.8;
const SLIP = 2;

/**
 * The same letters. Where no diacritics were typed at all (`marked` false) a name that has none is not better than
 * one that has: `tan an` may be any of them.
 */
export function accentCost(
  { toned, plain }: Pick<Stretch, 'toned' | 'plain'>,
  name: string,
  marked: boolean,
): MatchCost {
  if (!marked) return { cost: FOLDED, rank: toned === name ? 'exact' : 'folded' };
  const accents = name.length === toned.length ? compareAccents(toned, plain, name) : 'other';
  if (accents === 'same') return { cost: 0, rank: 'exact' };
  if (accents === 'missing') return { cost: FOLDED, rank: 'folded' };
  return { cost: accents === 'slip' ? TONE_SLIP : OTHER_ACCENT, rank: 'fuzzy' };
}

/** The beginning of a name; undefined when diacritics contradict. Each letter not yet typed weighs a little. */
export function prefixCost(stretch: Stretch, { toned }: NameEntry, marked: boolean): MatchCost | undefined {
  const { cost, rank } = accentCost(stretch, toned.slice(0, stretch.toned.length), marked);
  if (rank === 'fuzzy') return undefined;
  return { cost: PREFIX + cost + (toned.length - stretch.toned.length) / 100, rank: 'prefix' };
}

/** The same sounds in other letters (`Sông Chầu`); undefined when diacritics contradict. */
export function soundCost(stretch: Stretch, { toned }: NameEntry, marked: boolean): MatchCost | undefined {
  const heard = { toned: soundOf(stretch.toned), plain: soundOf(stretch.plain) };
  const { cost, rank } = accentCost(heard, soundOf(toned), marked);
  return rank === 'fuzzy' ? undefined : { cost: SOUND + cost, rank: 'fuzzy' };
}

/** One slip; diacritics beside it that contradict cost more. */
export function slipCost({ toned, plain }: Stretch, name: NameEntry, marked: boolean): MatchCost {
  if (!marked) return { cost: SLIP, rank: 'fuzzy' };
  const at = slipAt(plain, name.plain);
  const tail = Math.min(plain.length, name.plain.length) - at - 2;
  const contradicts = (from: number, to: number | undefined): boolean =>
    compareAccents(toned.slice(from, to), plain.slice(from, to), name.toned.slice(from, to)) === 'other';
  const wrong = Number(contradicts(0, at)) + Number(tail > 0 && contradicts(-tail, undefined));
  return { cost: SLIP + wrong, rank: 'fuzzy' };
}
