// Reads a nationality: the country, its people, or its code.
// Must not know: where somebody lives or has been.
import { countryNames } from '../../vietnamese/country-names.ts';
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import { readMenuNumber } from './menu-number.ts';
import { readCode } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

const words = buildLexicon<string>({
  veto: `
    không, ko, k, no, not, y, hay, or, none, kinh, hoa, khmer, khơ me, nùng, tày, châu âu, châu á, asia,
    europe, congo, công gô, nước ngoài, ngoại quốc, foreign, foreigner, tây`,
  ...countryNames(),
  filler: `
    tôi, tui, em, e, mình, mk, con, cháu, anh ấy, là, người, nước, quốc tịch, dân, công dân, gốc, dạ, thì,
    của, đến từ, từ, ở, sinh ra ở, quốc gia, mang quốc tịch, có quốc tịch, mẹ, bố, vợ, chồng, i, am, im,
    from, is, my nationality, my country, nationality, citizen, of, citizenship, the, a, an, passport,
    national, country, people, person, come, she, he, its, republic`,
});

/** In: what was typed; 1 in the list is Việt Nam. Refuses `empty`, `out-of-range`, `ambiguous` and `not-understood`. */
export function readNationality(text: string): Reading<string> {
  const tokens = tokenise(text);
  if (tokens.length === 0) return refuse('empty');
  const number = readMenuNumber(tokens);
  if (number !== undefined) return number === 1 ? read('VN') : refuse('out-of-range');
  if (ending(text).includes('?')) return refuse('question');
  const whole = readCode(words, tokens);
  return whole.ok ? whole : readCode(words, stripParticles(tokens));
}
