// Reads a message that is only a number of the list shown: `2`, `2.`, `(2)`, `câu 2`, `số hai`.
// Must not know: how long the list is or what stands in it.
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import type { Token } from '../../vietnamese/tokens.ts';

const WORDS = {
  lead: `
    số, câu, cái, mục, ý, chọn, lựa chọn, phương án, đáp án, tôi chọn, em chọn, mình chọn, chọn số,
    chọn câu, chọn cái, chọn mục, number, no, option, choice, answer, item, i choose, choose, pick, nút,
    phím, bấm, nhấn`,
};
const leads = buildLexicon<'lead'>(WORDS);

/** The number, or undefined when the message is anything else (`1,2`, `1-3`, `1.5`, `-1`, `1 lần`, `100`). */
export function readMenuNumber(tokens: readonly Token[]): number | undefined {
  const said = stripParticles(tokens);
  const last = said.at(-1);
  if (last === undefined || !/^[0-9]{1,2}$/u.test(last.text) || /-/u.test(last.gap)) return undefined;
  const before = said.slice(0, -1);
  if (scan(leads, before).some((piece) => piece.code === undefined)) return undefined;
  return Number(last.text);
}
