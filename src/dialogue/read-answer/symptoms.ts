// Reads which symptoms somebody has.
// Must not know: what follows from a symptom; danger is heard by red-flag.ts.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { conclude, hearFindings, type Findings } from './findings.ts';
import { pickByNumber, readMenuNumbers } from './menu-numbers.ts';
import { read, refuse, type Reading } from './reading.ts';
import { pairs, symptomWords, type Symptom } from './symptom-words.ts';

export type SymptomCode = Symptom | 'none' | 'unknown';

const menu: readonly SymptomCode[] = [
  'fever',
  'cough',
  'dyspnea',
  'pneumonia',
  'sore_throat',
  'fatigue',
  'none',
];
const listed = menu.slice(0, -1);

/**
 * In: what was typed: numbers of the list or free words. Out: the symptoms, or `none` or `unknown` alone; `other` for
 * a complaint not on the list. A symptom of the last days that has passed still counts.
 * Refuses `empty`, `conflict` (a symptom and "none"), `range`, `out-of-range`, `question`, `past`, `someone-else`,
 * `ambiguous` and `not-understood`.
 */
export function readSymptoms(text: string): Reading<SymptomCode[]> {
  const clean = cleanText(text);
  const tokens = tokenise(clean);
  if (tokens.length === 0) return refuse('empty');
  const numbers = readMenuNumbers(tokens);
  if (numbers !== undefined) return pickByNumber(menu, numbers);
  const heard = hearFindings(symptomWords, tokens, clean);
  return decide(heard, tokens);
}

function decide(
  heard: Findings<Symptom | keyof typeof pairs>,
  tokens: readonly Token[],
): Reading<SymptomCode[]> {
  const { said, isAmbiguous, isWhole } = heard;
  const present = new Set(
    [...heard.present].flatMap((code) =>
      code in pairs ? [...pairs[code as keyof typeof pairs]] : [code as Symptom],
    ),
  );
  if (heard.isQuestion) return refuse('question');
  if (said.has('#else')) return refuse('someone-else');
  if (said.has('#unsure')) return present.size === 0 ? read(['unknown']) : refuse('ambiguous');
  if (isAmbiguous || strayNumber(tokens, present)) return refuse('ambiguous');
  if (present.size > 0 && (said.has('#gone') || said.has('#old')) && !said.has('#recent'))
    return refuse('past');
  if (present.size === 0 && said.has('#all') && !said.has('#no') && isWhole) return read([...listed]);
  return conclude(present, heard);
}

/** A small number beside words may be a number of the list ("1, ho"), unless it counts days or belongs to its word. */
function strayNumber(tokens: readonly Token[], present: ReadonlySet<Symptom>): boolean {
  return tokens.some((token, at) => {
    const index = /^\d$/u.test(token.text) ? Number(token.text) : 0;
    if (index < 1 || index > menu.length) return false;
    const after = tokens[at + 1];
    const counts = after !== undefined && /^\s*$/u.test(after.gap);
    const decimal = /^[.,°]$/u.test(token.gap) || /^[.,°]$/u.test(after?.gap ?? '');
    const code = menu[index - 1];
    return (
      !counts &&
      !decimal &&
      !['do', 'cao'].includes(tokens[at - 1]?.plain ?? '') &&
      !(code !== undefined && present.has(code as Symptom))
    );
  });
}
