// Recognises what is no answer but wants one: a greeting, thanks, a question about the service.
// Must not know: which question is open, or what is said in return.
import { buildLexicon, matchWhole } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

export type SmallTalk = 'greeting' | 'thanks' | 'who' | 'cost' | 'scam' | 'why' | 'optional';

/** Longer messages are answers. */
const LONGEST = 80;

const talk = buildLexicon<SmallTalk>(
  {
    greeting: `
      chào, xin chào, chào em, chào cháu, chào con, chào anh, chào chị, chào bạn, chào ad, chào bot,
      kính chào, alo, alô, a lô, ê, em ơi, cháu ơi, con ơi, bạn ơi, ad ơi, bot ơi, ơi, có ai không,
      ai đó không, hello, hi, hey, hi there, good morning, good afternoon, good evening, is anyone there`,
    thanks: `
      cảm ơn, cám ơn, cảm ơn nhiều, cám ơn nhiều, xin cảm ơn, cảm ơn (em|cháu|con|bạn|ad|bác sĩ|nhiều lắm),
      cám ơn (em|cháu|con|bạn|ad|bác sĩ|nhiều lắm), cảm ơn (em|cháu|con) nhiều, đa tạ, thank, thanks,
      thank you, thank you very much, many thanks, thx, tks, 🙏, ❤, 🌹`,
    who: `
      ai vậy, ai đó, ai đấy, ai thế, là ai, (ai|đây là ai|bạn là ai|cô là ai|chú là ai) (vậy|thế|đó|đấy|),
      ai nhắn vậy, ai nhắn đó, ai hỏi vậy, của ai vậy, bên nào vậy, bên nào đó, cơ quan nào, ở đâu nhắn,
      người thật hả, người hay máy, máy hay người, bot hả, máy hả, who are you, who is this, whos this,
      are you a (bot|robot|person|human)`,
    cost: `
      có mất tiền {no}, mất tiền {no}, có tốn tiền {no}, tốn tiền {no}, tốn tiền hả, mất tiền hả,
      có tính phí {no}, có mất phí {no}, mất phí {no}, bao nhiêu tiền, phí bao nhiêu, miễn phí {no},
      miễn phí hả, is it free, how much, does it cost (anything|), is there a fee, do i have to pay`,
    scam: `
      lừa đảo, lừa đảo à, lừa đảo hả, là lừa đảo à, có phải lừa đảo {no}, lừa đảo phải {no},
      có lừa đảo {no}, lừa hả, có thật {no}, thật {no}, có tin được {no}, tin được {no}, is this a scam,
      scam, is it real, is this real, is this safe, can i trust this`,
    why: `
      sao phải khai, tại sao phải khai, vì sao phải khai, sao lại phải khai, khai làm gì, khai để làm gì,
      khai chi, khai chi vậy, để làm gì, để làm chi, hỏi làm gì, hỏi chi vậy, hỏi để làm gì,
      sao hỏi (vậy|nhiều vậy|kỹ vậy|), tại sao hỏi, sao cần, why, why do you ask, what for, why should i,
      why do i have to, what is it for`,
    optional: `
      {no} khai có sao {no}, {no} khai thì sao, {no} khai được {no}, {no} khai có bị (phạt|gì) {no},
      có bắt buộc {no}, bắt buộc {no}, bắt buộc hả, có phải khai {no}, phải khai {no}, is it mandatory,
      is it required, do i have to, what if i dont, must i`,
  },
  wordClasses,
);

/** The kind of small talk a whole message is, or null when it may be an answer. Never throws. */
export function readSmallTalk(text: string): SmallTalk | null {
  if (text.length > LONGEST) return null;
  const tokens = tokenise(text);
  return matchWhole(talk, tokens) ?? matchWhole(talk, stripParticles(tokens)) ?? null;
}
