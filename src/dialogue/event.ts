import type { Declaration } from './declaration.ts';
import type { MsgOut } from './message.ts';
import type { SubscriptionChange } from './topics.ts';

/** How a session ended. */
export type Outcome = 'completed' | 'declined' | 'cancelled';

/**
 * All that one input can cause, a closed union. The dialogue decides, the pipeline carries out.
 * Events other than effects are told to logs and metrics: they carry ids and codes, never words or answers.
 */
export type Event =
  | Effect
  /** `{ "type": "session_started", "session": "0b9…", "flow": "declaration", "version": 1 }` */
  | { type: 'session_started'; session: string; flow: string; version: number }
  /** `{ "type": "answer_accepted", "block": "symptoms" }` */
  | { type: 'answer_accepted'; block: string }
  /** `{ "type": "answer_refused", "block": "birth", "reason": "ambiguous", "count": 1 }` */
  | { type: 'answer_refused'; block: string; reason: string; count: number }
  /** A message whose content the platform kept to itself; how many in a row. `{ "type": "withheld", "count": 2 }` */
  | { type: 'withheld'; count: number }
  /** An answer taken back: corrected, or on a branch no longer taken. `{ "type": "answer_dropped", "block": "onset" }` */
  | { type: 'answer_dropped'; block: string }
  /** `{ "type": "language_changed", "language": "en" }` */
  | { type: 'language_changed'; language: string }
  /** A button of an earlier question was pressed and ignored. `{ "type": "stale_press" }` */
  | { type: 'stale_press' }
  /** `{ "type": "danger_raised", "signs": ["severe_dyspnea"] }` */
  | { type: 'danger_raised'; signs: string[] }
  /** `{ "type": "session_ended", "session": "0b9…", "outcome": "completed" }` */
  | { type: 'session_ended'; session: string; outcome: Outcome };

/** The events that reach outside: they are saved with the session and can be redone with the same ids. */
export type Effect =
  /** `{ "type": "message", "message": { "id": "…", "text": "…", "quickReplies": [] } }` */
  | { type: 'message'; message: MsgOut }
  /** A record to store. `{ "type": "declared", "declaration": { … } }` */
  | { type: 'declared'; declaration: Declaration }
  /** `{ "type": "subscribed", "change": { "action": "stop", "topics": ["news"], … } }` */
  | { type: 'subscribed'; change: SubscriptionChange }
  /** Somebody came by a link, or agreed to declare after that; or said a staff word (`tin-thu-…`). `{ "type": "visited", "code": "tram-07", "step": "came", "at": 1585… }` */
  | { type: 'visited'; code: string; step: 'came' | 'began'; at: number };

const effects: ReadonlySet<string> = new Set<Effect['type']>([
  'message',
  'declared',
  'subscribed',
  'visited',
]);

export const isEffect = (event: Event): event is Effect => effects.has(event.type);
