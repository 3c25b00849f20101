// Reads a gender: male, female, other, or not told.
// Must not know: whose gender it is.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readMenuNumber } from './menu-number.ts';
import { readCode, type OrAside } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

export type Gender = 'male' | 'female' | 'other' | 'unknown';

const menu: readonly Gender[] = ['male', 'female', 'other'];

/** A pronoun by which the writer calls himself or herself tells the gender (anh, chị, cô); "em" and "bác" tell none. */
const words = buildLexicon<OrAside<Gender>>(
  {
    veto: `
      {no} phải, {no}, hay, or, hoặc, {no} hiểu, bê đê, pê đê, pede, bede, bóng, ái, lại cái, ô môi,
      xăng pha nhớt, nam hay nữ, male or female`,
    male: `
      nam, nam giới, nam nhi, trai, con trai, bé trai, đàn ông, phái nam, phái mạnh, giới nam, anh, chú,
      cậu, ông, anh trai, em trai, chàng trai, thanh niên nam, đực, male, m, man, boy, masculine, gentleman,
      guy, mr, mister, sir, he, him, father, son, husband, ♂, 👨, 👦, 🧔, 👴, trai thẳng`,
    female: `
      nữ, nữ giới, nữ nhi, gái, con gái, bé gái, đàn bà, phụ nữ, phái nữ, phái đẹp, phái yếu, giới nữ, chị,
      cô, dì, bà, mợ, thím, chị gái, em gái, cô gái, nàng, female, f, woman, girl, feminine, lady, mrs, ms,
      miss, madam, she, her, mother, daughter, wife, ♀, 👩, 👧, 👵`,
    other: `
      khác, giới tính khác, giới tính thứ 3, giới tính thứ ba, giới thứ 3, giới thứ ba, thứ 3, thứ ba,
      chuyển giới, người chuyển giới, nam chuyển giới, nữ chuyển giới, phi nhị nguyên, phi giới tính,
      liên giới tính, lưỡng giới, lưỡng tính, song tính, lgbt, lgbtq, lgbtq+, đồng tính, other, others,
      another, non binary, nonbinary, enby, trans, transgender, transsexual, intersex, third gender, queer,
      genderqueer, x, diverse`,
    unknown: `
      {no} muốn (nói|trả lời|tiết lộ|khai|cho {know}|nêu|chia sẻ), {no} tiết lộ, {no} nói, {no} trả lời,
      {no} khai, {no} {know}, {no} rõ, {no} xác định, chưa xác định, bí mật, giấu, {no} tiện nói, {no} chắc,
      prefer not to (say|answer|tell), rather not say, dont want to say, do not want to say,
      i dont want to say, not telling, secret, unknown, not sure, dont know, no answer, undisclosed,
      not specified, unspecified, decline to say`,
    filler: `
      tôi, tui, em, e, mình, mk, cháu, con, là, giới tính, giới, phái, người, dạ, thì, của tôi, của em, bé,
      tôi là, sinh ra là, im, i, am, a, is, gender, sex, my, the, it, id, would, born`,
  },
  wordClasses,
);

/**
 * In: what was typed; the list is 1 male, 2 female, 3 other. Refuses `empty`, `out-of-range`, `ambiguous` and
 * `not-understood`, which slurs get too: they are never kept as an answer.
 */
export function readGender(text: string): Reading<Gender> {
  const tokens = tokenise(text);
  const number = readMenuNumber(tokens);
  if (number === undefined) return numberedWord(tokens) ?? readCode(words, stripParticles(tokens));
  const chosen = menu[number - 1];
  return chosen === undefined ? refuse('out-of-range') : read(chosen);
}

/** "1 nam", "nữ (2)": the number and the word agree. */
function numberedWord(tokens: readonly Token[]): Reading<Gender> | undefined {
  const [number, second] = tokens.filter(({ text }) => /^\d$/u.test(text));
  if (number === undefined || second !== undefined) return undefined;
  const reading = readCode(words, stripParticles(tokens.filter((token) => token !== number)));
  return reading.ok && menu[Number(number.text) - 1] === reading.value ? reading : undefined;
}
