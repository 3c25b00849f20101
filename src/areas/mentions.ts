import type { AreaRank } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import { compareAccents } from './compare-accents.ts';
import type { NameEntry, NameIndex } from './name-index.ts';
import { slipAt } from './near-keys.ts';
import { englishKinds, kindWords, notInitials } from './place-vocabulary.ts';
import { span, type TypedPlace } from './typed-place.ts';

/** A unit that some words of the text may name, and how well they name it: 0 is letter by letter. */
export type Mention = {
  area: number;
  /** First word, kind word included, and the word after the last. */
  from: number;
  to: number;
  mask: number;
  cost: number;
  rank: AreaRank;
  /** The kind that was typed before the name, and whether it is the unit's own. */
  kind: string | undefined;
  initials: boolean;
  /** Too short a name to answer by, but enough to say in which district the answer lies (`Huế`, `Lắk`). */
  confirmsOnly: boolean;
  letters: number;
};

export type MentionFinder = {
  /** Names as typed, with or without diacritics, and initials. */
  plain: (place: TypedPlace) => Mention[];
  /** Names one slip away. */
  fuzzy: (place: TypedPlace) => Mention[];
  /** Names that begin with the last words of the text. */
  prefix: (place: TypedPlace) => Mention[];
};

/** No name has more words; a name typed with stray blanks may. */
const MOST_WORDS = 7;
/** Less than the kind word left unexplained. */
const WRONG_KIND = 0.9;
const RIGHT_KIND = -0.5;

export function createMentionFinder(tree: AreaTree, index: NameIndex): MentionFinder {
  const levelsOfKind = new Map<string, Set<string>>();
  for (const { kind, level } of tree.areas) {
    levelsOfKind.set(kind, (levelsOfKind.get(kind) ?? new Set()).add(level));
  }

  function add(found: Mention[], place: TypedPlace, stretch: Stretch, entry: NameEntry, match: Match): void {
    const area = tree.areas[entry.area];
    if (area === undefined) return;
    const { start, from, to, kind } = stretch;
    const name = {
      area: entry.area,
      to,
      rank: match.rank,
      initials: match.initials === true,
      letters: stretch.plain.length,
    };
    const cost = match.cost + entry.cost;
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
    if (kind !== undefined && !stretch.doubtful) return;
    const confirmsOnly = !name.initials && isWeak(entry, stretch, place);
    if (confirmsOnly && entry.bareNumber) return;
    found.push({ ...name, from, mask: span(from, to), cost, kind: undefined, confirmsOnly });
  }

  function plain(place: TypedPlace): Mention[] {
    const found: Mention[] = [];
    for (const stretch of stretches(place, index.longest)) {
      for (const entry of index.named(stretch.plain)) {
        add(
          found,
          place,
          stretch,
          entry,
          accentCost(stretch.toned, stretch.plain, entry.toned, place.marked),
        );
      }
      if (stretch.words !== 1 || stretch.letters > 4 || notInitials.has(stretch.plain)) continue;
      for (const entry of index.initials(stretch.plain)) {
        if (compareAccents(stretch.toned, stretch.plain, entry.toned) === 'other') continue;
        add(found, place, stretch, entry, { cost: 0, rank: 'folded', initials: true });
      }
    }
    return found;
  }

  function fuzzy(place: TypedPlace): Mention[] {
    const found: Mention[] = [];
    for (const stretch of stretches(place, index.longest + 1)) {
      for (const key of index.near(stretch.plain)) {
        for (const entry of index.named(key))
          add(found, place, stretch, entry, slipCost(stretch, key, entry.toned, place));
      }
    }
    return found;
  }

  function prefix(place: TypedPlace): Mention[] {
    const found: Mention[] = [];
    for (const stretch of stretches(place, index.longest)) {
      if (stretch.to !== place.words.length || stretch.plain.length < 2) continue;
      for (const key of index.startingWith(stretch.plain)) {
        if (key === stretch.plain) continue;
        for (const entry of index.named(key)) {
          const head = entry.toned.slice(0, stretch.toned.length);
          const accents = accentCost(stretch.toned, stretch.plain, head, place.marked);
          if (accents.rank === 'fuzzy') continue;
          const missing = (key.length - stretch.plain.length) / 100;
          add(found, place, stretch, entry, { cost: 1.2 + accents.cost + missing, rank: 'prefix' });
        }
      }
    }
    return found;
  }

  return { plain, fuzzy, prefix };
}

type Match = { cost: number; rank: AreaRank; initials?: boolean };
/** Some neighbouring words as one key. `from` is the first word of the name, `start` that of its kind word. */
type Stretch = {
  /** Typed without diacritics the kind word may be a part of a name: `quan` is quận, Quan, Quán and Quân. */
  doubtful: boolean;
  from: number;
  start: number;
  to: number;
  toned: string;
  plain: string;
  kind: string | undefined;
  words: number;
  letters: number;
};

function* stretches({ words }: TypedPlace, longest: number): Generator<Stretch> {
  for (let from = 0; from < words.length; from++) {
    const { start, kind, doubtful } = kindBefore(words, from);
    let [toned, plain] = ['', ''];
    for (let to = from + 1; to <= words.length && to - from <= MOST_WORDS; to++) {
      const word = words[to - 1];
      if (word === undefined || (to - 1 > from && word.comma)) break;
      toned += word.toned;
      plain += word.plain;
      if (plain.length > longest) break;
      yield { from, start, to, toned, plain, kind, doubtful, words: to - from, letters: plain.length };
    }
  }
}

function kindBefore(words: TypedPlace['words'], from: number): Pick<Stretch, 'start' | 'kind' | 'doubtful'> {
  for (const length of [2, 1]) {
    const start = from - length;
    if (start < 0 || words[from]?.hard === true || (length === 2 && words[from - 1]?.hard === true)) continue;
    const before = words.slice(start, from);
    const plain = before.map((word) => word.plain).join('');
    const toned = before.map((word) => word.toned).join('');
    const known = kindWords.get(plain);
    if (known !== undefined && compareAccents(toned, plain, known.toned) !== 'other') {
      return { start, kind: known.kind, doubtful: toned === plain };
    }
    const english = englishKinds.get(plain);
    if (english !== undefined && /^\d/.test(words[from]?.plain ?? ''))
      return { start, kind: english, doubtful: false };
  }
  return { start: from, kind: undefined, doubtful: false };
}

/** A number or a very short name names nothing without a kind word, unless a text or a line begins with it. */
function isWeak(entry: NameEntry, stretch: Stretch, place: TypedPlace): boolean {
  if (!entry.bareNumber && stretch.plain.length > 3) return false;
  if (entry.bareNumber) return stretch.words < place.words.length;
  return !(stretch.from === 0 || place.words[stretch.from]?.hard === true);
}

function accentCost(toned: string, plain: string, name: string, marked: boolean): Match {
  if (!marked) return { cost: 0.3, rank: toned === name ? 'exact' : 'folded' };
  const accents = name.length === toned.length ? compareAccents(toned, plain, name) : 'other';
  if (accents === 'same') return { cost: 0, rank: 'exact' };
  if (accents === 'missing') return { cost: 0.3, rank: 'folded' };
  return { cost: accents === 'slip' ? 1 : 1.6, rank: 'fuzzy' };
}

/** A slip costs 2; diacritics beside the slip that contradict cost more. */
function slipCost(stretch: Stretch, key: string, name: string, { marked }: TypedPlace): Match {
  if (!marked) return { cost: 2, rank: 'fuzzy' };
  const at = slipAt(stretch.plain, key);
  const head = compareAccents(stretch.toned.slice(0, at), key.slice(0, at), name.slice(0, at));
  const tail = Math.min(stretch.plain.length, key.length) - at - 2;
  const wrongTail =
    tail > 0 && compareAccents(stretch.toned.slice(-tail), key.slice(-tail), name.slice(-tail)) === 'other';
  return { cost: 2 + (head === 'other' ? 1 : 0) + (wrongTail ? 1 : 0), rank: 'fuzzy' };
}
