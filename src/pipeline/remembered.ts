import type { Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';

/** A conversation as this process saved it last. */
export interface Remembered {
  version: number;
  /** Given to this one save and to no other, so that a conversation begun anew is never taken for this one. */
  mark: string;
  conversation: Conversation;
  /** Its effects are done. */
  settled: boolean;
}

/** What one process saved last of each contact; a guess, since another process may have saved since. */
export interface Memory {
  /** What is remembered of a contact and settled; undefined also while most guesses turn out wrong. */
  recall(urn: Urn): Remembered | undefined;
  keep(remembered: Remembered): void;
  /** The effects of this inbound are done. */
  settle(urn: Urn, inbound: string): void;
  forget(urn: Urn): void;
  /** Whether something recalled was still the newest. */
  judge(wasRight: boolean): void;
}

/** About 10 kB each in memory. A declaration takes a few minutes: as many as this are under way at once. */
const MOST = 5_000;

/** A wrong guess costs a decision and a round trip, a right one saves a round trip: it must be right more often than not. */
const TRUSTED = 0.6;
/** While guesses are not trusted, one in so many is made, to see whether they are right again. */
const PROBE = 20;

/** Remembers the contacts saved most recently. */
export function createMemory(most = MOST): Memory {
  const known = new Map<Urn, Remembered>();
  // A moving average over about fifty guesses. With several processes behind one address most guesses are wrong.
  let right = 1;
  let doubts = 0;
  return {
    recall(urn) {
      const found = known.get(urn);
      if (found?.settled !== true) return undefined;
      return right >= TRUSTED || ++doubts % PROBE === 0 ? found : undefined;
    },
    keep(remembered) {
      const { urn } = remembered.conversation;
      known.delete(urn);
      known.set(urn, remembered);
      if (known.size <= most) return;
      for (const [oldest] of known) {
        known.delete(oldest);
        return;
      }
    },
    settle(urn, inbound) {
      const found = known.get(urn);
      if (found?.conversation.last?.inbound === inbound) found.settled = true;
    },
    forget: (urn) => void known.delete(urn),
    judge(wasRight) {
      right += ((wasRight ? 1 : 0) - right) / 50;
    },
  };
}
