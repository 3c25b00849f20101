// Reads which kinds of exposure somebody had in the last days.
// Must not know: dates of exposure, or what follows from them.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { exposureWords, type ExposureKind } from './exposure-words.ts';
import { conclude, hearFindings } from './findings.ts';
import { pickByNumber, readMenuNumbers } from './menu-numbers.ts';
import { read, refuse, type Reading } from './reading.ts';

export type ExposureCode = ExposureKind | 'none' | 'unknown';

const menu: readonly ExposureCode[] = ['case', 'country', 'symptomatic', 'area', 'none', 'unknown'];

/**
 * In: what was typed: 1 a case, 2 people from affected countries, 3 people with symptoms, 4 an epidemic area, 5 none,
 * 6 not known, or free words. Out: the kinds, or `none` or `unknown` alone.
 * Refuses `empty`, `conflict`, `range`, `out-of-range`, `question`, `ambiguous` and `not-understood`.
 */
export function readExposure(text: string): Reading<ExposureCode[]> {
  const clean = cleanText(text);
  const tokens = tokenise(clean);
  if (tokens.length === 0) return refuse('empty');
  const numbers = readMenuNumbers(tokens);
  if (numbers !== undefined) return pickByNumber(menu, numbers);
  const heard = hearFindings(exposureWords, tokens, clean);
  const { said } = heard;
  if (heard.isQuestion) return refuse('question');
  if (said.has('#unsure')) return read(['unknown']);
  if (heard.isAmbiguous) return refuse('ambiguous');
  const cameBack: ExposureKind = said.has('#else') ? 'country' : 'area';
  return conclude(new Set([...heard.present].map((kind) => (kind === 'cameBack' ? cameBack : kind))), heard);
}
