import { seeded } from '../../src/demo/seeded.ts';
import { createFaultBoard, type FaultBoard, type FaultName } from '../../src/emulators/faults.ts';
import { startBalancer } from '../../tests/support/balancer.ts';
import { setUpInstallation } from '../../tests/support/installation.ts';
import { startPlatforms } from '../../tests/support/platforms.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { runCitizens } from '../citizens/run-citizens.ts';
import type { CitizenReport } from '../citizens/report.ts';
import { checkStorm } from './check-storm.ts';

export interface Storm {
  declarations: number;
  /** Minutes over which people begin. */
  minutes: number;
  seed: number;
  parallel: number;
  /** How often what goes wrong, from 0 to 1. */
  mix: Partial<Record<FaultName, number>>;
  /** Zalo's own mix, where it is to be another. */
  zaloMix?: Partial<Record<FaultName, number>>;
  /** Milliseconds of silence after which somebody asks again. */
  askAgain?: number;
  /** An empty database; one in the Postgres of the test run when left out. */
  makeDatabase?: () => Promise<TestDatabase>;
  onProgress?: (done: number, of: number) => void;
}

export interface StormResult {
  /** What must not have happened; empty when all is well. */
  violations: string[];
  reports: CitizenReport[];
  /** Faults that struck. */
  struck: Partial<Record<FaultName, number>>;
  /** Seconds from the first person to the last. */
  seconds: number;
  /** Webhook requests by process. */
  requests: number[];
  rows: number;
}

/** 10 % 429, 5 % 5xx, 2 % resets, 1 % answers lost on the way in both directions, duplicates and reorders. */
export const MIX: Partial<Record<FaultName, number>> = {
  ...{ throttle: 0.1, fail: 0.05, reset: 0.02, lose_answer: 0.01, unheard: 0.01 },
  ...{ duplicate: 0.05, reorder: 0.05 },
};

/**
 * Citizens declare over platforms that fail at the given rates, with two serve, two work, Redis and Postgres as
 * processes of their own. Then looks into the database and into each person's chat.
 */
export async function runStorm(storm: Storm): Promise<StormResult> {
  const { declarations, seed, parallel } = storm;
  const struck: StormResult['struck'] = {};
  const faults = countingBoard(seed, storm.mix, struck);
  const zaloFaults = storm.zaloMix ? countingBoard(seed + 1, storm.zaloMix, struck) : faults;
  const ports: number[] = [];
  const balancer = await startBalancer(() => ports);
  const installation = await setUpInstallation(storm.makeDatabase);
  const platforms = await startPlatforms((channel) => `${balancer.root}/webhooks/${channel}`, {
    ...{ faults, zaloFaults, mostPeople: declarations + 10, callsPerMinute: 1_000_000 },
  });
  try {
    const settings = { ...platforms.settings, PUBLIC_URL: balancer.root };
    const serving = await Promise.all([1, 2].map(() => installation.serve(settings)));
    const working = await Promise.all([1, 2].map(() => installation.work(settings)));
    ports.push(...serving.map(({ port }) => port));
    const began = Date.now();
    let done = 0;
    const reports = await runCitizens({
      ...{ seed, parallel, count: declarations, within: storm.minutes * 60_000 },
      platforms: {
        telegram: ({ name }) => platforms.telegram.person({ firstName: name, languageCode: 'vi' }),
        zalo: ({ name }) => platforms.zalo.person({ name }),
      },
      patience: { askAgain: storm.askAgain ?? 60_000, giveUp: 600_000 },
      onDone: () => storm.onProgress?.(++done, declarations),
    });
    const seconds = (Date.now() - began) / 1_000;
    const checked = await checkStorm(reports, installation.database.db, serving[0]?.root ?? '');
    const ends = await Promise.all([...serving, ...working].map((program) => program.stop()));
    const violations = [
      ...checked.violations,
      ...ends.flatMap((code) => (code === 0 ? [] : [`a program ended with ${code ?? 'a signal'}`])),
    ];
    return { violations, reports, struck, seconds, requests: balancer.counts, rows: checked.rows };
  } finally {
    await installation.close();
    await platforms.close();
    await balancer.close();
  }
}

/** A board that throws seeded dice and counts what struck. */
function countingBoard(seed: number, mix: Storm['mix'], struck: StormResult['struck']): FaultBoard {
  const board = createFaultBoard(seeded(seed));
  board.set(mix);
  return {
    ...board,
    strikes(name) {
      const hit = board.strikes(name);
      if (hit) struck[name] = (struck[name] ?? 0) + 1;
      return hit;
    },
  };
}
