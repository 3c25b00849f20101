import { tellLocalLine } from './local-line.ts';
import { askToResume, wasSilent } from './pause.ts';
import { resumeSession } from './resume.ts';
import { offerChoice, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';

/** So many in a row are each answered; of those that follow, one in a quarter of an hour. */
const answered = 3;
const pauseAfterwards = 15 * 60_000;

/** After a day without one, they are counted anew. */
const inARow = 24 * 60 * 60_000;

/**
 * A message whose content the platform kept to itself. Whoever is protected cannot be heard here at all, not even in
 * danger, so every answer names whom to call; the first explains, the third offers a person to talk to. Whoever could
 * answer before only sent something the platform does not pass on: their question is put again.
 */
export function answerWithheld(scene: Scene, active: Session | null): void {
  const { withheld } = scene.conversation;
  const before =
    withheld && scene.now - withheld.answeredAt < inARow ? withheld : { count: 0, answeredAt: 0 };
  const count = before.count + 1;
  scene.events.push({ type: 'withheld', count });
  const isDue = count <= answered || scene.now - before.answeredAt >= pauseAfterwards;
  scene.conversation.withheld = { count, answeredAt: isDue ? scene.now : before.answeredAt };
  if (active) active.refusals += 1;
  if (active?.draft?.type === 'interrupted') {
    resumeSession(scene, active, 'repeat');
    return;
  }
  if (!isDue) return;
  const needsPerson = Math.max(count, active?.refusals ?? 0) >= answered;
  const isFirst = count === 1 && active === null;
  tell(scene, `common:withheld.${needsPerson ? 'person' : isFirst ? 'first' : 'again'}`);
  if (needsPerson) tellLocalLine(scene);
  if (!active) {
    offerChoice(scene, 'declare', 'common:button.declare');
    offerChoice(scene, 'hotline', 'common:button.hotline');
  } else if (wasSilent(scene, active)) askToResume(scene, active, '');
  else resumeSession(scene, active, 'repeat_shortly');
}
