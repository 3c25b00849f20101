import { cleanText } from '../vietnamese/clean-text.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import type { SelectBlock } from './flow.ts';
import { readAnswer } from './read-answer/read-answer.ts';
import { keyOf, phrase, type Scene } from './scene.ts';
import type { Session } from './session.ts';
import type { Given, Understood } from './understood.ts';

/** Reads choices: buttons one by one, or all at once as numbers, titles or free words. */
export function understandChoice(
  scene: Scene,
  session: Session,
  block: SelectBlock,
  given: Given,
): Understood {
  const ticked = session.draft?.type === 'choices' ? session.draft.codes : [];
  if ('code' in given) return press(block, ticked, given.code);
  const codes = byNumber(block, given.text) ?? byTitle(scene, session, block, given.text);
  const reading = codes ?? byWords(scene, block, given.text);
  if (!Array.isArray(reading)) return reading;
  return settle(block, [...new Set([...ticked, ...reading])]);
}

/** The choices ticked so far are the answer. */
export function choicesDone(block: SelectBlock, session: Session): Understood {
  const ticked = session.draft?.type === 'choices' ? session.draft.codes : [];
  return ticked.length > 0 ? settle(block, ticked) : { kind: 'refused', reason: 'empty' };
}

function press(block: SelectBlock, ticked: string[], code: string): Understood {
  const choice = block.choices.find((one) => one.code === code);
  if (!choice) return { kind: 'stale' };
  if (block.type === 'select_one') return { kind: 'answer', value: code };
  if (choice.exclusive) return { kind: 'answer', value: [code] };
  const codes = ticked.includes(code) ? ticked.filter((one) => one !== code) : [...ticked, code];
  return { kind: 'partly', draft: { type: 'choices', codes } };
}

/** Several codes fit together unless one of them means "none of these" or only one was asked for. */
function settle(block: SelectBlock, codes: string[]): Understood {
  const alone = codes.some((code) => block.choices.find((choice) => choice.code === code)?.exclusive);
  if (codes.length > 1 && alone) return { kind: 'refused', reason: 'conflict' };
  if (block.type === 'select_multiple') return { kind: 'answer', value: codes };
  const [only] = codes;
  return only === undefined || codes.length > 1
    ? { kind: 'refused', reason: 'one-only' }
    : { kind: 'answer', value: only };
}

/** "2", "1 3", "1, 3 và 4": positions in the list as shown. Undefined when the text is not only numbers. */
function byNumber(block: SelectBlock, text: string): string[] | Understood | undefined {
  const clean = cleanText(text).toLowerCase();
  if (!/^[(#]?\d{1,2}[.)]?(?:(?:\s*(?:[,;+&/.]|và|va|and|với)\s*|\s+)\d{1,2}[.)]?)*$/.test(clean))
    return undefined;
  const codes = (clean.match(/\d{1,2}/g) ?? []).map((digits) => block.choices[Number(digits) - 1]?.code);
  return codes.every((code) => code !== undefined) ? codes : { kind: 'refused', reason: 'out-of-range' };
}

/** A title typed or sent by a platform that turns buttons into text. */
function byTitle(scene: Scene, session: Session, block: SelectBlock, text: string): string[] | undefined {
  const typed = cleanText(text).toLowerCase();
  const found = block.choices.find(({ code }) => {
    const title = cleanText(phrase(scene, keyOf(session, block, `choices.${code}`))).toLowerCase();
    return typed === title || (typed.length > 3 && typed === foldDiacritics(title));
  });
  return found && [found.code];
}

function byWords(scene: Scene, block: SelectBlock, text: string): string[] | Understood {
  if (!block.reader) return { kind: 'refused', reason: 'not-understood' };
  const type = block.reader === 'danger_signs' ? 'red_flag' : block.reader;
  const context = { language: scene.conversation.language, today: scene.today };
  const reading = readAnswer(type, text, context);
  if (reading.ok) return reading.value.split(',');
  const none = block.reader === 'danger_signs' && readAnswer('yesno', text, context);
  return none && none.ok && none.value === 'no' ? ['none'] : { kind: 'refused', reason: reading.reason };
}
