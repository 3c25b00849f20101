import { askAgain } from './pause.ts';
import { blockOf } from './flow.ts';
import { flowOf, keyOf, phrase, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { showValue } from './show-answer.ts';
import { advance, keep } from './sprint.ts';
import { understand } from './understand.ts';

/**
 * A message edited on the phone corrects the answer it gave. Returns false when it gave none that is still kept; the
 * new words are then read like a new message.
 */
export function takeEdit(scene: Scene, session: Session, edit: { text: string; of: string }): boolean {
  const id = Object.keys(session.answers).find((block) => session.answers[block]?.ref === edit.of);
  const block = id === undefined ? undefined : blockOf(flowOf(scene, session), id);
  if (!block) return false;
  const label = phrase(scene, keyOf(session, block, 'label'));
  const understood = understand(scene, session, block, { text: edit.text });
  if (understood.kind !== 'answer') {
    tell(scene, 'common:edit.not_understood', { label });
    askAgain(scene, session);
    return true;
  }
  keep(scene, session, block.id, { value: understood.value, raw: edit.text });
  const answer = showValue(scene, session, block, understood.value);
  tell(scene, 'common:edit.taken', { label, answer });
  session.draft = null;
  session.waiting = null;
  advance(scene, session);
  return true;
}
