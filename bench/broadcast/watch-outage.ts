import type { CountingPlatform } from './counting-platform.ts';
import type { Crew } from './crew.ts';

/** What the processes did while no platform could be reached. */
export interface Outage {
  seconds: number;
  /** Tries of each process, all in vain. */
  tries: number[];
  /** Seconds of the outage until as many were taken in one second as on average in the ten before it; null: never. */
  fullRateAfter: number | null;
}

/** How often it says that it goes on, in ms. */
const EVERY = 60_000;

/** Takes the platforms away for so long. @returns what is known when the run is over */
export async function watchOutage(
  platform: CountingPlatform,
  crew: Crew,
  seconds: number,
  say: (line: string) => void,
): Promise<() => Outage> {
  const before = await crew.putBack();
  const triesSince = async (): Promise<number[]> =>
    Object.entries(await crew.putBack()).map(([pid, count]) => count - (before[pid] ?? 0));
  const telling = setInterval(() => {
    void triesSince().then((tries) => {
      say(`away; tries by process: ${tries.join(', ')}`);
    });
  }, EVERY);
  const { from, until } = await platform.outage(seconds);
  clearInterval(telling);
  const tries = await triesSince();
  return () => {
    const usual = platform.bySecond.slice(from - 10, from);
    // A second begun when it was cut off, or before everything was as ever, says little: nine tenths will do.
    const full = (0.9 * usual.reduce((sum, one) => sum + one, 0)) / usual.length;
    const found = platform.bySecond.findIndex((count, second) => second >= until && count >= full);
    return { seconds, tries, fullRateAfter: found < 0 ? null : found - until };
  };
}
