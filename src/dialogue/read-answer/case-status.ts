// Reads whether the ill person somebody was near was confirmed to have the disease, or only suspected.
// Must not know: who that person is.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readMenuNumber } from './menu-number.ts';
import { readCode, type OrAside } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

export type CaseStatus = 'confirmed' | 'suspected' | 'unknown';

const menu: readonly CaseStatus[] = ['confirmed', 'suspected', 'unknown'];

const words = buildLexicon<OrAside<CaseStatus>>(
  {
    suspected: `
      nghi, nghi ngờ, nghi thôi, mới nghi, mới nghi ngờ, chỉ nghi ngờ, nghi mắc, nghi nhiễm, ca nghi ngờ,
      f1, (chưa|{no}) xác định, chưa (có|) kết quả, chờ kết quả, đang chờ kết quả, đang xét nghiệm,
      chưa xét nghiệm, chưa chắc, suspected, only suspected, just suspected, not confirmed,
      not yet confirmed, waiting for (the|) result, being tested`,
    confirmed: `
      xác định, đã xác định, xác định rồi, có kết quả, đã có kết quả, dương tính, dương tính rồi, mắc rồi,
      bị rồi, nhiễm rồi, mắc bệnh, đã mắc, đã nhiễm, f0, ca bệnh, bệnh nhân, confirmed, positive,
      tested positive, has it, had covid, infected`,
    unknown: `
      {no} {know}, {no} rõ, {no} chắc, chưa rõ, chưa {know}, {no} {know} rõ, {no} nhớ, dont know,
      do not know, not sure, no idea, unknown, unsure`,
    filler:
      'là, thì, người đó, họ, ổng, bả, anh ấy, chị ấy, có, dạ, covid, they, he, she, was, were, is, it, i',
  },
  wordClasses,
);

/** In: what was typed; the list is 1 confirmed, 2 suspected, 3 not known. Refuses what it does not understand. */
export function readCaseStatus(text: string): Reading<CaseStatus> {
  const tokens = tokenise(text);
  const number = readMenuNumber(tokens);
  if (number === undefined) return readCode(words, stripParticles(tokens));
  const chosen = menu[number - 1];
  return chosen === undefined ? refuse('out-of-range') : read(chosen);
}
