import { foldDiacritics } from '../vietnamese/fold.ts';

/** A name as a text search: `nguyen & hoa:*`, the last word only begun; without any word a query that nothing fits. */
export function nameWords(name: string): string {
  const words = foldDiacritics(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, i) => (i === words.length - 1 ? `${word}:*` : word)).join(' & ');
}
