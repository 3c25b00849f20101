import type { AreaAlias } from './area.ts';
import type { AreaTree } from './area-tree.ts';
import { nameVariants } from './name-variants.ts';
import { createNearKeys, type NearKeys } from './near-keys.ts';
import { nameKey, placeKey, wordsOfName } from './place-key.ts';
import { soundOf } from './sound-of.ts';

/** One name of one unit: its key with diacritics, and what it costs that it is not the official one. */
export type NameEntry = { area: number; toned: string; plain: string; cost: number; bareNumber: boolean };

/** All names of a map by their letters without diacritics and blanks. */
export type NameIndex = {
  named: (plain: string) => readonly NameEntry[];
  /** Keys of names one slip away. Spelled-out numbers are not among them: `Gia Tân` is no slip of `Gia Tân I`. */
  near: NearKeys;
  /** Names that sound the same in southern speech: `Dầu Dây` for `Dầu Giây`. */
  sounding: (plain: string) => readonly NameEntry[];
  startingWith: (prefix: string) => string[];
  /** Units by the first letters of their name: `bh`, `brvt`. Only units that have units below. */
  initials: (plain: string) => readonly NameEntry[];
  /** True for a word that is part of some name. */
  isWord: (plain: string) => boolean;
  longest: number;
};

const VARIANT_COST = 0.05;
const ALIAS_COST = 0.1;
const INITIALS_COST = 0.4;
/** Shorter words sound like too many others. */
const SHORTEST_SOUND = 4;

/** Indexes every official name, its variants, and the aliases. An alias of an unknown code is left out. */
export function createNameIndex(tree: AreaTree, aliases: readonly AreaAlias[]): NameIndex {
  const names = new Map<string, NameEntry[]>();
  const initials = new Map<string, NameEntry[]>();
  const words = new Set<string>();
  const spelled = new Set<string>();
  for (const [area, { bareName }] of tree.areas.entries()) {
    const bareNumber = /^\d+$/.test(bareName);
    addName(names, bareName, { area, cost: 0, bareNumber });
    for (const variant of nameVariants(bareName)) {
      addName(names, variant, { area, cost: VARIANT_COST, bareNumber });
      if (/\d/.test(bareName)) spelled.add(nameKey(variant).plain);
    }
    for (const word of wordsOfName(bareName)) words.add(placeKey(word).plain);
    if (tree.childrenOf(area).length > 0) addInitials(initials, bareName, area);
  }
  for (const { name, codes } of aliases) {
    for (const code of codes) {
      const area = tree.indexOf(code);
      if (area !== undefined) addName(names, name, { area, cost: ALIAS_COST, bareNumber: false });
    }
  }
  const keys = [...names.keys()].sort();
  const bySound = new Map<string, NameEntry[]>();
  for (const [key, entries] of names) {
    const sound = soundOf(key);
    bySound.set(sound, [...(bySound.get(sound) ?? []), ...entries]);
  }
  return {
    named: (plain) => names.get(plain) ?? [],
    near: createNearKeys(keys.filter((key) => !spelled.has(key))),
    sounding: (plain) => (plain.length < SHORTEST_SOUND ? [] : (bySound.get(soundOf(plain)) ?? [])),
    startingWith: (prefix) => keysStartingWith(keys, prefix),
    initials: (plain) => initials.get(plain) ?? [],
    isWord: (plain) => words.has(plain),
    longest: keys.reduce((longest, key) => Math.max(longest, key.length), 0),
  };
}

function addName(
  names: Map<string, NameEntry[]>,
  name: string,
  entry: Omit<NameEntry, 'toned' | 'plain'>,
): void {
  const { toned, plain } = nameKey(name);
  const entries = names.get(plain);
  if (entries === undefined) names.set(plain, [{ ...entry, toned, plain }]);
  else if (!entries.some((known) => known.area === entry.area && known.toned === toned))
    entries.push({ ...entry, toned, plain });
}

function addInitials(initials: Map<string, NameEntry[]>, bareName: string, area: number): void {
  const keys = wordsOfName(bareName).map(placeKey);
  if (keys.length < 2) return;
  const plain = keys.map((key) => key.plain.charAt(0)).join('');
  const toned = keys.map((key) => (key.toned.startsWith('đ') ? 'đ' : key.plain.charAt(0))).join('');
  const entry = { area, toned, plain, cost: INITIALS_COST, bareNumber: false };
  const entries = initials.get(plain);
  if (entries === undefined) initials.set(plain, [entry]);
  else entries.push(entry);
}

function keysStartingWith(keys: readonly string[], prefix: string): string[] {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let key = keys[low]; key?.startsWith(prefix) === true; key = keys[++low]) found.push(key);
  return found;
}
