import type { Urn } from '../dialogue/message.ts';

/** A conversation as this process saved it last. */
export interface Remembered {
  urn: Urn;
  version: number;
  /** Given to this one save and to no other, so that a conversation begun anew is never taken for this one. */
  mark: string;
  /** The conversation as JSON: one object for the collector of garbage instead of hundreds. */
  body: string;
  /** The inbound it was saved for. */
  inbound: string;
  /** Its effects are done. */
  settled: boolean;
}

/** What one process saved last of each contact; a guess, since another process may have saved since. */
export interface Memory {
  /** What is remembered of a contact and settled. */
  recall(urn: Urn): Remembered | undefined;
  /** Remembers it; while most guesses turn out wrong, only now and then. */
  keep(remembered: Remembered): void;
  /** The effects of this inbound are done. */
  settle(urn: Urn, inbound: string): void;
  /** It is not recalled any more until it is kept again. */
  forget(urn: Urn): void;
  /** Whether something recalled was still the newest. */
  judge(wasRight: boolean): void;
}

/** Up to 10 kB each in memory. A declaration takes a few minutes: as many as this are under way at once. */
const MOST = 5_000;

/** A wrong guess costs a decision and a round trip, a right one saves a round trip: it must be right more often than not. */
const TRUSTED = 0.6;
/** While guesses are not trusted, one in so many is kept, to see whether they are right again. */
const PROBE = 20;

/** Remembers so many contacts; those first saved longest ago make way. */
export function createMemory(most = MOST): Memory {
  // Conversations stand in slots, not in the map: tables a map has outgrown keep what stood in them, and each other, until
  // V8 looks through all memory, which then takes a tenth of a second.
  const slots: Remembered[] = [];
  const slotOf = new Map<Urn, number>();
  let next = 0;
  // A moving average over about fifty guesses. With several processes behind one address most guesses are wrong.
  let right = 1;
  let doubts = 0;
  const find = (urn: Urn): Remembered | undefined => slots[slotOf.get(urn) ?? -1];
  return {
    recall(urn) {
      const found = find(urn);
      return found?.settled === true ? found : undefined;
    },
    keep(remembered) {
      // What nobody asks for would only fill the memory.
      if (right < TRUSTED && ++doubts % PROBE !== 0) return;
      const { urn } = remembered;
      const known = slotOf.get(urn);
      if (known !== undefined) {
        slots[known] = remembered;
        return;
      }
      const forgotten = slots[next];
      if (forgotten !== undefined) slotOf.delete(forgotten.urn);
      slots[next] = remembered;
      slotOf.set(urn, next);
      next = (next + 1) % most;
    },
    settle(urn, inbound) {
      const found = find(urn);
      if (found?.inbound === inbound) found.settled = true;
    },
    forget(urn) {
      const found = find(urn);
      if (found !== undefined) found.settled = false;
    },
    judge(wasRight) {
      right += ((wasRight ? 1 : 0) - right) / 50;
    },
  };
}
