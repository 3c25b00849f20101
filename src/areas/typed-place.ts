import { cleanText } from '../vietnamese/clean-text.ts';
import { hasDiacritics } from '../vietnamese/fold.ts';
import { healBlanks, splitJoined } from './heal-blanks.ts';
import { placeKey, type PlaceKey } from './place-key.ts';
import { wordRoles, type WordRoles } from './word-roles.ts';

/**
 * One word of a typed address. `at` is where it starts in the cleaned text; `comma` that a comma or its like stands
 * before it, which no name spans; `hard` that a comma or a free dash does, which some names have inside.
 */
export type PlaceWord = PlaceKey & { typed: string; at: number; comma: boolean; hard: boolean };

/** A typed address, cut into words, with the parts they play. */
export type TypedPlace = WordRoles & {
  text: string;
  words: readonly PlaceWord[];
  /** True when any diacritic was typed: then diacritics that were typed are honoured. */
  marked: boolean;
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
  const last = healBlanks(words, isWord).slice(-MAX_WORDS);
  if (last.length === 0) return undefined;
  const marked = hasDiacritics(text);
  return { text, words: last, marked, ...wordRoles(last, marked, isWord) };
}

/** The mask of the words from `from` up to, without, `to`. */
export function span(from: number, to: number): number {
  return ((1 << (to - from)) - 1) << from;
}
