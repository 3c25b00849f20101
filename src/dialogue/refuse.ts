import { ask } from './ask.ts';
import type { Block } from './flow.ts';
import { tellLocalLine } from './local-line.ts';
import { keyOf, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';

/**
 * An answer that was not understood: the reason if it helps, then the question with an example; the second time with
 * more help; from the third with a number to call.
 */
export function refuse(scene: Scene, session: Session, block: Block, reason: string): void {
  session.refusals += 1;
  scene.events.push({ type: 'answer_refused', block: block.id, reason, count: session.refusals });
  const { language } = scene.conversation;
  const why = `common:reason.${reason}`;
  tell(scene, scene.assets.phrasebook.has(language, why) ? why : 'common:reason.not-understood');
  tell(scene, keyOf(session, block, session.refusals === 1 ? 'example' : 'help'));
  if (session.refusals >= 3) {
    tell(scene, 'common:call_us');
    tellLocalLine(scene);
  }
  ask(scene, session, block, 'again');
}
