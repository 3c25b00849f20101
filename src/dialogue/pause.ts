import { ask } from './ask.ts';
import { blockOf, type Block } from './flow.ts';
import { endSession } from './end-session.ts';
import { flowOf, keyOf, offerChoice, phrase, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { advance, startSession } from './sprint.ts';
import { factsOfSession, isRelevant } from './walk.ts';

/** Whether the person was silent for so long that they may not remember where they were. */
export const wasSilent = (scene: Scene, session: Session): boolean =>
  scene.now - session.touchedAt > scene.assets.pauseMinutes * 60_000;

/** Puts exactly one choice: go on where they were, or start over. The words that broke the silence are kept. */
export function askToResume(scene: Scene, session: Session, pending: string): void {
  const draft = session.draft?.type === 'resuming' ? session.draft.before : session.draft;
  const before = draft?.type === 'confirming' ? null : draft;
  session.draft = { type: 'resuming', before, pending };
  const place = placeOf(scene, session);
  if (place) tell(scene, 'common:resume.where', place);
  tell(scene, 'common:resume.ask');
  offerChoice(scene, 'continue', 'common:button.continue');
  offerChoice(scene, 'yes:restart', 'common:button.yes_restart');
}

/**
 * Carries out the choice. Returns the words kept, when going on, for the caller to read as the answer; null when
 * nothing is left to do.
 */
export function settleResume(
  scene: Scene,
  session: Session,
  command: string | null,
  text: string,
): string | null {
  if (session.draft?.type !== 'resuming') return null;
  const { before, pending } = session.draft;
  if (command === 'continue') {
    session.draft = before;
    return pending;
  }
  if (command === 'yes:restart' || command === 'restart') {
    endSession(scene, session, 'cancelled');
    startSession(scene, session.person);
    return null;
  }
  askToResume(scene, session, text);
  return null;
}

/** Puts the question that was open before the silence. */
export function askAgain(scene: Scene, session: Session): void {
  const block = session.waiting === null ? undefined : blockOf(flowOf(scene, session), session.waiting);
  if (block) ask(scene, session, block);
  else advance(scene, session);
}

/** "question 5 of 11: phone", for people to find themselves. */
function placeOf(scene: Scene, session: Session): Record<string, string | number> | null {
  const facts = factsOfSession(session, scene.conversation.urn, scene.conversation.language);
  const isCounted = (block: Block): boolean =>
    block.type !== 'note' && block.ask !== 'on_request' && isRelevant(block, facts);
  const counted = flowOf(scene, session).blocks.filter(isCounted);
  const index = counted.findIndex((block) => block.id === session.waiting);
  const block = counted[index];
  if (!block) return null;
  return { number: index + 1, total: counted.length, label: phrase(scene, keyOf(session, block, 'label')) };
}
