// Reads which kinds of exposure somebody had in the last days.
// Must not know: dates of exposure, or what follows from them.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { exposureWords, type ExposureKind } from './exposure-words.ts';
import { hearFindings } from './findings.ts';
import { readMenuNumbers } from './menu-numbers.ts';
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
  if (numbers !== undefined) return byNumber(numbers);
  const {
    present: heard,
    denied,
    said,
    isAmbiguous,
    isQuestion,
    isWhole,
    isBareNo,
  } = hearFindings(exposureWords, tokens, clean);
  const cameBack: ExposureKind = said.has('#else') ? 'country' : 'area';
  const present = new Set([...heard].map((kind) => (kind === 'cameBack' ? cameBack : kind)));
  if (isQuestion) return refuse('question');
  if (said.has('#unsure')) return read(['unknown']);
  if (isAmbiguous) return refuse('ambiguous');
  if (said.has('#none') && present.size > 0 && !said.has('#but')) return refuse('conflict');
  if (present.size > 0) return read([...present]);
  if (said.has('#all')) return refuse('ambiguous');
  if (said.has('#none') || denied.size > 0) return isWhole ? read(['none']) : refuse('not-understood');
  return isBareNo ? read(['none']) : refuse('not-understood');
}

function byNumber(numbers: readonly number[]): Reading<ExposureCode[]> {
  if (numbers.some(Number.isNaN)) return refuse('range');
  if (numbers.length === 1 && numbers[0] === 0) return read(['none']);
  const codes = new Set(numbers.map((number) => menu[number - 1]));
  if (codes.has(undefined)) return refuse('out-of-range');
  const alone = codes.has('none') || codes.has('unknown');
  return alone && codes.size > 1 ? refuse('conflict') : read([...codes].filter((code) => code !== undefined));
}
