/** How many calls there were, and the most in any second, wherever it begins. */
export interface PaceCount {
  /** @param at on the clock of `performance.now()` */
  note(at: number): void;
  readonly asked: number;
  readonly maxPerSecond: number;
}

export function createPaceCount(): PaceCount {
  const latest: number[] = [];
  let [asked, maxPerSecond, first] = [0, 0, 0];
  return {
    note(at) {
      asked++;
      latest.push(at);
      while (at - (latest[first] ?? at) >= 1_000) first++;
      maxPerSecond = Math.max(maxPerSecond, latest.length - first);
      if (first <= 100_000) return;
      latest.splice(0, first);
      first = 0;
    },
    get asked() {
      return asked;
    },
    get maxPerSecond() {
      return maxPerSecond;
    },
  };
}
