import type { AreaRank, AreaScope } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import type { Mention } from './mentions.ts';
import type { TypedPlace } from './typed-place.ts';

/** One way to understand the whole text: a unit, the words that name it and those above it, and what is left over. */
export type Reading = {
  area: number;
  mention: Mention;
  cost: number;
  rank: AreaRank;
  /** Words that the unit, its ancestors and descendants explain. */
  used: number;
  /** Words that nothing explains, before the unit and after it. */
  before: number;
  after: number;
  /** True when a unit above it, or below it, is named too. */
  confirmed: boolean;
  /** True when the text names a place the unit does not lie in. */
  contradicted: boolean;
};

const BEFORE_COST = 1.5;
const HOUSE_COST = 0.25;
const AFTER_COST = 3;
/** Small, but a reading that explains the `A` of `Tân Hiệp A` beats one that takes it for politeness. */
const FILLER_COST = 0.3;
const RANKS: readonly AreaRank[] = ['exact', 'folded', 'prefix', 'fuzzy'];

/** The best reading of every unit in the scope that the text may mean, unsorted. */
export function readingsOf(
  place: TypedPlace,
  mentions: readonly Mention[],
  tree: AreaTree,
  scope: AreaScope,
): Reading[] {
  const root = scope.within === undefined ? undefined : tree.indexOf(scope.within);
  if (scope.within !== undefined && root === undefined) return [];
  const context = contextOf(place, mentions, tree, (area) => root === undefined || tree.inside(area, root));
  const best = new Map<number, Reading>();
  for (const mention of mentions) {
    const area = tree.areas[mention.area];
    if (area === undefined || (scope.level !== undefined && area.level !== scope.level)) continue;
    if (root !== undefined && !tree.inside(mention.area, root)) continue;
    if (mention.confirmsOnly) continue;
    if (mention.initials && !initialsCount(mention.area, tree, scope)) continue;
    const reading = read(mention, context);
    const meant = tree.meaning(mention.area);
    if (reading.cost < (best.get(meant)?.cost ?? Infinity)) best.set(meant, reading);
  }
  return [...best.values()];
}

/** Initials of a district mean it only to somebody who is already known to speak of its province. */
function initialsCount(area: number, tree: AreaTree, scope: AreaScope): boolean {
  const top = tree.above[area]?.at(-1);
  if (top === undefined) return true;
  return [scope.within, scope.prefer].some((code) => {
    const known = code === undefined ? undefined : tree.indexOf(code);
    return known !== undefined && (known === top || tree.above[known]?.at(-1) === top);
  });
}

type Context = {
  place: TypedPlace;
  tree: AreaTree;
  inScope: (area: number) => boolean;
  all: number;
  byArea: ReadonlyMap<number, readonly Mention[]>;
  /** Well named units below a unit. */
  below: ReadonlyMap<number, readonly Mention[]>;
  /** Stretches that clearly name units that have units below them, with all they may mean. */
  places: readonly { mask: number; areas: readonly number[] }[];
};

function contextOf(
  place: TypedPlace,
  mentions: readonly Mention[],
  tree: AreaTree,
  inScope: (area: number) => boolean,
): Context {
  const byArea = new Map<number, Mention[]>();
  const below = new Map<number, Mention[]>();
  const places = new Map<number, number[]>();
  for (const mention of mentions) {
    push(byArea, mention.area, mention);
    if (mention.cost >= 1) continue;
    for (const above of tree.above[mention.area] ?? []) push(below, above, mention);
    const clear = !mention.initials && (mention.letters > 4 || mention.kind !== undefined);
    if (clear && tree.childrenOf(mention.area).length > 0) push(places, mention.mask, mention.area);
  }
  const all = (1 << place.words.length) - 1;
  return {
    place,
    tree,
    inScope,
    all,
    byArea,
    below,
    places: [...places].map(([mask, areas]) => ({ mask, areas })),
  };
}

function read(mention: Mention, context: Context): Reading {
  const { place, tree, all, byArea, below } = context;
  let { mask: used, cost } = mention;
  let rank = RANKS.indexOf(mention.rank);
  let confirmed = false;
  const take = (other: Mention | undefined): void => {
    if (other === undefined) return;
    used |= other.mask;
    // Diacritics left out weigh once, in the unit's own name.
    cost += Math.max(0, other.cost < 1 ? other.cost / 5 : other.cost);
    rank = Math.max(rank, RANKS.indexOf(other.rank));
    confirmed ||= other.cost < 1;
  };
  for (const above of tree.above[mention.area] ?? []) take(cheapest(byArea.get(above), used, mention.to));
  for (let n = 0; n < 2; n++) take(cheapest(below.get(mention.area), used, mention.to));
  const left = all & ~used & ~place.fillers;
  cost += bits(all & ~used & (place.fillers | place.aside)) * FILLER_COST;
  const before = left & ((1 << mention.from) - 1);
  const after = left & ~before & ~place.aside;
  const house = place.house & before;
  cost += bits(before & ~house) * BEFORE_COST + bits(house) * HOUSE_COST + bits(after) * AFTER_COST;
  const free = all & ~used & ~place.aside & ~house;
  const contradicted = context.places.some(
    (other) => isFree(other.mask, free) && contradicts(other.areas, mention.area, context),
  );
  return {
    area: mention.area,
    mention,
    cost,
    rank: RANKS[rank] ?? 'fuzzy',
    used,
    before,
    after,
    confirmed,
    contradicted,
  };
}

/** The mention that explains most for its cost, among those that use no word twice; behind the unit before in front. */
function cheapest(mentions: readonly Mention[] | undefined, used: number, to: number): Mention | undefined {
  let best: Mention | undefined;
  let bestGain = 0;
  for (const mention of mentions ?? []) {
    if ((mention.mask & used) !== 0) continue;
    const each = mention.from >= to ? AFTER_COST : BEFORE_COST;
    const gain = (mention.to - mention.from) * each - Math.max(0, mention.cost);
    if (gain > bestGain) [best, bestGain] = [mention, gain];
  }
  return best;
}

/** A place elsewhere contradicts; another unit of the same level in the scope is a second answer instead. */
function contradicts(areas: readonly number[], chosen: number, { tree, inScope }: Context): boolean {
  const level = tree.areas[chosen]?.level;
  return areas.every(
    (area) => !related(area, chosen, tree) && !(tree.areas[area]?.level === level && inScope(area)),
  );
}

function related(a: number, b: number, tree: AreaTree): boolean {
  return tree.inside(a, b) || tree.inside(b, a);
}

function isFree(mask: number, left: number): boolean {
  return (mask & ~left) === 0;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
