// Tells a sentence from a person's name: a question, a plea, a complaint, an insult.
// Must not know: which question was asked. Many words of every day are names too ("Nguyễn Thị Mệt", "Lê Văn Không").
import { buildLexicon, matchWhole, scan } from '../../vietnamese/lexicon.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { familyNames } from './name-words.ts';

type SentenceWord = 'never' | 'seldom' | 'sometimes';

/** `never` stands in no name; `seldom` and `sometimes` are given names of few, and count double and once. */
const sentenceWords = buildLexicon<SentenceWord>(
  {
    never: `
      đm, đmm, đcm, dm, dmm, vcl, vkl, vl, clgt, =đéo, =địt, =đụ, =đù má, =má mày, =mày, =mầy, cái đồ,
      =đồ (ngu|khùng|điên|chó|quỷ|dở|mất dạy|lừa đảo), óc chó, =ngu (quá|vậy|thế|như), fuck, fucking, fuk, shit,
      bitch, asshole, stupid, idiot, wtf, bullshit, scam,
      {no} {know}, {no} hiểu, {no} nhớ, {no} thấy (gì|{what}|đường|chữ), {no} có (tên|ai|{what}), {no} đọc (được|{get}),
      bao giờ, khi nào, tại sao, vì sao, làm sao, thế nào, như thế nào, là sao, để làm gì, làm gì, là ai, ở đâu,
      mấy giờ, bao nhiêu, bao lâu, =lừa đảo, có người gọi, gọi lại (cho|tôi|em|bà), (mệt|phiền|khó) (quá|lắm),
      sao (phải|lại|hỏi|cứ) (khai|hỏi|nhiều|hoài|gì|vậy), khai (cho|giùm|dùm|hộ|giúp|báo|thay) (mẹ|má|bố|ba|con|bà|ông|vợ|chồng|tôi|em|ai|người|y tế),
      =mù chữ, mất tiền, tốn tiền, {no} biết chữ,
      (cứu|giúp|giùm|chỉ) (tôi|tui|em|con|bà|ông|mẹ|bố|cháu) (với|giùm|đi|cách), cứu với, gọi cấp cứu, khó thở,
      (em|cháu|bạn|ad|bot|bác sĩ|trời|trời đất|mẹ|má|con|cô|chú|bà|anh|chị) (ơi|oi),
      =muốn (hỏi|gặp|khai|biết|gọi), cho (hỏi|tôi hỏi|em hỏi|bà hỏi), i dont, i do not, i cant, i cannot, dont know,
      dont want, cant (type|read|see|understand), what (is|are|do|does|for), who (is|are), why (do|should|is|are|not),
      how (to|do|long|much|many|can), when (will|do|is), where (is|do|are), is (this|it), are you, do you, do i,
      can (you|i), please (help|call|stop), help me, leave me alone, go away, shut up, none of your business,
      fill (in|out), not my name, nothing, later`,
    seldom: `
      =quá, =hả, =gì, =vậy, =nữa, =nhưng, =tôi, =tui, =muốn, =đang, =cái, =gõ, =gọi, =đọc, =biết, =ơi, =tại, =nếu,
      =khỏi, =để, =phải, =thôi, =hoài, =chữ, =mất, =vì, =lừa, =nhắn, =trả lời, =được không, =thấy, =bấm, =nhập`,
    sometimes: `
      =không, =hông, =hổng, =chưa, =được, =sao, =lắm, =rồi, =bị, =cần, =khai, =hỏi, =nói, =mà, =thì, =là, =của, =với,
      =cho, =này, =mệt, =sốt, =bà, =cháu, =mẹ, =tiền, =người, =có, =ai, =nhà, =giờ, =đi, =ở, =về, =đâu, =làm, =dạ,
      =vâng, =hết, =cũng, =nhiều, =lại, =chào, =thế, =còn, =từ, =thời gian, =gặp`,
  },
  wordClasses,
);

const weights: Record<SentenceWord, number> = { never: 9, seldom: 2, sometimes: 1 };

/**
 * True when too many words are such as seldom stand in names: two, or three behind a family name (or the Y and K of the Highlands). One word alone is no
 * sentence unless it stands in no name.
 */
export function isSentence(words: readonly Token[]): boolean {
  const [first] = words;
  if (first === undefined) return false;
  const weight = scan(sentenceWords, words)
    .map(({ code }) => (code === undefined ? 0 : weights[code]))
    .reduce((sum, one) => sum + one, 0);
  const isNamed = first.text.length === 1 || matchWhole(familyNames, [first]) !== undefined;
  const bearable = words.length === 1 || isNamed ? 2 : 1;
  return weight > bearable;
}
