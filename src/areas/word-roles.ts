import type { PlaceKey } from './place-key.ts';
import {
  asideWords,
  denials,
  englishKinds,
  fillerWords,
  houseWords,
  isOneOf,
  kindWords,
} from './place-vocabulary.ts';

/** Which words of an address are not names. The masks have one bit per word, the first word being the lowest. */
export type WordRoles = {
  /** Politeness and the like. */
  fillers: number;
  /** House lines: a house word or a number, and what follows up to a comma. */
  house: number;
  /** What follows "gần" and its like. */
  aside: number;
  /** "Không" and its like; a name may hold such a word (`Ia Ko`). */
  denials: number;
  /** Words that open a unit's name: left over, they opened one that is not known. */
  kinds: number;
};

type Word = PlaceKey & { typed: string; hard: boolean };

/** `isWord` tells the words of known names; `marked`, whether diacritics were typed at all. */
export function wordRoles(
  words: readonly Word[],
  marked: boolean,
  isWord: (plain: string) => boolean,
): WordRoles {
  let [fillers, house, aside, denied, kinds] = [0, 0, 0, 0, 0];
  let [inHouse, inAside] = [false, false];
  for (const [i, word] of words.entries()) {
    const { plain, typed, hard } = word;
    const bit = 1 << i;
    if (hard) inHouse = false;
    const number = /^\d+$/.test(plain);
    // Without diacritics `duong` may be đường or Dương: then only a number behind it makes it a house line.
    const doubtful = !marked && isWord(plain) && !/^\d/.test(words[i + 1]?.plain ?? '');
    if ((isOneOf(houseWords, word) && !doubtful) || (number && !followsKind(words, i))) inHouse = true;
    if (asideWords.has(typed) && i > 0 && marked) inAside = true;
    if (isOneOf(fillerWords, word)) fillers |= bit;
    if (inHouse) house |= bit;
    if (inAside) aside |= bit;
    if (denials.has(typed)) denied |= bit;
    if (isKind(word, marked)) kinds |= bit;
  }
  return { fillers, house, aside, denials: denied, kinds };
}

function followsKind(words: readonly Word[], i: number): boolean {
  const before = words[i - 1]?.plain ?? '';
  return kindWords.has(before) || englishKinds.has(before);
}

/** One letter, or a kind word without its diacritics among words with theirs, may be something else. */
function isKind({ plain, toned }: Word, marked: boolean): boolean {
  const kind = kindWords.get(plain);
  if (kind === undefined || plain.length < 2) return false;
  return marked ? toned === kind.toned && toned !== plain : true;
}
