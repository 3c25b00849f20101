// Reads which lasting illnesses somebody has, and pregnancy.
// Must not know: symptoms, or what a condition means for the advice given.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { conditionMenu, conditionWords, type Condition } from './condition-words.ts';
import { hearFindings } from './findings.ts';
import { readMenuNumbers } from './menu-numbers.ts';
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
  if (numbers !== undefined) return byNumber(numbers);
  const { present, denied, said, isAmbiguous, isQuestion, isWhole, isBareNo } = hearFindings(
    conditionWords,
    tokens,
    clean,
  );
  if (isQuestion) return refuse('question');
  if (said.has('#unsure')) return present.size === 0 ? read(['unknown']) : refuse('ambiguous');
  if (isAmbiguous) return refuse('ambiguous');
  if (said.has('#none') && present.size > 0 && !said.has('#but')) return refuse('conflict');
  if (present.size > 0) return read([...present]);
  if (said.has('#all')) return refuse('ambiguous');
  if (said.has('#none') || denied.size > 0) return isWhole ? read(['none']) : refuse('not-understood');
  return isBareNo ? read(['none']) : refuse('not-understood');
}

function byNumber(numbers: readonly number[]): Reading<ConditionCode[]> {
  if (numbers.some(Number.isNaN)) return refuse('range');
  if (numbers.length === 1 && numbers[0] === 0) return read(['none']);
  const codes = new Set(numbers.map((number) => conditionMenu[number - 1]));
  if (codes.has(undefined)) return refuse('out-of-range');
  return codes.has('none') && codes.size > 1
    ? refuse('conflict')
    : read([...codes].filter((code) => code !== undefined));
}
