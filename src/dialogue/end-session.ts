import type { Scene } from './scene.ts';
import type { Outcome } from './event.ts';
import type { Session } from './session.ts';

/** Closes a session: nothing is waited for any more. */
export function endSession(scene: Scene, session: Session, outcome: Outcome): void {
  session.waiting = null;
  session.draft = null;
  session.outcome = outcome;
  scene.events.push({ type: 'session_ended', session: session.id, outcome });
}
