import { readFileSync } from 'node:fs';
import type { Installation } from '../../tests/support/installation.ts';
import { freePort } from '../../tests/support/binaries.ts';
import type { ProgramUnderTest } from '../../tests/support/program.ts';

/** The `work` processes of a run; whoever is killed is replaced. */
export interface Crew {
  /** @param random which one, from 0 to 1 */
  killOne(random: number): Promise<void>;
  /** How often each process that lives has put somebody back to wait, by its id. */
  putBack(): Promise<Record<string, number>>;
  memory(): Memory;
  /** Resolves when everybody who was killed has been replaced. */
  whole(): Promise<void>;
}

/** Resident megabytes of the largest process. */
export interface Memory {
  peakRssMb: number;
  /** Means over each quarter of the time: alike when memory is flat. */
  rssByQuarterMb: number[];
}

export async function startCrew(
  installation: Installation,
  size: number,
  settings: Record<string, string>,
): Promise<Crew> {
  const running: { program: ProgramUnderTest; port: number }[] = [];
  const samples: number[] = [];
  let starting = Promise.resolve();
  const start = async (): Promise<void> => {
    const port = await freePort();
    running.push({ program: await installation.work({ ...settings, WORK_PORT: String(port) }), port });
  };
  await Promise.all(Array.from({ length: size }, start));
  const watching = setInterval(() => {
    samples.push(Math.max(0, ...running.map(({ program }) => residentMegabytes(program.process.pid ?? 0))));
  }, 500);
  watching.unref();
  return {
    async killOne(random) {
      const [victim] = running.splice(Math.floor(random * running.length), 1);
      await victim?.program.kill();
      starting = starting.then(start);
      // The others go on, unless there is none.
      if (running.length === 0) await starting;
    },
    async putBack() {
      const counts = running.map(async ({ program, port }) => {
        const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
        const waiting = metrics.matchAll(/^\w+sends_total\{.*outcome="advisory_waiting".*\} (\d+)/gmu);
        return [program.process.pid, [...waiting].reduce((sum, [, count]) => sum + Number(count), 0)];
      });
      return Object.fromEntries(await Promise.all(counts)) as Record<string, number>;
    },
    memory: () => ({ peakRssMb: Math.max(...samples), rssByQuarterMb: quarters(samples) }),
    whole: () => starting,
  };
}

function quarters(samples: readonly number[]): number[] {
  return [0, 1, 2, 3].map((quarter) => {
    const some = samples.slice((quarter * samples.length) / 4, ((quarter + 1) * samples.length) / 4);
    return Math.round(some.reduce((sum, one) => sum + one, 0) / some.length);
  });
}

function residentMegabytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return Math.round((pages * 4096) / 1024 ** 2);
  } catch {
    // It was just killed.
    return 0;
  }
}
