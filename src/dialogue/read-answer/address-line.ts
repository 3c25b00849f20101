// Reads the house line of an address: number, street, hamlet.
// Must not know: communes and provinces; those are chosen, not typed here.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon, matchWhole } from '../../vietnamese/lexicon.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { read, refuse, type Reading } from './reading.ts';

const SHORTEST = 2;
const LONGEST = 200;
const noAddress = buildLexicon(
  {
    no: `
      {no}, {no} có, {no} {know}, {no} muốn (nói|khai|trả lời|), {no} cần, {no} nhớ, {no} cho, {no} nói,
      =có, dạ, =vâng, {okay}, yes, no, none, n a, dont know, not sure, rồi, abc, test, gì, sao, =đúng,
      nhà tôi, nhà em, ở nhà, nhà`,
  },
  wordClasses,
);

/**
 * In: what was typed. Out: the line on one line, as typed otherwise.
 * Refuses `empty`, `too-short`, `too-long`, and `not-understood` for lines without a letter or digit, links, formulas
 * and plain yes or no.
 */
export function readAddressLine(text: string): Reading<string> {
  const line = cleanText(text)
    .replace(/[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (line === '') return refuse('empty');
  if (!/[\p{L}\p{N}]/u.test(line)) return refuse('not-understood');
  if (/^[=@]|:\/\/|<[a-z/!]/iu.test(line)) return refuse('not-understood');
  if (line.length < SHORTEST) return refuse('too-short');
  if (line.length > LONGEST) return refuse('too-long');
  return matchWhole(noAddress, tokenise(line)) === undefined ? read(line) : refuse('not-understood');
}
