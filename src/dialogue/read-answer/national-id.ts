// Reads an identity document: citizen card (12 digits), identity card (9 digits) or passport.
// Must not know: whose it is; gender and birth are compared with it elsewhere.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { isProvinceCode } from '../../vietnamese/province-codes.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readCode } from './read-code.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';

const passportLabel = /passport|pasport|ho chieu|hchieu|(?<!\p{L})(?:pp|hc)(?!\p{L})/u;
const words = buildLexicon(
  {
    veto: '0, {no} {know}, {no} nhớ, {no} muốn, {no} cho, {no} tiện, {no} hiểu, quên',
    none: `
      ({no}|{notYet}) có, ({no}|{notYet}) (làm|được cấp|cấp|đủ tuổi|đủ tuổi làm),
      ({no}|{notYet}) có (cmnd|cccd|cmt|chứng minh|chứng minh thư|căn cước|hộ chiếu|giấy tờ|số|thẻ|giấy tờ
      gì|giấy tờ nào|passport|cmtnd|thẻ căn cước|chứng minh nhân dân|căn cước công dân),
      ({no}|{notYet}) làm (cmnd|cccd|cmt|chứng minh|chứng minh thư|căn cước|hộ chiếu|giấy tờ|thẻ|thẻ căn
      cước|chứng minh nhân dân|căn cước công dân|xong),
      ({no}|{notYet}) được cấp (cmnd|cccd|cmt|chứng minh|chứng minh thư|căn cước|hộ chiếu|giấy tờ), {no},
      {notYet},
      (mất|bị mất|làm mất|đang làm|đang làm lại|làm lại|hết hạn) (rồi|cmnd|cccd|cmt|chứng minh|chứng minh
      thư|căn cước|giấy tờ|), {no} (cmnd|cccd|cmt|giấy tờ|chứng minh|căn cước), trẻ em, trẻ con, trẻ nhỏ,
      con nít, em bé, bé, còn nhỏ, còn bé, nhỏ quá, bé quá, chưa đủ tuổi, {notYet} đủ 14 tuổi,
      {notYet} đủ (14|16|18) tuổi, dưới 14 tuổi, vị thành niên, trẻ sơ sinh, sơ sinh, none, no, no id,
      no id card, i dont have one, dont have one, dont have, i dont have id, dont have id, no passport,
      not yet, child, a child, minor, lost, lost it, i lost it, too young, no document, no documents,
      without id, no card`,
    filler:
      '{me}, dạ, thì, là, bé, cháu, nhà, nên, vì, còn, mới, được, tuổi, i, he, she, is, my, it, have, the, luôn, hiện, đang, nữa',
  },
  wordClasses,
);

/**
 * In: what was typed and today. Out: `cccd:`, `cmnd:` or `passport:` with the number, or `none`.
 * A citizen card begins with the province of birth registration, then century and sex, then the year of birth.
 * Refuses `empty`, `wrong-length` (11 digits: a lost zero), `unknown-province`, `future`, `one-only` and `not-understood`.
 */
export function readNationalId(text: string, { today }: Pick<ReadContext, 'today'>): Reading<string> {
  const clean = cleanText(text).slice(0, 200);
  const plain = foldDiacritics(clean);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  const passport =
    /(?<![\p{L}\d])([a-z]{1,2}\s?\d{6,8}|[a-z]\d[a-z\d]{7}|[a-z]\d{3}[a-z]\d{4})(?![\p{L}\d])/u.exec(
      plain,
    )?.[1];
  const groups = plain.replace(/(?<!\d)(?:12|9) so(?!\p{L})/gu, ' ').match(/\d[\d\s.-]*\d/gu) ?? [];
  const numbers = groups.map((group) => group.replace(/\D/gu, '')).filter((digits) => digits.length > 4);
  if (passport !== undefined && !/^(?:so|la|no|id)\s?\d/u.test(passport)) {
    return numbers.length > 1
      ? refuse('one-only')
      : read(`passport:${passport.replace(/\s/gu, '').toUpperCase()}`);
  }
  const [digits, second] = numbers;
  if (second !== undefined) return refuse('one-only');
  if (digits === undefined) return none(tokens);
  if (passportLabel.test(plain) && digits.length >= 7 && digits.length <= 9)
    return read(`passport:${digits}`);
  return readDigits(digits, today);
}

function none(tokens: ReturnType<typeof tokenise>): Reading<string> {
  return readCode(words, tokens);
}

function readDigits(digits: string, today: string): Reading<string> {
  if (/^(\d)\1+$/u.test(digits)) return refuse('not-understood');
  if (digits.length === 9) return read(`cmnd:${digits}`);
  if (digits.length !== 12) return refuse('wrong-length');
  if (!digits.startsWith('0') || !isProvinceCode(digits.slice(1, 3))) return refuse('unknown-province');
  const century = 1900 + Math.floor(Number(digits[3]) / 2) * 100;
  return century + Number(digits.slice(4, 6)) > Number(today.slice(0, 4))
    ? refuse('future')
    : read(`cccd:${digits}`);
}
