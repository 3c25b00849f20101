/** Most pieces of work of one key at once: fewer than a platform opens connections, so one person never takes them all. */
const MOST = 30;

/** Too much work of one key is waiting already: to be asked for again later. */
export class Busy extends Error {
  override name = 'Busy' as const;
}

interface Tail {
  promise: Promise<unknown>;
  length: number;
}

const DONE = Promise.resolve();

/**
 * Runs work of one key after the other, in the order it was asked for; work of different keys runs side by side. Work that
 * waits behind some that fails is not begun and fails with it, so that it cannot overtake another try of that one.
 */
export function createTurns(): {
  /** Rejects with Busy when 30 pieces of work of this key are not done yet. */
  inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is running any more. */
  idle: () => Promise<void>;
} {
  const tails = new Map<string, Tail>();
  return {
    inTurn(key, work) {
      const before = tails.get(key);
      if (before !== undefined && before.length >= MOST) return Promise.reject(new Busy());
      const mine = before === undefined ? work() : before.promise.then(work);
      const tail: Tail = { promise: mine, length: (before?.length ?? 0) + 1 };
      tails.set(key, tail);
      const forget = () => {
        // Tables a map has outgrown stay in memory for a while, with what stands in them; this at least is let go.
        tail.promise = DONE;
        const last = tails.get(key);
        if (last === tail) tails.delete(key);
        else if (last !== undefined) last.length -= 1;
      };
      mine.then(forget, forget);
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled([...tails.values()].map(({ promise }) => promise));
    },
  };
}
