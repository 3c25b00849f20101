import { ask } from './ask.ts';
import { deriveId } from './derive-id.ts';
import { newSession } from './new-session.ts';
import { personOf } from './people.ts';
import { findListed } from './review.ts';
import { offerChoice, type Scene, tell } from './scene.ts';
import type { RememberedPerson } from './session.ts';
import { advance } from './sprint.ts';

/** "Sửa", "sửa 4" when nothing is being filled in: of the only person, of the one declared last, or asked back. */
export function amendBySaying(scene: Scene, target: string): boolean {
  const sent = scene.conversation.people.filter((person) => person.sent !== null);
  const last = scene.conversation.session;
  const [only] = sent;
  if (!only) return false;
  if (sent.length === 1) return amend(scene, only.id, target);
  if (target !== '' && last?.outcome === 'completed') return amend(scene, last.person, target);
  tell(scene, 'common:correct.whose');
  for (const person of sent) offerPerson(scene, person);
  return true;
}

/**
 * A declaration already sent is taken up again; sending it then makes one that amends it.
 *
 * @param target what to correct at once, as typed; empty for the whole review
 * @returns false when nothing was sent about that person
 */
export function amend(scene: Scene, id: string, target: string): boolean {
  const person = personOf(scene, id);
  if (!person?.sent) return false;
  const { answers, declaration, receipt, notice } = person.sent;
  const before = scene.conversation.session;
  const session = newSession(scene, {
    id: deriveId('session', declaration, scene.message.id),
    flow: 'declaration',
    version: 0,
    person: id,
    amends: declaration,
    answers: Object.fromEntries(Object.entries(answers).filter(([block]) => block !== 'review')),
    notice,
    asked: (before?.asked ?? 0) + 1,
    ...(person.dividedArea && { dividedArea: person.dividedArea }),
  });
  scene.conversation.session = session;
  tell(scene, 'common:correct.reopened', { receipt });
  const found = target === '' ? undefined : findListed(scene, session, target);
  if (found) ask(scene, session, found);
  else advance(scene, session);
  return true;
}

function offerPerson(scene: Scene, person: RememberedPerson): void {
  offerChoice(scene, `amend:${person.id}`, 'common:button.correct_sent');
  const button = scene.quickReplies.at(-1);
  const name = person.answers['name']?.value;
  if (button && typeof name === 'string') button.title = name;
}
