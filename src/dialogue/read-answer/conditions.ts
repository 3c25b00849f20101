// Reads which lasting illnesses somebody has, and pregnancy.
// Must not know: symptoms, or what a condition means for the advice given.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { conditionMenu, conditionWords, type Condition } from './condition-words.ts';
import { conclude, hearFindings } from './findings.ts';
import { pickByNumber, readMenuNumbers } from './menu-numbers.ts';
import { read, refuse, type Reading } from './reading.ts';

export type ConditionCode = Condition | 'none' | 'unknown';

/**
 * In: what was typed: numbers of the list or free words. Out: the conditions, or `none` or `unknown` alone; `other` for
 * an illness not on the list. An illness somebody had before counts: lasting illnesses do not pass.
 * Refuses `empty`, `conflict`, `range`, `out-of-range`, `question`, `ambiguous` and `not-understood`.
 */
export function readConditions(text: string): Reading<ConditionCode[]> {
  const clean = cleanText(text);
  const tokens = tokenise(clean);
  if (tokens.length === 0) return refuse('empty');
  const numbers = readMenuNumbers(tokens);
  if (numbers !== undefined) return pickByNumber(conditionMenu, numbers);
  const heard = hearFindings(conditionWords, tokens, clean);
  const { present, said } = heard;
  if (heard.isQuestion) return refuse('question');
  if (said.has('#unsure')) return present.size === 0 ? read(['unknown']) : refuse('ambiguous');
  if (heard.isAmbiguous) return refuse('ambiguous');
  return conclude(present, heard);
}
