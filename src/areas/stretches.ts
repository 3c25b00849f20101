import { compareAccents } from './compare-accents.ts';
import { denials, englishKinds, kindWords } from './place-vocabulary.ts';
import type { TypedPlace } from './typed-place.ts';

/** Some neighbouring words as one key, which may be a name. */
export type Stretch = {
  /** First word of the name, and the word after its last. */
  from: number;
  to: number;
  /** First word of the kind word before the name; `from` when there is none. */
  start: number;
  kind: string | undefined;
  /** Typed without diacritics the kind word may be a part of a name: `quan` is quận, Quan, Quán and Quân. */
  doubtful: boolean;
  toned: string;
  plain: string;
};

/** No name has more words; a name typed with stray blanks may. */
const MOST_WORDS = 7;

/** All stretches whose key is not longer than `longest`, none across a comma. */
export function* stretches({ words }: TypedPlace, longest: number): Generator<Stretch> {
  for (let from = 0; from < words.length; from++) {
    const before = kindBefore(words, from);
    let [toned, plain] = ['', ''];
    for (let to = from + 1; to <= words.length && to - from <= MOST_WORDS; to++) {
      const word = words[to - 1];
      if (word === undefined || (to - 1 > from && word.comma)) break;
      toned += word.toned;
      plain += word.plain;
      if (plain.length > longest) break;
      // "Chưa" is an answer of its own before it is Chư Á.
      if (to - from === 1 && denials.has(word.typed)) continue;
      yield { ...before, from, to, toned, plain };
    }
  }
}

function kindBefore(words: TypedPlace['words'], from: number): Pick<Stretch, 'start' | 'kind' | 'doubtful'> {
  for (const length of [2, 1]) {
    const start = from - length;
    if (start < 0 || words[from]?.hard === true || (length === 2 && words[from - 1]?.hard === true)) continue;
    const before = words.slice(start, from);
    const plain = before.map((word) => word.plain).join('');
    const toned = before.map((word) => word.toned).join('');
    const known = kindWords.get(plain);
    if (known !== undefined && compareAccents(toned, plain, known.toned) !== 'other') {
      return { start, kind: known.kind, doubtful: toned === plain };
    }
    const english = englishKinds.get(plain);
    if (english !== undefined && /^\d/.test(words[from]?.plain ?? ''))
      return { start, kind: english, doubtful: false };
  }
  return { start: from, kind: undefined, doubtful: false };
}
