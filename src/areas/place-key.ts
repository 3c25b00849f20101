import { foldDiacritics } from '../vietnamese/fold.ts';

/** A word or a name as two keys of equal length, letter beside letter: with diacritics and without. */
export type PlaceKey = { toned: string; plain: string };

/**
 * The keys of one word. Placing of the tone (`hòa`, `hoà`) and i/y after a consonant (`Mĩ`, `Mỹ`) are spelling, not
 * difference. Digits lose leading zeros. In: one word without blanks. Never throws.
 */
export function placeKey(word: string): PlaceKey {
  let key = keys.get(word);
  if (key === undefined) {
    key = makeKey(word);
    // Names repeat a few thousand words; the rest of what people type need not be kept.
    if (keys.size < 8000 && word.length < 12) keys.set(word, key);
  }
  return key;
}

const keys = new Map<string, PlaceKey>();

function makeKey(word: string): PlaceKey {
  if (/^\d+$/.test(word)) {
    const digits = word.replace(/^0+(?=\d)/, '');
    return { toned: digits, plain: digits };
  }
  const toned = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(earlyTone, (pair) => lateTone.get(pair) ?? pair)
    .replace(finalY, (letter) => yToI.get(letter) ?? letter);
  return { toned, plain: Array.from(toned, plainLetter).join('') };
}

/** The keys of a whole name: those of its words, joined. */
export function nameKey(name: string): PlaceKey {
  const keys = wordsOfName(name).map(placeKey);
  return { toned: keys.map((key) => key.toned).join(''), plain: keys.map((key) => key.plain).join('') };
}

/** The words of a name; an apostrophe joins (`Ea H'leo`), other punctuation parts; so do letters and digits. */
export function wordsOfName(name: string): string[] {
  return name.replace(/['’]\s?/gu, '').match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
}

const earlyTone = /[òóỏõọ][ae]|[ùúủũụ]y/gu;
const finalY = /(?<=[bcdđghklmnprstvx]|qu)[yỳýỷỹỵ]$/u;
const yToI = new Map(Array.from('yỳýỷỹỵ', (y, n): [string, string] => [y, Array.from('iìíỉĩị')[n] ?? 'i']));
const lateTone = new Map(
  ['oa', 'oe', 'uy'].flatMap((pair) =>
    Array.from('\u0300\u0301\u0309\u0303\u0323', (tone): [string, string] => [
      `${pair.charAt(0)}${tone}`.normalize('NFC') + pair.charAt(1),
      pair.charAt(0) + `${pair.charAt(1)}${tone}`.normalize('NFC'),
    ]),
  ),
);

const plainLetters = new Map<string, string>();

function plainLetter(letter: string): string {
  let plain = plainLetters.get(letter);
  if (plain === undefined) {
    plain = Array.from(foldDiacritics(letter))[0] ?? letter;
    // A letter of a foreign script may fold to a longer or shorter one; the two keys must stay aligned.
    if (plain.length !== letter.length) plain = letter;
    if (plainLetters.size < 2000) plainLetters.set(letter, plain);
  }
  return plain;
}
