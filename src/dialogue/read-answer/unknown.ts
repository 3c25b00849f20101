// Recognises "I do not know" and "I do not remember" as the whole message.
// Must not know: what was asked.
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

const words = buildLexicon(
  {
    unknown: `
      {no} {know}, {no} rõ, {no} (rõ|nhớ) lắm, {no} nhớ, {no} nhớ nổi, {no} nhớ ra, {no} nhớ được,
      {no} chắc, {no} {know} rõ, {no} nhớ rõ, {no} (để ý|xác định), kb, kbt, {notYet} {know}, chưa rõ,
      {notYet} (xác định|rõ), quên, quên mất, quên rồi, quên mất rồi, quên r, chịu, chịu thôi, ai {know},
      ai mà {know}, ai mà nhớ, {no} biêt, {no} nhơ, dont know, do not know, dunno, idk, not sure, unsure,
      no idea, unknown, dont remember, do not remember, cant remember, cannot remember, dont recall,
      cant recall, forgot, i forget, not certain, i have no idea`,
    filler: `
      {me}, dạ, thì, là, cũng, thật, nữa, luôn, chính xác, ngày, ngày nào, hôm nào, lúc nào, khi nào,
      bao giờ, từ lúc nào, từ khi nào, từ bao giờ, năm sinh, ngày sinh, năm, tháng, bao nhiêu, bn, được,
      {get}, đâu, gì, cái gì, hết, mất, rồi, vì, i, im, am, really, exactly, when, the, date, day, it, was,
      sorry, exact, my, year, of birth, how much, how many, what, that, well`,
  },
  wordClasses,
);

/** True when the words say that the answer is not known, and nothing else. */
export function isUnknown(tokens: readonly Token[]): boolean {
  const codes = scan(words, tokens).map((piece) => piece.code);
  return codes.includes('unknown') && !codes.includes(undefined);
}
