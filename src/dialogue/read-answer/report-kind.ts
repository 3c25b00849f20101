// Reads what kind of thing somebody reports to the health unit.
// Must not know: about whom or where.
import { scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import { readMenuNumber } from './menu-number.ts';
import { read, refuse, type Reading } from './reading.ts';
import { reportWords, type ReportWord } from './report-kind-words.ts';

export type ReportKind = Exclude<ReportWord, 'veto' | 'person'>;

/** The order in which the kinds are listed. */
export const reportKindMenu: readonly ReportKind[] = [
  'suspected_case', 'returned_from_area', 'contact', 'quarantine_breach', 'gathering', 'other',
]; // prettier-ignore

/** What is more urgent or says more wins when a report tells of two things: a breach tells of a return as well. */
const strongest: readonly ReportKind[] = [
  'quarantine_breach',
  'contact',
  'returned_from_area',
  'suspected_case',
  'gathering',
  'other',
];

/** In: what was typed: a number of the list or free words. Refuses `empty`, `out-of-range`, `question`, `not-understood`. */
export function readReportKind(text: string): Reading<ReportKind> {
  const tokens = stripParticles(tokenise(text.slice(0, 2000)));
  if (tokens.length === 0) return refuse('empty');
  const number = readMenuNumber(tokens);
  const chosen = number === undefined ? undefined : reportKindMenu[number - 1];
  if (number !== undefined) return chosen === undefined ? refuse('out-of-range') : read(chosen);
  const codes = new Set(scan(reportWords, tokens).flatMap(({ code }) => (code === undefined ? [] : [code])));
  if (ending(text).includes('?') || codes.has('veto')) return refuse('question');
  const kind = strongest.find((one) => codes.has(one));
  return kind === undefined ? refuse('not-understood') : read(kind);
}
