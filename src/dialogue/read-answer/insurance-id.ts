// Reads the number of a health-insurance card (15 characters) or of social insurance (10 digits).
// Must not know: whose it is.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readCode } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

/** Group of the insured, level of benefit 1 to 5, province, then the ten digits of social insurance. */
const card = /(?<![a-z0-9])([a-z]{2}\s?[1-5]\s?\d{2}\s?\d{10})(?![a-z0-9])/u;
const socialNumber = /(?<![a-z0-9])(\d{10})(?![a-z0-9])/u;
const words = buildLexicon(
  {
    veto: '0, {no} {know}, {no} nhớ, {no} muốn, {no} cho, {no} hiểu, quên, {no} tiện',
    none: `
      ({no}|{notYet}) có,
      ({no}|{notYet}) có (bhyt|bhxh|bảo hiểm|bảo hiểm y tế|bảo hiểm xã hội|thẻ|thẻ bhyt|thẻ bảo hiểm|thẻ
      bảo hiểm y tế|số|số bhyt|sổ bảo hiểm),
      ({no}|{notYet}) (tham gia|mua|đóng|làm) (bhyt|bhxh|bảo hiểm|bảo hiểm y tế|bảo hiểm xã hội|),
      {no} (bhyt|bhxh|bảo hiểm|thẻ|bảo hiểm y tế), {no}, {notYet},
      (thẻ|bhyt|bảo hiểm|) (mất|bị mất|hết hạn|làm mất) (thẻ|bhyt|rồi|), none, no, no insurance,
      i dont have one, dont have one, dont have, i dont have insurance, dont have insurance, not yet,
      no card, uninsured, without insurance, not insured, i have no insurance, have no insurance,
      no health insurance`,
    filler: '{me}, dạ, thì, là, bé, cháu, luôn, i, my, am, the, nữa, hiện, y tế, đâu',
  },
  wordClasses,
);

/** In: what was typed. Out: the number without blanks, or `none`. Refuses `empty`, `wrong-length`, `not-understood`. */
export function readInsuranceId(text: string): Reading<string> {
  const clean = cleanText(text).slice(0, 200);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  if (!/\d/u.test(clean)) return readCode(words, tokens);
  const joined = foldDiacritics(clean).replace(/(?<=[\da-z])[\s.-]+(?=\d)/gu, '');
  const found =
    card.exec(joined.replace(/[\s.-]/gu, ''))?.[1] ??
    card.exec(foldDiacritics(clean).replace(/(?<=\d|(?<!\p{L})[a-z]{2})[\s.-]+(?=\d)/gu, ''))?.[1];
  if (found !== undefined) return read(found.toUpperCase());
  const digits = socialNumber.exec(foldDiacritics(clean).replace(/(?<=\d)[\s.-]+(?=\d)/gu, ''))?.[1];
  return digits === undefined ? refuse('wrong-length') : read(digits);
}
