// Writes a person's name as a person would: first letters large, the rest small.
// Must not know: whether the words are a name at all.

/** Foreign particles that stay small when they were typed small inside a name of mixed case. */
const SMALL = new Set(['de', 'da', 'del', 'der', 'den', 'von', 'bin', 'binti', 'bint', 'al', 'dos', 'du']);

/**
 * In: a cleaned name. Out: NFC, each word with a large first letter, also behind an apostrophe or a hyphen ("H'Hen",
 * "Jean-Pierre"). In a name of mixed case a word of mixed case ("McDonald") and what stands behind a hyphen ("Ji-sung") stay as typed.
 */
export function nameCase(name: string): string {
  const isMixed = /\p{Ll}/u.test(name) && /\p{Lu}/u.test(name);
  return name
    .normalize('NFC')
    .split(' ')
    .map((word, at) => (isMixed && at > 0 && SMALL.has(word) ? word : wordCase(word, isMixed)))
    .join(' ');
}

function wordCase(word: string, isMixed: boolean): string {
  if (isMixed && /\p{Ll}\p{Lu}/u.test(word) && /^\p{Lu}/u.test(word)) return word;
  const starts = isMixed ? /(?<=^|['.])\p{Ll}/gu : /(?<=^|['.-])\p{Ll}/gu;
  return word.toLowerCase().replace(starts, (letter) => letter.toUpperCase());
}
