// The words by which people say yes, no and "I am not sure" in Vietnamese and English.
// Must not know: the question asked.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

export type YesnoWord = 'unsure' | 'perhaps' | 'echo' | 'no' | 'yes' | 'assent' | 'filler';

/** `perhaps` weakens a yes or a no; `assent` is a yes that a later no overrules ("vâng, không có ạ"). */
export const yesnoWords = buildLexicon<YesnoWord>(
  {
    unsure: `
      {no} {know}, {no} {know} (nữa|luôn|được), {no} (được|hề) {know}, {no} rõ, {no} (rõ|chắc) lắm,
      {no} chắc, {no} dám chắc, {no} chắc chắn, {no} nhớ,
      {no} (để ý|nắm rõ|xác định|biết chắc|biết rõ|nhớ rõ|hay biết), {notYet} (rõ|{know}|chắc|xác định),
      {notYet} {know}, chưa rõ, chưa biết, chưa chắc, quên, quên rồi, quên mất, hình như, hình như là,
      hìh như, hinh nhu, hnhu, ai (mà|) {know}, chịu, chịu thôi, hên xui, phân vân, nghi, nghi là, nghi ngờ,
      mơ hồ, mù mờ, kb, k bt, ko bt, khbt, kbt, hong bt, bó tay, 50 50, năm mươi năm mươi, maybe, may be,
      not sure, unsure, not certain, uncertain, dont know, do not know, i do not know, i dont know, dunno, idk, no idea, possibly,
      perhaps, probably, think so, i think, not really sure, im not sure, i am not sure, cant remember,
      dont remember, cannot remember, cant say, hard to say, i guess, might, who knows, unknown, unclear,
      forgot, i forget, 🤷, khó nói, {no} nói được, có thể là có, cũng có thể`,
    perhaps: `
      chắc, chắc là, có lẽ, có lẽ là, có thể, có khi, lẽ nào, có vẻ, dường như, chắc vậy, chắc thế,
      chắc rồi, có khả năng, khả năng, khả năng là, biết đâu, chắc cũng, đoán là, nghĩ là, nghĩ, chắc có lẽ,
      có thể lắm, may ra, không chừng`,
    echo: `
      có {no}, có hay {no}, có hoặc {no}, có và {no}, có hay là {no}, phải {no}, đúng {no}, vừa có vừa {no},
      lúc có lúc {no}, khi có khi {no}, nửa có nửa {no}, lưng chừng, {no} phải {no}, {no} phải là {no},
      {no} thể {no}, {no} phải {no} có, {no} phải là {no} có, {no} hẳn, {no} hẳn là, {no} chỉ, {no} những,
      {no} hiểu, {no} muốn, {no} thích, {no} thể trả lời, {no} trả lời, {no} (cần|nói), có gì, có sao,
      có ai, có phải, có bao giờ, có bao nhiêu, có việc gì, có chuyện gì, là sao, là gì, sao, tại sao,
      vì sao, hết rồi, có hết, hết có, {no} hết, {notYet} hết, hết chưa, có hả, yes and no, yes or no, yes no, ý là sao, nghĩa là gì, what, why, how, who,
      not only, chắc gì, {no} lẽ, chẳng lẽ, nhầm, nhầm rồi, thôi, {okay} {done}, có điều`,
    no: `
      {no}, {no} có, {no} phải, {no} hề, {no} hề có, {no} bao giờ, {no} từng, {no} đâu, {no} ai, {no} bị,
      {no} có ai, {no} nha, {no} {what}, {no} có {what}, khỏi, kp, kc, {no} sao, {no} đúng, sai, sai {done},
      {no} (có|bị|) (cái nào|{what}|ai) (hết|cả|hết trơn|hết trọi), ({no}|{notYet}) (có|) (đi đâu|gặp ai|tiếp xúc ai|tiếp xúc với ai) (hết|cả), absolutely not, definitely not, certainly not, nothing, none of them, no sir, khong co, hong co,
      {no} cs, {no} có đâu, {no} ạ, {notYet}, {notYet} từng, {notYet} bao giờ, {notYet} có, {notYet} hề,
      {notYet} bị, {notYet} đi, {notYet} tiếp xúc, {notYet} gặp, đâu có, đâu, có đâu, làm gì có, lm j có,
      nào có, có bao giờ đâu, có gì đâu, có ai đâu, có đâu mà, làm gì, éo, đéo, đếch, hổng có, hông dám,
      tuyệt đối {no}, hoàn toàn {no}, chắc chắn {no}, chắc chắn là {no}, chắc chắn {notYet}, nỏ, nỏ có,
      mô có, có mô, khoong cos, no, n, nope, nah, nop, noo, never, not at all, none, negative, not yet,
      havent, have not, didnt, did not, dont, do not, hasnt, has not, not, nobody, no one, im not, am not,
      i have not, i do not, i did not, i am not, i was not, false, no way, i dont think so, dont think so,
      wasnt, was not, no i havent, without, 👎, ❌, ✖, 🚫, 🙅, ❎, ⛔, ✘, ✗`,
    yes: `
      có, có chứ, có rồi, có đó, cóa, coá, cóh, cs, cos, cũng có, có có, có bị, có từng, từng, đã từng,
      từng có, đã có, =đã, đang có, đang bị, có một lần, thỉnh thoảng có, thi thoảng có, chắc chắn có,
      chắc chắn là có, chắc chắn {done}, dĩ nhiên có, vẫn có, vẫn còn, còn,
      (đi|gặp|tiếp xúc|bị|làm|mắc|qua|đến|ở) {done}, yes, y, yep, yeah, yup, yea, ye, yess, yas, yub, ya,
      yessir, yes i have, yes i do, yes i did, i have, i do, i did, i am, have, did, affirmative, true,
      absolutely, definitely, indeed, 👍, ✅, ✔, ☑, 💯, 🙋, ✓`,
    assent: `
      vâng, vang, vâg, vg, vâq, dạ vâng, dạ phải, dạ đúng, ừ, ừa, ừh, uh, uhm, ừm, um, umh, uhuh, uk, ukm,
      ukie, uầy, ờ, ờm, ơ, ử, ứ ừ, đúng, đúng {done}, đúng (vậy|thế|ạ|là có), chuẩn, chuẩn {done},
      chính xác, chính nó, phải, phải {done}, phải đó, {done}, dĩ nhiên, tất nhiên, đương nhiên, hẳn {done},
      hiển nhiên, sure, of course, correct, right, thats right, exactly, certainly, đúng là`,
    filler: `
      {me}, dạ, dạ thưa, thì, là, ạ, bản thân, nhà (em|tôi|mình), gia đình (em|tôi|mình), hôm qua, hôm nay,
      hiện tại, hiện giờ, hiện, giờ, nay, tạm thời, đến giờ, cho tới giờ, đến nay, trước giờ, xưa giờ, 100,
      phần trăm, bây giờ, tới giờ, từ đó tới giờ, lúc đó, thời gian qua, 14 ngày qua, tuần trước,
      tuần vừa rồi, mấy hôm trước, bữa trước, xin, trả lời, trả lời là, câu trả lời là, thật ra, thực ra,
      chắc chắn, chắc chắn là, tuyệt đối, hoàn toàn, cũng, vẫn, ok, {okay}, i, we, well, the answer is,
      my answer is, answer, hết, bà, ông, dì, so far, honestly, actually, personally, oh, ah, à, ồ, ủa`,
  },
  wordClasses,
);
