import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../src/emulators/person.ts';
import { live, type Patience } from './live.ts';
import { planCitizen, USUAL, type Behaviour, type Plan } from './plan-citizen.ts';
import type { CitizenReport } from './report.ts';

/** A platform people come from: makes somebody new. */
export type Platform = (who: { name: string }) => Person;

export interface Citizens {
  /** By name; citizens come from each in turn. */
  platforms: Record<string, Platform>;
  count: number;
  /** How many of them declare at the same time. */
  parallel: number;
  /** Milliseconds over which they begin, evenly; all at once when left out. */
  within?: number;
  /** The same seed makes the same people, who do the same as long as they hear the same. */
  seed: number;
  behaviour?: Partial<Behaviour>;
  patience?: Partial<Patience>;
  /** Ends everybody where they are. */
  signal?: AbortSignal;
  /** Told of each as soon as it is done. */
  onDone?: (report: CitizenReport, plan: Plan) => void;
}

/** Many citizens declare on emulated platforms. Never rejects because of what a bot does or does not do. */
export async function runCitizens(options: Citizens): Promise<CitizenReport[]> {
  const { count, parallel, seed, within = 0, signal = new AbortController().signal } = options;
  const patience = { askAgain: 15_000, giveUp: 180_000, think: 50, ...options.patience };
  const platforms = Object.values(options.platforms);
  const reports = new Map<number, CitizenReport>();
  const began = Date.now();
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count && !signal.aborted) {
      const index = next++;
      const waits = began + (index * within) / count - Date.now();
      if (waits > 0) await sleep(waits, undefined, { signal }).catch(() => undefined);
      const plan = planCitizen(seed, index, { ...USUAL, ...options.behaviour });
      const name = plan.errands[0]?.expected.name ?? '';
      const person = platforms[index % platforms.length]?.({ name });
      if (person === undefined) throw new Error('Citizens need a platform to come from');
      const report = await live(person, plan, patience, signal);
      reports.set(index, report);
      options.onDone?.(report, plan);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, one));
  return [...reports.values()].sort((a, b) => a.index - b.index);
}
