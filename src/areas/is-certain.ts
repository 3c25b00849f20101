import type { AreaScope } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import type { Mention } from './mentions.ts';
import type { Reading } from './readings.ts';
import type { TypedPlace } from './typed-place.ts';

/** Among more units than this some name is one slip away from nearly any word. */
const FEW = 1000;

/**
 * True when the reading may be taken for what was said: nothing is left over behind it, what stands before it reads
 * like a house line or something tells where the unit begins, and the text names no second unit of its kind.
 */
export function isCertain(
  reading: Reading,
  place: TypedPlace,
  plain: readonly Mention[],
  tree: AreaTree,
  scope: AreaScope,
): boolean {
  const { mention, before, after, confirmed, used } = reading;
  if (after !== 0 || (place.denials & ~used) !== 0 || (place.kinds & before) !== 0) return false;
  const bare = mention.kind === undefined && !confirmed;
  const separated = place.words[mention.from]?.hard === true;
  const houseLine = (before & place.house) !== 0;
  if (before !== 0 && bare && !houseLine && !separated) return false;
  if (isWeakName(tree, reading, place)) return false;
  if (mention.rank === 'fuzzy' && !believable(tree, reading, plain, scope)) return false;
  const left = allOf(place) & ~used & ~place.house & ~place.aside;
  return !plain.some((other) => (other.mask & ~left) === 0 && isRival(other, reading, tree, scope));
}

/** A slip is only worth offering when the rest of the text is explained and nothing is denied. */
export function isCredible({ mention, before, after }: Reading, place: TypedPlace): boolean {
  const doubtful = mention.rank === 'fuzzy' || mention.initials;
  if (doubtful && place.denials !== 0) return false;
  if (mention.cost < 1.5 || mention.kind !== undefined) return true;
  return after === 0 && (before & ~place.house) === 0;
}

/** A number, or a commune of one syllable: a word like any other, unless it is all that was typed, letter by letter. */
export function isWeakName(
  tree: AreaTree,
  { area, mention, rank, confirmed }: Reading,
  place: TypedPlace,
): boolean {
  if (mention.kind !== undefined || confirmed) return false;
  const name = tree.areas[area]?.bareName ?? '';
  if (/^\d+$/.test(name)) return true;
  if (name.includes(' ') || tree.childrenOf(area).length > 0) return false;
  return rank !== 'exact' || mention.mask !== allOf(place);
}

/** A slip tells a unit apart only among few, in a name long enough, where the text is no right name of another. */
function believable(
  tree: AreaTree,
  { area, mention, confirmed }: Reading,
  plain: readonly Mention[],
  { level, within, prefer }: AreaScope,
): boolean {
  if (mention.cost >= 2.5 || (mention.letters < 5 && !confirmed)) return false;
  const home = prefer === undefined ? undefined : tree.indexOf(prefer);
  const near = within !== undefined || (home !== undefined && tree.inside(area, home));
  const few = near || (level !== undefined && tree.levelSize(level) <= FEW);
  if (!few && !confirmed) return false;
  if (mention.cost < 1.5) return true;
  return !plain.some(
    (other) =>
      other.cost < 1 && !other.initials && other.nameFrom <= mention.nameFrom && other.to >= mention.to,
  );
}

/** Another unit of the kind asked for, named as clearly in words this reading leaves over. */
function isRival(other: Mention, { area, mention }: Reading, tree: AreaTree, scope: AreaScope): boolean {
  if (tree.meaning(other.area) === tree.meaning(area) || other.cost >= 1 || other.letters < 4) return false;
  if (tree.areas[other.area]?.level !== tree.areas[area]?.level) return false;
  if (mention.kind !== undefined && other.kind === undefined) return false;
  const root = scope.within === undefined ? undefined : tree.indexOf(scope.within);
  return root === undefined || tree.inside(other.area, root);
}

function allOf({ words }: TypedPlace): number {
  return (1 << words.length) - 1;
}
