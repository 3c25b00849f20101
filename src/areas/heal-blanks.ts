import { placeKey, type PlaceKey } from './place-key.ts';
import { isVocabulary } from './place-vocabulary.ts';

type Word = PlaceKey & { typed: string; hard: boolean };

/** Two syllables of Vietnamese. */
const LONGEST_PAIR = 14;

/** `bienhoa` as `bien`, `hoa`: the fewest words of known names that make it up; else the word as it is. */
export function splitJoined(typed: string, isWord: (plain: string) => boolean): string[] {
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

/** Moves a blank that slipped by a letter: `hie nluong` is `hien luong`, for only that makes two known words. */
export function healBlanks<W extends Word>(words: readonly W[], isWord: (plain: string) => boolean): W[] {
  const healed: W[] = [];
  for (const word of words) {
    const before = healed.at(-1);
    const pair = before === undefined ? undefined : moveBlank(before, word, isWord);
    if (before === undefined || pair === undefined) healed.push(word);
    else healed.splice(-1, 1, { ...before, ...pair[0] }, { ...word, ...pair[1] });
  }
  return healed;
}

type Key = PlaceKey & { typed: string };

function moveBlank(before: Word, word: Word, isWord: (plain: string) => boolean): [Key, Key] | undefined {
  if (word.hard || isVocabulary(before.plain) || isVocabulary(word.plain)) return undefined;
  if (isWord(before.plain) && isWord(word.plain)) return undefined;
  const letters = before.typed + word.typed;
  if (letters.length > LONGEST_PAIR || /\d/.test(letters)) return undefined;
  for (const at of [before.typed.length - 1, before.typed.length + 1]) {
    const [head, tail] = [keyOf(letters.slice(0, at)), keyOf(letters.slice(at))];
    if (isWord(head.plain) && isWord(tail.plain)) return [head, tail];
  }
  return undefined;
}

function keyOf(typed: string): Key {
  return { typed, ...placeKey(typed) };
}
