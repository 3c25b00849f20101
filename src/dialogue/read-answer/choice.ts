// Reads which one of a numbered list was chosen.
// Must not know: what the choices are.
import { buildLexicon, matchWhole } from '../../vietnamese/lexicon.ts';
import { numberAt } from '../../vietnamese/number-words.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise, type Token } from '../../vietnamese/tokens.ts';
import { readMenuNumber } from './menu-number.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';

const classes = {
  lead: `
    cái, câu, số, mục, ý, phương án, lựa chọn, chọn, (tôi|em|mình) chọn, chọn (số|cái|câu|mục|ý), the,
    option, number, choice, i choose, đáp án`,
};
const places = buildLexicon(
  {
    first: '({lead}|) (đầu tiên|đầu|thứ nhất|nhất|trên cùng|first (one|)|top (one|)|1st (one|))',
    last: '({lead}|) (cuối cùng|cuối|dưới cùng|sau cùng|chót|(last|bottom|final) (one|))',
    beforeLast: '({lead}|) (kế cuối|áp chót|gần cuối|second last|second to last)',
    c2: '({lead}|) (second (one|)|2nd (one|)|thứ nhì|nhì)',
    c3: '({lead}|) (third (one|)|3rd (one|))',
    c4: '({lead}|) (fourth (one|)|4th (one|))',
    c5: '({lead}|) (fifth (one|)|5th (one|))',
    c6: '({lead}|) (sixth (one|)|6th (one|))',
  },
  classes,
);
const leads = buildLexicon(
  { lead: '{lead}, {lead} thứ, thứ, (câu|cái) số, là, em, tôi, mình, dạ, câu hỏi' },
  classes,
);
/** One, two, … as a place in a list keep their diacritics in mind: "năm" is five, "nam" is a gender. */
const ambiguousWords = new Set(['nam', 'tu', 'khong', 'a', 'an', 'mot']);

/**
 * In: what was typed and how many choices there were. Out: the index from 1.
 * Refuses `empty`, `one-only` (`1,2`), `out-of-range` and `not-understood`.
 */
export function readChoice(text: string, { choices = 6 }: Pick<ReadContext, 'choices'>): Reading<number> {
  const all = tokenise(text);
  if (all.length === 0) return refuse('empty');
  if (ending(text).includes('?')) return refuse('question');
  if (all.some((token) => /^\d/u.test(token.text) && token.gap.includes('-')))
    return refuse('not-understood');
  const tokens = stripParticles(all);
  const index = readMenuNumber(all) ?? named(tokens, choices) ?? numberWord(tokens);
  if (index === undefined)
    return refuse(
      tokens.filter((token) => /\d/u.test(token.text)).length > 1 ? 'one-only' : 'not-understood',
    );
  return index >= 1 && index <= choices ? read(index) : refuse('out-of-range');
}

function named(tokens: readonly Token[], choices: number): number | undefined {
  const place = matchWhole(places, tokens);
  if (place === undefined) return undefined;
  if (place === 'first') return 1;
  if (place === 'last') return choices;
  return place === 'beforeLast' ? choices - 1 : Number(place.slice(1));
}

function numberWord(tokens: readonly Token[]): number | undefined {
  for (let lead = 0; lead < Math.min(tokens.length, 6); lead++) {
    if (lead > 0 && matchWhole(leads, tokens.slice(0, lead)) === undefined) continue;
    const number = numberAt(tokens, lead);
    if (number === undefined || lead + number.length !== tokens.length) continue;
    const only = tokens[lead]?.text ?? '';
    return lead === 0 && number.length === 1 && ambiguousWords.has(only) && only !== 'mot'
      ? undefined
      : number.value;
  }
  return undefined;
}
