import type { Scene } from './scene.ts';
import type { Session } from './session.ts';

/** What differs from one walk to the next. */
type Begun = Pick<Session, 'id' | 'flow' | 'version' | 'person' | 'answers' | 'notice'> & Partial<Session>;

/** A walk that begins in this turn: nothing was asked yet. */
export const newSession = (scene: Scene, begun: Begun): Session => ({
  startedAt: scene.now,
  touchedAt: scene.now,
  waiting: null,
  outcome: null,
  amends: null,
  reminded: false,
  asked: 0,
  refusals: 0,
  draft: null,
  said: [],
  ...begun,
});
