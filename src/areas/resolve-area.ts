import type { Area, AreaAlias, AreaResolution, AreaScope } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import { isCertain, isCredible, isWeakName } from './is-certain.ts';
import { createMentionFinder, type Mention, type MentionFinder } from './mentions.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { placeKey, wordsOfName } from './place-key.ts';
import { readingsOf, type Reading } from './readings.ts';
import { readTypedPlace, type TypedPlace } from './typed-place.ts';

/** What a map needs to understand typed text. */
export type AreaReader = {
  tree: AreaTree;
  readonly index: NameIndex;
  readonly finder: MentionFinder;
  /** What was typed last, cut up: one text is asked about at every level. */
  last?: { text: string; place: TypedPlace | undefined; plain: readonly Mention[] };
};

/** Readings this close are equally good: only the person can say which is meant. */
const TIE = 0.25;
const MOST_OFFERED = 20;

/**
 * Decides what a text says. `one` only when a single unit fits best and nothing in the text speaks against it: no word
 * left over behind it, none unexplained before it unless it reads like a house line, no other unit of the kind asked
 * for, no "không", no other place. Never throws.
 */
export function resolveArea(reader: AreaReader, text: string, scope: AreaScope): AreaResolution {
  const { place, plain } = cutUp(reader, text);
  if (place === undefined) return { kind: 'none' };
  let mentions = plain;
  let readings = readingsOf(place, mentions, reader.tree, scope);
  if (!readings.some((reading) => reading.cost < 1 && !reading.contradicted)) {
    mentions = [...plain, ...reader.finder.fuzzy(place, plain)];
    readings = readingsOf(place, mentions, reader.tree, scope);
  }
  const standing = readings.filter((reading) => !reading.contradicted && isCredible(reading, place));
  if (standing.length > 0) return decide(reader, place, plain, standing, scope);
  if (readings.length > 0) return { kind: 'none' };
  const implied = impliedAbove(reader, place, plain, scope);
  return implied.kind === 'none' ? begun(reader, place, scope) : implied;
}

function cutUp(reader: AreaReader, text: string): NonNullable<AreaReader['last']> {
  if (reader.last?.text === text) return reader.last;
  const place = readTypedPlace(text, reader.index.isWord);
  const plain = place === undefined ? [] : reader.finder.plain(place);
  return (reader.last = { text, place, plain });
}

/**
 * Knows the names of a tree; an alias of an unknown code is left out. They are indexed when the first text is asked about:
 * a process that hears nobody does without.
 */
export function createAreaReader(tree: AreaTree, aliases: readonly AreaAlias[]): AreaReader {
  let index: NameIndex | undefined;
  let finder: MentionFinder | undefined;
  return {
    tree,
    get index() {
      return (index ??= createNameIndex(tree, aliases));
    },
    get finder() {
      return (finder ??= createMentionFinder(tree, this.index));
    },
  };
}

function decide(
  reader: AreaReader,
  place: TypedPlace,
  plain: readonly Mention[],
  standing: readonly Reading[],
  scope: AreaScope,
): AreaResolution {
  const { tree } = reader;
  const lowest = Math.min(...standing.map((reading) => reading.cost));
  const ties = standing.filter((reading) => reading.cost <= lowest + TIE);
  const root = scope.prefer === undefined ? undefined : tree.indexOf(scope.prefer);
  const near = root === undefined ? [] : ties.filter((reading) => tree.inside(reading.area, root));
  const chosen = near.length === 1 ? near[0] : ties.length === 1 ? ties[0] : undefined;
  if (chosen !== undefined && isCertain(chosen, place, plain, reader.tree, scope)) {
    const area = tree.areas[chosen.area];
    if (area === undefined) return { kind: 'none' };
    const rest = restOf(chosen, place);
    return { kind: 'one', area, ...(chosen.confirmed && { confirmed: true }), ...(rest !== '' && { rest }) };
  }
  // An uncertain best is offered together with all else the text clearly names.
  const offered =
    chosen === undefined
      ? ties
      : standing.filter((reading) => reading.mention.cost < 1 || ties.includes(reading));
  const others = offered.filter((reading) => !near.includes(reading));
  const sorted = [...near.sort(byCost), ...others.sort(byCost)].slice(0, MOST_OFFERED);
  return {
    kind: 'many',
    areas: areasOf(
      sorted.map((reading) => reading.area),
      tree,
    ),
  };
}

/** Somebody asked for a province who names a city in it has answered: `nha trang` says Khánh Hòa. */
function impliedAbove(
  reader: AreaReader,
  place: TypedPlace,
  plain: readonly Mention[],
  scope: AreaScope,
): AreaResolution {
  if (scope.level === undefined) return { kind: 'none' };
  const { tree } = reader;
  const readings = tree
    .levelsBelow(scope.level)
    .flatMap((level) => readingsOf(place, plain, tree, { ...scope, level }));
  const whole = readings.filter(
    (reading) =>
      reading.cost < 1 &&
      !isWeakName(tree, reading, place) &&
      reading.before === 0 &&
      reading.after === 0 &&
      !reading.mention.initials,
  );
  if (whole.length === 0 || place.denials !== 0) return { kind: 'none' };
  const above = whole.flatMap((reading) => tree.above[reading.area] ?? []);
  const wanted = new Set(above.filter((at) => tree.areas[at]?.level === scope.level));
  const areas = areasOf([...wanted].slice(0, MOST_OFFERED), tree);
  const [only] = areas;
  return areas.length === 1 && only !== undefined
    ? { kind: 'one', area: only, implied: true }
    : { kind: 'many', areas };
}

/** `gia tân` begins Gia Tân 1, 2 and 3: worth offering, never an answer. */
function begun(reader: AreaReader, place: TypedPlace, scope: AreaScope): AreaResolution {
  const { tree, finder } = reader;
  const readings = readingsOf(place, finder.prefix(place), tree, scope).filter((reading) => {
    const typed = place.words.slice(reading.mention.nameFrom, reading.mention.to);
    const first = wordsOfName(tree.areas[reading.area]?.bareName ?? '').slice(0, typed.length);
    const whole = typed.every((word, n) => placeKey(first[n] ?? '').plain === word.plain);
    return whole && reading.before === 0 && reading.mention.letters > 3;
  });
  if (readings.length === 0 || place.denials !== 0) return { kind: 'none' };
  const sorted = readings.sort(byCost).slice(0, MOST_OFFERED);
  return {
    kind: 'many',
    areas: areasOf(
      sorted.map((reading) => reading.area),
      tree,
    ),
  };
}

function restOf({ mention, before, used }: Reading, place: TypedPlace): string {
  const startsEarlier = (used & ((1 << mention.from) - 1)) !== 0;
  if (before === 0 || startsEarlier) return '';
  return place.text
    .slice(0, place.words[mention.from]?.at ?? 0)
    .replace(/[\s,;|()-]+$/u, '')
    .trim();
}

function byCost(a: Reading, b: Reading): number {
  return a.cost - b.cost || a.area - b.area;
}

function areasOf(indexes: readonly number[], tree: AreaTree): Area[] {
  return indexes.flatMap((index) => tree.areas[index] ?? []);
}
