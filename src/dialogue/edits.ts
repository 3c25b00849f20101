import type { Block } from './flow.ts';
import { blockOf } from './flow.ts';
import { askAgain } from './pause.ts';
import { flowOf, keyOf, phrase, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { showValue } from './show-answer.ts';
import { understand } from './understand.ts';
import type { Understood } from './understood.ts';

/** An edited message understood as a new answer to the question it had answered. */
export interface EditedAnswer {
  block: Block;
  understood: Extract<Understood, { kind: 'answer' }>;
}

/**
 * A message edited on the phone corrects the answer it gave. Null when it gave none that is still kept: the new words
 * are then read like a new message. `refused`: it did, but the new words are no answer; the old one stays.
 */
export function readEdit(
  scene: Scene,
  session: Session,
  edit: { text: string; of: string },
): EditedAnswer | 'refused' | null {
  const id = Object.keys(session.answers).find((block) => session.answers[block]?.ref === edit.of);
  const block = id === undefined ? undefined : blockOf(flowOf(scene, session), id);
  if (!block) return null;
  const label = phrase(scene, keyOf(session, block, 'label'));
  // What is ticked at the present question has nothing to do with that one.
  const understood = understand(scene, { ...session, draft: null }, block, { text: edit.text });
  // A button's payload typed into an old message is no answer either.
  if (understood.kind !== 'answer' || edit.text.trim().startsWith('#kb.')) {
    tell(scene, 'common:edit.not_understood', { label });
    askAgain(scene, session);
    return 'refused';
  }
  tell(scene, 'common:edit.taken', { label, answer: showValue(scene, session, block, understood.value) });
  session.draft = null;
  return { block, understood };
}
