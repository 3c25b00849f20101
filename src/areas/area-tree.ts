import type { Area } from './area.ts';

/** The units of a map by number, sorted by code; numbers are positions in `areas`. */
export type AreaTree = {
  areas: readonly Area[];
  indexOf: (code: string) => number | undefined;
  /** From the parent up to the province; before them the units it also lies in. */
  above: readonly (readonly number[])[];
  /** True when `index` is `root` or lies inside it. */
  inside: (index: number, root: number) => boolean;
  childrenOf: (index: number) => readonly number[];
  /** The unit that is meant when this one is named: itself, but for one another took over. */
  meaning: (index: number) => number;
  /** How many units a level has. */
  levelSize: (level: string) => number;
  /** The levels whose units lie right below units of this one. */
  levelsBelow: (level: string) => readonly string[];
};

/** What is known of units beside their parents, by code; codes nobody has are left out. */
type FormerTies = {
  /** Units a unit lies in as well: the districts it was made of. */
  alsoIn?: ReadonlyMap<string, readonly string[]>;
  /** The unit that took one over, which is meant when either is named. */
  heirs?: ReadonlyMap<string, string>;
};

/** Builds the tree. Throws an Error naming the code when a code is given twice, or a parent is missing. */
export function createAreaTree(input: readonly Area[], { alsoIn, heirs }: FormerTies = {}): AreaTree {
  const areas = input.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const byCode = new Map<string, number>();
  for (const [index, area] of areas.entries()) {
    if (byCode.has(area.code)) throw new Error(`two areas have the code ${area.code}`);
    byCode.set(area.code, index);
  }
  const parents = areas.map((area) => parentIndex(area, byCode));
  const beside = areas.map(({ code }) =>
    (alsoIn?.get(code) ?? []).flatMap((other) => byCode.get(other) ?? []),
  );
  const above = areas.map((_, index) => [...(beside[index] ?? []), ...chainAbove(index, parents)]);
  const children = new Map<number, number[]>();
  const sizes = new Map<string, number>();
  for (const { level } of areas) sizes.set(level, (sizes.get(level) ?? 0) + 1);
  const below = new Map<string, Set<string>>();
  for (const [index, parent] of parents.entries()) {
    for (const right of [...(beside[index] ?? []), ...(parent === undefined ? [] : [parent])]) {
      const [level, upper] = [areas[index]?.level ?? '', areas[right]?.level ?? ''];
      below.set(upper, (below.get(upper) ?? new Set()).add(level));
      const siblings = children.get(right);
      if (siblings === undefined) children.set(right, [index]);
      else siblings.push(index);
    }
  }
  const meanings = areas.map(({ code }, index) => byCode.get(heirs?.get(code) ?? code) ?? index);
  return {
    areas,
    above,
    meaning: (index) => meanings[index] ?? index,
    indexOf: (code) => byCode.get(code),
    inside: (index, root) => index === root || (above[index]?.includes(root) ?? false),
    childrenOf: (index) => children.get(index) ?? [],
    levelSize: (level) => sizes.get(level) ?? 0,
    levelsBelow: (level) => [...(below.get(level) ?? [])],
  };
}

function parentIndex(area: Area, byCode: ReadonlyMap<string, number>): number | undefined {
  if (area.parent === null) return undefined;
  const parent = byCode.get(area.parent);
  if (parent === undefined) throw new Error(`area ${area.code} belongs to ${area.parent}, which is missing`);
  return parent;
}

function chainAbove(index: number, parents: readonly (number | undefined)[]): number[] {
  const chain: number[] = [];
  let parent = parents[index];
  while (parent !== undefined) {
    if (chain.includes(parent)) throw new Error('areas belong to each other in a circle');
    chain.push(parent);
    parent = parents[parent];
  }
  return chain;
}
