// Reads whether a summary is confirmed: send it, or change it.
// Must not know: what is confirmed.
import { buildLexicon, matchAt } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readMenuNumber } from './menu-number.ts';
import { readCode, type OrAside } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

const NO = `
  {no}, {no} gửi, {no} đúng, {no} phải, {no} đồng ý, {no} ok, {no} chính xác, {no} xác nhận, {no} được, {no} có, chưa, chưa đúng, chưa gửi, chưa chính xác, chưa ok, chưa được, chưa xong, chưa đủ, đừng, đừng gửi, sai, sai rồi, sai r, còn sai, bị sai, nhầm, nhầm rồi, lộn, lộn rồi, (có|bị|còn|) (sai|nhầm|lỗi) (sót|thông tin|tên|ngày|),
  sửa, sửa lại, sửa đi, sửa thông tin, cần sửa, muốn sửa, chỉnh, chỉnh sửa, chỉnh lại, thay đổi, nhập lại, khai lại, làm lại, điền lại, gõ lại, hủy, hủy bỏ, =dừng, khoan, khoan đã, khoan gửi, từ từ, từ từ đã, chờ đã, đợi đã, đợi chút, chờ chút, để xem lại, xem lại, để sửa, thôi, {no} muốn gửi, chưa muốn gửi, để sau, khỏi, thôi khỏi, kiểm tra lại, đổi lại, từ chối,
  no, n, nope, nah, wrong, incorrect, edit, change, not correct, not right, no thats wrong, not yet, dont send, do not send, cancel, wait, hold on, mistake, thats wrong, needs correction, redo, fix, fix it, not ok, not confirmed, modify,
  👎, ❌, ✖, 🚫, 🙅, ⛔, ❎`;

const words = buildLexicon<OrAside<'yes' | 'no'>>(
  {
    veto: `
      (đúng|phải|có|ok|được|{okay}) {no}, (đúng|gửi|có|xác nhận) hay {no}, có đúng {no}, gửi chưa,
      xong chưa, đúng chưa, được chưa, gì, là gì, sao, tại sao, what, why, {no} {know}, {no} chắc, {no} rõ,
      chưa chắc, not sure, maybe, yes or no, yes and no, {no} phải là {no}, chưa sai, not wrong, 50`,
    no: NO,
    yes: `
      {okay}, ok (gửi|đúng|rồi|đi|luôn|nhé), đồng ý, đồng ý gửi, gửi, gửi đi, gửi luôn, gửi ngay, gửi nhé,
      gửi tờ khai, gửi cho (tôi|em|mình), gửi thôi, send đi, có, đúng, đúng {done},
      đúng (hết|vậy|thế|tất cả|cả|thông tin), đúng hết {done}, chuẩn, chuẩn {done}, chuẩn luôn, chính xác,
      chính xác {done}, xác nhận, tôi xác nhận, xác nhận gửi, xác nhận đúng, phải, phải {done}, ừ, ừa, ừm,
      uh, uhm, um, uk, ukm, ờ, vâng, vang, vg, dạ vâng, dạ đúng, dạ phải, {get}, {get} {done}, chấp nhận,
      nhất trí, tán thành, cam kết, tôi cam kết, duyệt, hoàn tất, hoàn thành, xong, xong {done}, {done},
      chốt, chốt đơn, chốt luôn, nộp, nộp đi, nộp luôn, lưu, lưu lại, tốt, tiến hành, {no} sửa, {no} sửa gì,
      {no} có gì (sai|cần sửa|để sửa), không sai, {no} cần sửa, {no} có gì sửa, {no} thay đổi, {no} sai gì,
      {no} sai, {no} cần thay đổi, guiwr, yes, y, yep, yeah, yup, sure, send, send it, send now, submit,
      submit it, confirm, confirmed, i confirm, correct, right, thats right, thats correct, all correct,
      all good, looks good, agree, i agree, accept, fine, done, good, perfect, its correct,
      everything is correct, go ahead, of course, absolutely, exactly, lgtm, affirmative, true, okay send,
      it is correct, yes send, 👍, 👌, ✅, ✔, ☑, 💯, 🙋, 🆗, ✓`,
    filler: `
      đâu, nữa, tôi, tui, em, e, mình, mk, dạ, thì, là, hết, tất cả, thông tin, tờ khai, khai báo, cả, này,
      ạ, cho, đã, và, i, it, the, please, is, all, everything, information, that, this, its, đi, luôn, nhé,
      lại, giúp, giùm, dùm, hộ, cháu, con, bà, ông, bác, dì, anh, chị, =cô, =chú, cưng, nghe, nghen, nha, nhe, hén, với`,
  },
  wordClasses,
);

/** The start of "sửa số điện thoại": something is to be changed, whatever it is. */
const wantsChange = buildLexicon({
  change: '=đổi, =thay đổi, =sửa, sua, sửa lại, chỉnh sửa, chỉnh lại, sai, edit, change, nhập lại, wrong',
});

/**
 * In: what was typed; the list is 1 yes, 2 no. Out: yes, or no (something is to be changed).
 * Refuses `empty`, `question`, `ambiguous`, `out-of-range` and `not-understood`: a bare "dạ" confirms nothing.
 */
export function readConfirm(text: string): Reading<'yes' | 'no'> {
  const all = tokenise(text);
  if (all.length === 0) return refuse('empty');
  const number = readMenuNumber(all);
  if (number !== undefined)
    return number === 1 ? read('yes') : number === 2 ? read('no') : refuse('out-of-range');
  if (ending(text).includes('?')) return refuse('question');
  const tokens = stripParticles(all);
  const reading = readCode(words, tokens);
  if (
    !reading.ok &&
    reading.reason === 'not-understood' &&
    tokens.length < 8 &&
    matchAt(wantsChange, tokens, 0).code
  ) {
    return read('no');
  }
  return reading;
}
