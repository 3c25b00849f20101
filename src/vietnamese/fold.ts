// Compares Vietnamese words: with their diacritics, without them, and whatever the place of the tone mark.
// Must not know: what the words mean or which question is being answered.

/** Tone marks: grave, acute, tilde, hook above, dot below. */
const TONES = '\u0300\u0301\u0303\u0309\u0323';
const anyTone = new RegExp(`[${TONES}]`, 'gu');
const anyMark = /\p{M}/gu;
/** Nothing to fold in it, and much of what is typed. */
const ascii = /^[\x00-\x7f]*$/;
const doubledLetter = /([\p{L}])\1+/gu;
const stopEnding = /(?:[ptc]|ch)$/u;

/** The text without any diacritic, in lower case: `Đồng Nai` gives `dong nai`. Never throws. */
export function foldDiacritics(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.toLowerCase().normalize('NFD').replace(anyMark, '').replaceAll('đ', 'd').normalize('NFC');
}

/** True when the text holds a Vietnamese diacritic or `đ`: its writer used a Vietnamese keyboard for it. */
export function hasDiacritics(text: string): boolean {
  return !ascii.test(text) && /[đĐ\p{M}]/u.test(text.normalize('NFD'));
}

/**
 * The same key for the same word however its tone mark is placed: `hòa` and `hoà` give one key, `hoa` another.
 * The tones are moved behind the word; a tone written several times (`dạạạ`) counts once.
 */
export function toneKey(word: string): string {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = new Set(parts.match(anyTone) ?? []);
  return parts.replace(anyTone, '').normalize('NFC') + [...tones].join('');
}

/** The letter y behind consonants sounds as i and is often written so: `mỹ` and `mĩ` are the same word. */
export function endInI(word: string): string {
  return word.replace(/(?<=^[bcdđghklmnpqrstvx]{1,3})[yýỳỹỷỵ]$/u, (letter) => Y_AS_I[letter] ?? letter);
}

const Y_AS_I: Readonly<Record<string, string>> = { y: 'i', ý: 'í', ỳ: 'ì', ỹ: 'ĩ', ỷ: 'ỉ', ỵ: 'ị' };

/**
 * Letters written several times in a row count once: `khônggg` and `không` are the same word.
 * A word of one letter only stays: `kkk` is laughter, not `k`.
 */
export function squeeze(word: string): string {
  return new Set(word).size === 1 ? word : word.replace(doubledLetter, '$1');
}

/**
 * True for a syllable that Vietnamese spelling cannot have: it ends in p, t, c or ch and carries no tone (`sôt`).
 * Whoever typed it left the tone out, so its tone says nothing.
 */
export function lacksItsTone(word: string): boolean {
  const parts = word.normalize('NFD');
  return !parts.match(anyTone) && stopEnding.test(foldDiacritics(word)) && hasDiacritics(word);
}

/** The word without tones but with its vowels' quality: `sốt` gives `sôt`. */
export function withoutTones(word: string): string {
  return word.normalize('NFD').replace(anyTone, '').normalize('NFC');
}
