import type { Outcome } from './drive.ts';
import type { SideName } from './sides.ts';

/** Prints the median of the rounds of every side, the ratios that matter, and warns of what makes them worthless. */
export function report(outcomes: ReadonlyMap<SideName, Outcome[]>, json: boolean): void {
  const middle = (side: SideName, figure: (outcome: Outcome) => number): number | undefined => {
    const sorted = outcomes
      .get(side)
      ?.map(figure)
      .toSorted((a, b) => a - b);
    return sorted?.[Math.floor((sorted.length - 1) / 2)];
  };
  const speed = (side: SideName): number | undefined => middle(side, (outcome) => outcome.turnsPerSecond);
  const names = [...outcomes.keys()];
  const all = (figure: (outcome: Outcome) => number): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, Number((middle(name, figure) ?? 0).toFixed(2))]));
  const ratio = (
    of: SideName,
    to: SideName,
    by: (side: SideName) => number | undefined,
  ): number | undefined => {
    const [above, below] = [by(of), by(to)];
    return above === undefined || below === undefined ? undefined : Number((above / below).toFixed(2));
  };
  const ratiosBy = (by: (side: SideName) => number | undefined) => ({
    'ours.api / telegraf.api': ratio('ours.api', 'telegraf.api', by),
    'ours.inline / telegraf.api': ratio('ours.inline', 'telegraf.api', by),
    'ours.inline / limit.inline': ratio('ours.inline', 'limit.inline', by),
    'ours.api / grammy.api': ratio('ours.api', 'grammy.api', by),
  });
  const result = {
    turnsPerSecond: all((outcome) => Math.round(outcome.turnsPerSecond)),
    turnsPerCpuSecond: all((outcome) => Math.round(outcome.turnsPerCpuSecond)),
    p50Ms: all((outcome) => outcome.p50),
    p99Ms: all((outcome) => outcome.p99),
    ratios: ratiosBy(speed),
    cpuRatios: ratiosBy((side) => middle(side, (outcome) => outcome.turnsPerCpuSecond)),
    generatorCpu: all((outcome) => outcome.generatorCpu),
    generatorBusy: all((outcome) => outcome.generatorBusy),
    replies: all((outcome) => outcome.turns),
  };
  const warnings = names
    .filter((name) => Math.max(result.generatorCpu[name] ?? 0, result.generatorBusy[name] ?? 0) > 0.9)
    .map((name) => `${name}: the generator was the bottleneck; the server can do more than it was asked.`);
  for (const warning of warnings) console.error(`WARNING ${warning}`);
  if (json) {
    console.log(JSON.stringify({ ...result, warnings }));
    return;
  }
  console.table(
    names.map((side) => ({
      side,
      'turns/s': result.turnsPerSecond[side],
      'turns/cpu s': result.turnsPerCpuSecond[side],
      'p50 ms': result.p50Ms[side],
      'p99 ms': result.p99Ms[side],
      'generator cpu': result.generatorCpu[side],
      'generator busy': result.generatorBusy[side],
      replies: result.replies[side],
    })),
  );
  const named = Object.keys(result.ratios) as (keyof typeof result.ratios)[];
  console.table(
    named.map((of) => ({
      ratio: of,
      'by the clock': result.ratios[of],
      'by processor time': result.cpuRatios[of],
    })),
  );
}
