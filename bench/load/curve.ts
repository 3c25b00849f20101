import { createHistogram, performance, type RecordableHistogram } from 'node:perf_hooks';

/** Times by the second in which their message was due. */
export interface Curve {
  /** @param due on the clock of `performance.now()`; `took` in milliseconds */
  note(due: number, took: number): void;
  /** Seconds since the first. */
  seconds(): number;
  at(second: number): Point;
  points(): Point[];
  /** Of the seconds from `from` up to but not including `to`; milliseconds. */
  within(from: number, to: number): { count: number; p50: number; p99: number; max: number };
}

export interface Point {
  second: number;
  count: number;
  p50: number;
  p99: number;
}

export function createCurve(): Curve {
  const began = performance.now();
  const bySecond: RecordableHistogram[] = [];
  const at = (second: number): Point => {
    const times = bySecond[second];
    const [p50 = 0, p99 = 0] = [50, 99].map((percentile) => (times?.percentile(percentile) ?? 0) / 1000);
    return { second, count: times?.count ?? 0, p50, p99 };
  };
  return {
    note(due, took) {
      const second = Math.max(0, Math.floor((due - began) / 1000));
      while (bySecond.length <= second) bySecond.push(createHistogram());
      bySecond[second]?.record(Math.max(1, Math.round(took * 1000)));
    },
    seconds: () => bySecond.length,
    at,
    points: () => bySecond.map((_, second) => at(second)),
    within(from, to) {
      const all = createHistogram();
      for (const times of bySecond.slice(from, to)) if (times.count > 0) all.add(times);
      return {
        count: all.count,
        p50: all.percentile(50) / 1000,
        p99: all.percentile(99) / 1000,
        max: all.max / 1000,
      };
    },
  };
}
