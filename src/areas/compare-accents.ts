/** How the diacritics of a typed word stand to those of a name with the same letters. */
export type AccentMatch = 'same' | 'missing' | 'slip' | 'other';

/**
 * Compares letter by letter. In: two keys of equal length whose plain letters agree (`plain` being those letters).
 * Out: `same`; `missing`, some left out but none contradicts (`tân hiep`, `hiêp`); `slip`, only hỏi and ngã confused,
 * which the south does not tell apart in speech; `other`, a different word (`thanh` against `thạnh`).
 */
export function compareAccents(typed: string, plain: string, name: string): AccentMatch {
  if (typed === name) return 'same';
  let result: AccentMatch = 'missing';
  for (let i = 0; i < typed.length; i++) {
    const letter = typed.charAt(i);
    if (letter === name.charAt(i) || letter === plain.charAt(i)) continue;
    const difference = compareLetters(letter, name.charAt(i));
    if (difference === 'other') return 'other';
    if (difference === 'slip') result = 'slip';
  }
  return result;
}

const HOOK = '\u0309';
const TILDE = '\u0303';
const pairs = new Map<string, AccentMatch>();

function compareLetters(typed: string, name: string): AccentMatch {
  const pair = typed + name;
  let known = pairs.get(pair);
  if (known === undefined) {
    known = compareMarks(typed.normalize('NFD'), name.normalize('NFD'));
    if (pairs.size < 5000) pairs.set(pair, known);
  }
  return known;
}

function compareMarks(typed: string, name: string): AccentMatch {
  if (typed.charAt(0) !== name.charAt(0)) return 'other';
  const marks = new Set(name.slice(1));
  let result: AccentMatch = 'missing';
  for (const mark of typed.slice(1)) {
    if (marks.has(mark)) continue;
    const swapped = mark === HOOK ? TILDE : mark === TILDE ? HOOK : '';
    if (!marks.has(swapped)) return 'other';
    result = 'slip';
  }
  return result;
}
