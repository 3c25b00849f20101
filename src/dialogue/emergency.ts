import { readAnswer } from './read-answer/read-answer.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import { declare } from './finish.ts';
import { tellLocalLine } from './local-line.ts';
import { flowOf, offerChoice, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { keep } from './sprint.ts';
import { codesOf } from './triage-facts.ts';
import { allAnswers } from './unchanged.ts';

/** Danger signs in free words, in any language the reader knows; empty when there are none. */
export function dangerIn(scene: Scene, text: string): string[] {
  const reading = readAnswer('red_flag', text, {
    language: scene.conversation.language,
    today: scene.today,
  });
  return reading.ok ? reading.value.split(',') : [];
}

/**
 * A danger sign interrupts at once: the advice to call for help comes before anything else, and what is known so far
 * is handed to the health unit if the person had consented. The questions stop; going on is the person's choice.
 */
export function raiseAlarm(scene: Scene, session: Session | null, signs: string[], raw: string): void {
  scene.events.push({ type: 'danger_raised', signs });
  scene.paragraphs = [];
  scene.quickReplies = [];
  tell(scene, signs.includes('self_harm') ? 'common:emergency.call_self_harm' : 'common:emergency.call');
  tellLocalLine(scene);
  if (!session) return;
  const block = flowOf(scene, session).danger;
  const consented = allAnswers(session)['consent']?.value === 'accept';
  // Before consent nothing is kept, and the next message is read as the answer it is.
  if (!consented || block === undefined) return;
  const told = codesOf(session.answers[block]);
  const all = [...new Set([...told, ...signs])];
  if (all.length > told.length) keep(scene, session, block, { value: all, raw });
  session.draft = { type: 'interrupted' };
  if (all.length > told.length) {
    session.amends = declare(scene, session, 'interrupted').id;
    tell(scene, 'common:emergency.told');
  }
  offerToGoOn(scene, session);
}

/**
 * What is understood after an alarm: that help was called or cannot be reached, or a number to be called back on.
 * Anything else gets the advice again, in short.
 */
export function afterAlarm(scene: Scene, session: Session, text: string): void {
  const reading = readAnswer('phone', text, { language: scene.conversation.language, today: scene.today });
  const number = reading.ok && reading.value.startsWith('+') ? reading.value : undefined;
  if (number !== undefined && session.amends !== null) {
    keep(scene, session, 'phone', { value: number, raw: text });
    session.amends = declare(scene, session, 'interrupted').id;
    tell(scene, 'common:emergency.phone_kept');
  } else tell(scene, `common:emergency.${answerAfterAlarm(session, text)}`);
  offerToGoOn(scene, session);
}

function answerAfterAlarm(session: Session, text: string): string {
  const words = foldDiacritics(text);
  if (
    /(?:khong|ko|k|hok|chua)\s+goi\s+(?:duoc|dc|ai)|can.?t (?:call|reach)|no (?:answer|signal)/.test(words)
  ) {
    return 'cannot_call';
  }
  if (/goi (?:roi|r|xong)|da goi|called/.test(words)) return 'called';
  const hurt = Object.values(session.answers).some((answer) => [answer.value].flat().includes('self_harm'));
  return hurt ? 'again_self_harm' : 'again';
}

function offerToGoOn(scene: Scene, session: Session): void {
  if (session.amends !== null && !Object.hasOwn(allAnswers(session), 'phone')) {
    tell(scene, 'common:emergency.ask_phone');
  }
  tell(scene, 'common:emergency.later');
  offerChoice(scene, 'continue', 'common:button.go_on_declaring');
}
