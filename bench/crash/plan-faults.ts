import { seeded } from '../../src/demo/seeded.ts';
import type { Way } from '../../tests/support/stalling-proxy.ts';

/** Something that happens to the installation while people declare. */
export type Fault =
  /** kill -9, and started again. */
  | { kind: 'kill'; program: 'serve' | 'work'; which: number }
  /** SIGTERM, and started again: a new version is brought out. */
  | { kind: 'restart'; program: 'serve' | 'work'; which: number }
  /** Ends as in a power cut, is away for a while, and comes back with what it wrote down. */
  | { kind: 'crash'; part: 'redis' | 'postgres'; seconds: number }
  /** Cannot be reached, or answers nothing. `killing`: a webhook server is killed meanwhile. */
  | {
      kind: 'cut';
      part: 'redis' | 'postgres';
      way: Exclude<Way, 'open'>;
      seconds: number;
      killing: number | null;
    };

/**
 * Makes up the faults of a run. The same seed gives the same ones.
 *
 * @param longest seconds a part is away at most
 */
export function planFaults(seed: number, count: number, longest: number): Fault[] {
  const random = seeded(seed * 7_919 + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const which = () => Math.floor(random() * 2);
  // Short ones more often than long ones, as they are.
  const seconds = () => 0.5 + random() ** 2 * (longest - 0.5);
  const one = (index: number): Fault => {
    // Each kind occurs in every run that has enough faults.
    const kind = (['kill', 'cut', 'crash', 'kill', 'restart', 'cut', 'kill'] as const)[index % 7] ?? 'kill';
    if (kind === 'kill' || kind === 'restart')
      return { kind, program: pick(['serve', 'serve', 'work'] as const), which: which() };
    const part = pick(['redis', 'postgres'] as const);
    if (kind === 'crash') return { kind, part, seconds: seconds() / 4 };
    const way = pick(['refusing', 'stalled'] as const);
    return { kind, part, way, seconds: seconds(), killing: random() < 0.3 ? which() : null };
  };
  return Array.from({ length: count }, (_, index) => one(index));
}

export function describeFault(fault: Fault): string {
  if (fault.kind === 'kill') return `kill -9 ${fault.program} ${fault.which}`;
  if (fault.kind === 'restart') return `SIGTERM ${fault.program} ${fault.which}`;
  const time = `${fault.part} for ${fault.seconds.toFixed(1)} s`;
  if (fault.kind === 'crash') return `kill ${time}`;
  return `cut ${time} (${fault.way})${fault.killing === null ? '' : `, kill -9 serve ${fault.killing} meanwhile`}`;
}
