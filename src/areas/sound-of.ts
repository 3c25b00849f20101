/**
 * One key for consonants that southern speech does not tell apart: `Dầu Giây` and `Dầu Dây`, `Sông Trầu` and
 * `Sông Chầu`. In: a place key, with or without diacritics; both give keys of one length.
 */
export function soundOf(key: string): string {
  return key
    .replace(/tr/gu, 'ch')
    .replace(/gi(?=\p{L})|[jz]/gu, 'd')
    .replace(/ph/gu, 'f')
    .replace(/k(?!h)/gu, 'c')
    .replace(/s/gu, 'x');
}
