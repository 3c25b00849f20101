import { cleanText } from '../vietnamese/clean-text.ts';
import { hasDiacritics } from '../vietnamese/fold.ts';
import { placeKey, type PlaceKey } from './place-key.ts';
import {
  asideWords,
  denials,
  englishKinds,
  fillerWords,
  houseWords,
  isOneOf,
  isVocabulary,
  kindWords,
} from './place-vocabulary.ts';

/**
 * One word of a typed address. `at` is where it starts in the cleaned text; `comma` that a comma or its like stands
 * before it, which no name spans; `hard` that a comma or a free dash does, which some names have inside.
 */
export type PlaceWord = PlaceKey & { typed: string; at: number; comma: boolean; hard: boolean };

/** A typed address, cut into words; the masks have one bit per word, the first word being the lowest. */
export type TypedPlace = {
  text: string;
  words: readonly PlaceWord[];
  /** True when any diacritic was typed: then diacritics that were typed are honoured. */
  marked: boolean;
  fillers: number;
  house: number;
  aside: number;
  denied: boolean;
};

/** Longer messages are stories, not addresses. */
const LONGEST_TEXT = 500;
/** One bit each; of a longer address the end counts, for units stand there. */
export const MAX_WORDS = 30;

const abbreviationDots = /(?<![\p{L}\p{N}])(t)\.\s?([ptx])(?![\p{L}\p{N}])\.?/giu;
const wordPattern = /[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|[0-9]+/gu;

/**
 * Cuts a message into the words of an address. `isWord` tells the words of known names, so that names typed without
 * blanks (`bienhoadongnai`) can be taken apart. Undefined when there is nothing to read. Never throws.
 */
export function readTypedPlace(raw: string, isWord: (plain: string) => boolean): TypedPlace | undefined {
  if (raw.length > LONGEST_TEXT * 4) return undefined;
  const text = cleanText(raw).replace(abbreviationDots, '$1$2 ');
  if (text === '' || text.length > LONGEST_TEXT) return undefined;
  const words: PlaceWord[] = [];
  let end = 0;
  for (const match of text.matchAll(wordPattern)) {
    const gap = text.slice(end, match.index);
    const comma = /[,;|()]/u.test(gap);
    const hard = comma || /\s-|-\s/u.test(gap);
    end = match.index + match[0].length;
    let at = match.index;
    for (const part of splitJoined(match[0], isWord)) {
      const first = at === match.index;
      words.push({
        ...placeKey(part),
        typed: part.toLowerCase(),
        at,
        comma: comma && first,
        hard: hard && first,
      });
      at += part.length;
    }
  }
  const last = words.slice(-MAX_WORDS);
  if (last.length === 0) return undefined;
  return { text, words: last, marked: hasDiacritics(text), ...masks(last) };
}

/** The mask of the words from `from` up to, without, `to`. */
export function span(from: number, to: number): number {
  return ((1 << (to - from)) - 1) << from;
}

function masks(words: readonly PlaceWord[]): Pick<TypedPlace, 'fillers' | 'house' | 'aside' | 'denied'> {
  let [fillers, house, aside, denied] = [0, 0, 0, false];
  let [inHouse, inAside] = [false, false];
  for (const [i, word] of words.entries()) {
    const { plain, typed, hard } = word;
    const bit = 1 << i;
    if (hard) inHouse = false;
    const number = /^\d+$/.test(plain);
    if (isOneOf(houseWords, word) || (number && !followsKind(words, i))) inHouse = true;
    if (isOneOf(asideWords, word) && i > 0) inAside = true;
    if (isOneOf(fillerWords, word)) fillers |= bit;
    if (inHouse) house |= bit;
    if (inAside) aside |= bit;
    if (denials.has(typed)) denied = true;
  }
  return { fillers, house, aside, denied };
}

function followsKind(words: readonly PlaceWord[], i: number): boolean {
  const before = words[i - 1]?.plain ?? '';
  return kindWords.has(before) || englishKinds.has(before);
}

/** `bienhoa` as `bien`, `hoa`: the fewest words of known names that make it up; else the word as it is. */
function splitJoined(typed: string, isWord: (plain: string) => boolean): string[] {
  const { plain } = placeKey(typed);
  if (plain.length !== typed.length || plain.length < 5 || plain.length > 40) return [typed];
  if (isWord(plain) || isVocabulary(plain)) return [typed];
  const best: (number[] | undefined)[] = [[]];
  for (let end = 1; end <= plain.length; end++) {
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const head = best[start];
      if (head === undefined || !isWord(plain.slice(start, end))) continue;
      if (head.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...head, end];
    }
  }
  const cuts = best[plain.length];
  if (cuts === undefined) return [typed];
  return cuts.map((cut, n) => typed.slice(cuts[n - 1] ?? 0, cut));
}
