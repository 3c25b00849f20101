import type { AreaRank } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import { compareAccents } from './compare-accents.ts';
import { accentCost, prefixCost, slipCost, soundCost, type MatchCost } from './match-cost.ts';
import type { NameEntry, NameIndex } from './name-index.ts';
import { notInitials } from './place-vocabulary.ts';
import { stretches, type Stretch } from './stretches.ts';
import { span, type TypedPlace } from './typed-place.ts';

/** A unit that some words of the text may name, and how well they name it: see MatchCost. */
export type Mention = {
  area: number;
  /** First word, kind word included, and the word after the last. */
  from: number;
  to: number;
  /** First word of the name itself. */
  nameFrom: number;
  mask: number;
  cost: number;
  rank: AreaRank;
  /** The kind word typed before the name. */
  kind: string | undefined;
  initials: boolean;
  /** Too short a name to answer by, but enough to say in which district the answer lies (`Huế`, `Lắk`). */
  confirmsOnly: boolean;
  letters: number;
};

export type MentionFinder = {
  /** Names as typed, with or without diacritics, and initials. */
  plain: (place: TypedPlace) => Mention[];
  /** Names one slip away, or of the same sound, where no longer name is written out (`plain`). */
  fuzzy: (place: TypedPlace, plain: readonly Mention[]) => Mention[];
  /** Names that begin with the last words of the text. */
  prefix: (place: TypedPlace) => Mention[];
};

const RIGHT_KIND = -0.5;
/** Less than the kind word left unexplained. */
const WRONG_KIND = 0.9;
const MOST_INITIALS = 4;
/** Two letters begin a tenth of all names. */
const SHORTEST_BEGINNING = 3;

export function createMentionFinder(tree: AreaTree, index: NameIndex): MentionFinder {
  const levelsOfKind = new Map<string, Set<string>>();
  for (const { kind, level } of tree.areas) {
    levelsOfKind.set(kind, (levelsOfKind.get(kind) ?? new Set()).add(level));
  }

  /** With its kind word, and without when that may be part of another name; a kind of another level forbids. */
  function mentionsOf(stretch: Stretch, entry: NameEntry, match: MatchCost, initials = false): Mention[] {
    const area = tree.areas[entry.area];
    if (area === undefined) return [];
    const { start, from, to, kind } = stretch;
    const { rank } = match;
    const name = { area: entry.area, to, nameFrom: from, rank, initials, letters: stretch.plain.length };
    const cost = match.cost + entry.cost;
    const found: Mention[] = [];
    if (kind !== undefined && (area.kind === kind || levelsOfKind.get(kind)?.has(area.level) === true)) {
      const kindCost = area.kind === kind ? RIGHT_KIND : WRONG_KIND;
      found.push({
        ...name,
        from: start,
        mask: span(start, to),
        cost: cost + kindCost,
        kind,
        confirmsOnly: false,
      });
    }
    if (kind === undefined || stretch.doubtful) {
      found.push({ ...name, from, mask: span(from, to), cost, kind: undefined, confirmsOnly: false });
    }
    return found;
  }

  function add(
    found: Mention[],
    place: TypedPlace,
    stretch: Stretch,
    entry: NameEntry,
    match?: MatchCost,
  ): void {
    if (match === undefined) return;
    for (const mention of mentionsOf(stretch, entry, match)) {
      if (mention.kind !== undefined || stretch.plain.length > 3 || standsAlone(stretch, entry, place))
        found.push(mention);
      else if (!entry.bareNumber) found.push({ ...mention, confirmsOnly: true });
    }
  }

  function plain(place: TypedPlace): Mention[] {
    const found: Mention[] = [];
    for (const stretch of stretches(place, index.longest)) {
      const named = index.named(stretch.plain);
      for (const entry of named)
        add(found, place, stretch, entry, accentCost(stretch, entry.toned, place.marked));
      // A short form that everybody uses (`hn` is Hà Nội) is not the initials of another unit as well.
      if (named.length === 0) found.push(...initialsIn(stretch));
    }
    return found;
  }

  function initialsIn(stretch: Stretch): Mention[] {
    if (
      stretch.to - stretch.from > 1 ||
      stretch.plain.length > MOST_INITIALS ||
      notInitials.has(stretch.plain)
    )
      return [];
    return index
      .initials(stretch.plain)
      .filter((entry) => compareAccents(stretch.toned, stretch.plain, entry.toned) !== 'other')
      .flatMap((entry) => mentionsOf(stretch, entry, { cost: 0, rank: 'folded' }, true));
  }

  function fuzzy(place: TypedPlace, written: readonly Mention[]): Mention[] {
    const found: Mention[] = [];
    const names = written.filter((mention) => mention.cost < 1 && !mention.initials);
    for (const stretch of stretches(place, index.longest + 1)) {
      const mask = span(stretch.from, stretch.to);
      if (
        names.some((name) => (mask & ~name.mask) === 0 && name.mask !== mask && name.nameFrom <= stretch.from)
      )
        continue;
      for (const key of index.near(stretch.plain)) {
        for (const entry of index.named(key))
          add(found, place, stretch, entry, slipCost(stretch, entry, place.marked));
      }
      for (const entry of index.sounding(stretch.plain)) {
        if (entry.plain !== stretch.plain)
          add(found, place, stretch, entry, soundCost(stretch, entry, place.marked));
      }
    }
    return found;
  }

  function prefix(place: TypedPlace): Mention[] {
    const found: Mention[] = [];
    for (const stretch of stretches(place, index.longest)) {
      const enough = stretch.from === 0 ? SHORTEST_BEGINNING : SHORTEST_BEGINNING - 1;
      if (stretch.to !== place.words.length || stretch.plain.length < enough) continue;
      for (const key of index.startingWith(stretch.plain)) {
        if (key === stretch.plain) continue;
        for (const entry of index.named(key))
          add(found, place, stretch, entry, prefixCost(stretch, entry, place.marked));
      }
    }
    return found;
  }

  return { plain, fuzzy, prefix };
}

/** A number names a unit without a kind word only when it is all that was typed; a very short name, at a beginning. */
function standsAlone({ from, to }: Stretch, { bareNumber }: NameEntry, { words }: TypedPlace): boolean {
  if (bareNumber) return to - from === words.length;
  return from === 0 || words[from]?.hard === true;
}
