// Reads consent to the use of personal data: given, refused, put off, or "tell me more".
// Must not know: what is consented to. Consent needs a clear act: silence, "ok" and "có" are none.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readMenuNumber } from './menu-number.ts';
import { readCode, type OrAside } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

export type Consent = 'accept' | 'decline' | 'later' | 'more';

const menu: readonly Consent[] = ['accept', 'decline', 'more'];

const words = buildLexicon<OrAside<Consent>>(
  {
    veto: `
      (đồng ý|chấp nhận) {no}, (đồng ý|chấp nhận) hay {no}, {no} phải {no} đồng ý, {no} phải là {no} đồng ý,
      {no} {no} đồng ý, nhưng, but, nếu, if, một phần, partly, chưa chắc, {no} chắc, {no} {know}, not sure,
      maybe, {no} phản đối, {no} từ chối, dont disagree, {no} hẳn, bắt buộc, phải đồng ý, có lẽ, hình như,
      chắc, không đồng ý hay đồng ý`,
    decline: `
      {no} đồng tình, {no} đồng ý, {no} dong y, {no} chấp nhận, {no} chấp thuận, {no} cho phép,
      {no} nhất trí, {no} tán thành, {no}, {no} khai, {no} khai báo, {no} muốn, {no} muốn khai (báo|),
      {no} tham gia, từ chối, phản đối, {no} cho, {no} cần, khỏi, {no} thích, {no} đâu, chưa đồng ý,
      {no} bao giờ, đừng, {no} được, decline, i decline, refuse, i refuse, reject, disagree, i disagree,
      do not agree, dont agree, i dont agree, i do not agree, do not accept, dont accept, do not consent,
      dont consent, no, nope, nah, never, no thanks, no thank you, not agree, no i do not, n, 👎, ❌, ✖, 🚫, 🙅,
      ⛔`,
    accept: `
      đồng tình, đồng ý, đồng ý khai báo, đồng ý khai, đồng ý cung cấp, đồng ý cho phép, đồng ý tham gia,
      đồng ý với (điều khoản|các điều khoản|điều kiện), đồng ý hết, đồng ý tất cả, chấp nhận, tôi chấp nhận,
      chấp thuận, nhất trí, tán thành, cho phép, tự nguyện, tự nguyện khai báo, đồng í, đồng ý điều khoản,
      đồng ý chia sẻ, đồng ý xử lý dữ liệu, =đồng y, đ ý, accept, i accept, agree, agreed, consent,
      i give my consent, i give consent, give consent, i allow, allow, i do agree, accepted, agree to share,
      yes accept all, i agree to declare`,
    later: `
      để sau, để lúc khác, lúc khác, khi khác, hôm khác, bữa khác, dịp khác, để mai, mai, mai khai,
      ngày mai, sau, sau đi, tí nữa, tý nữa, lát nữa, chút nữa, lát, chút, tí, tí nữa khai, lát khai,
      chút nữa khai, từ từ, từ từ đã, để từ từ, để suy nghĩ, để nghĩ, để xem, để xem đã, để em suy nghĩ,
      suy nghĩ đã, nghĩ đã, chưa, chưa phải bây giờ, bây giờ chưa, khoan, khoan đã, khi nào rảnh,
      lúc nào rảnh, bận, đang bận, giờ bận, đang bận để sau, hôm sau, rảnh khai sau, khai sau, tối khai,
      =tối, tối nay, nhắc sau, nhắc lại sau, later, maybe later, not now, another time, some other time,
      tomorrow, in a while, remind me later, ask me later, do it later, i will do it later, not yet, busy,
      im busy, wait, let me think, i need to think`,
    more: `
      (có|) (an toàn|bảo mật) {no}, có (lộ|bị lộ) {no}, ai (được|) (xem|biết|dùng), biết thêm,
      cho biết thêm, cho (biết|xem) thêm thông tin, xem thêm, đọc thêm, thêm, chi tiết, xem chi tiết,
      thông tin thêm, tìm hiểu thêm, {me} muốn (biết|{know}|xem|tìm hiểu|hỏi) thêm, muốn biết thêm,
      cho {me} (biết|xem) thêm, cho {me} biết thêm thông tin, nói rõ hơn, giải thích thêm, giải thích,
      rõ hơn, đọc điều khoản, xem điều khoản, điều khoản, chính sách, quyền riêng tư,
      bảo mật (thế nào|ra sao|không|), là gì, gì vậy, để làm gì, làm gì, dùng (để|) làm gì,
      dữ liệu (dùng|dùng để|để) làm gì, thông tin (dùng|dùng để|để|này để) làm gì,
      lấy thông tin (để|) làm gì, ai (xem|đọc|biết) (được|), tại sao, vì sao,
      sao phải (đồng ý|khai|khai báo), tại sao phải (đồng ý|khai|khai báo),
      đồng ý (cái gì|gì|về cái gì|với cái gì), xem thêm thông tin, hỏi thêm, {no} hiểu, chưa hiểu, chưa rõ,
      {no} rõ, more, more info, more information, read more, tell me more, details, more details,
      learn more, show more, what for, what is this, what is this for, why, why do you need it,
      why do you need this, explain, privacy, privacy policy, terms, terms and conditions, what data,
      who sees my data, agree to what, what, see more, view more, i want to know more, dont understand,
      i dont understand, see details, ℹ, ❓`,
    filler: `
      cung cấp, thông tin, dữ liệu, xử lý, sử dụng, hết, tất cả, đi, hơn, đâu, {me}, khai báo, khai, y tế,
      khai báo y tế, dạ, vâng, ừ, ừm, uh, ok, {okay}, yes, có, thì, là, ạ, được, rồi, xin, hoàn toàn,
      tôi là, well, i, we, yeah, sure, please, thật, với, nội dung, trên, này, điều này, to, this, the,
      with, all, it, fully, luôn, thôi, cho, bà, ông, dì, =má, =mẹ, cưng, nghe, nghen, nha, nhé, nhe, hén`,
  },
  wordClasses,
);

/**
 * In: what was typed; the list is 1 accept, 2 decline, 3 tell me more. A question about the data is `more`.
 * Refuses `empty`, `out-of-range`, `question`, `ambiguous` and `not-understood`, among them every yes that is not
 * explicit (`có`, `ok`, `👍`).
 */
export function readConsent(text: string): Reading<Consent> {
  const tokens = tokenise(text);
  if (tokens.length === 0) return /[?]/u.test(text) ? read('more') : refuse('empty');
  const number = readMenuNumber(tokens);
  if (number !== undefined) {
    const chosen = menu[number - 1];
    return chosen === undefined ? refuse('out-of-range') : read(chosen);
  }
  const reading = readCode(words, stripParticles(tokens));
  return reading.ok && reading.value !== 'more' && ending(text).includes('?') ? refuse('question') : reading;
}
