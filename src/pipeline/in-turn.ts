/** Runs work of one key after the other, in the order it was asked for; work of different keys runs side by side. */
export function createTurns(): {
  inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is running any more. */
  idle: () => Promise<void>;
} {
  const tails = new Map<string, Promise<unknown>>();
  return {
    inTurn(key, work) {
      const before = tails.get(key);
      const mine = before === undefined ? work() : before.then(work, work);
      tails.set(key, mine);
      const forget = () => {
        if (tails.get(key) === mine) tails.delete(key);
      };
      mine.then(forget, forget);
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
