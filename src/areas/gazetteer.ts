// Knows the administrative units of one map: their tree, their names, and what a typed text may mean by them.
// Must not know: where the data lies, who asks, coordinates (no source has any), or the day it is.
import type { Area, AreaLevel, AreaMatch, AreaResolution, AreaScope, GazetteerData } from './area.ts';
import { createAreaTree } from './area-tree.ts';
import { createMentionFinder } from './mentions.ts';
import { createNameIndex } from './name-index.ts';
import { resolveArea } from './resolve-area.ts';
import { searchAreas } from './search-areas.ts';

export type Gazetteer = {
  /** The levels of this map from the widest to the narrowest, such as province, district, commune. */
  levels: readonly AreaLevel[];
  /** The unit of a code, as text with its leading zeros; undefined when this map has none. */
  find: (code: string) => Area | undefined;
  /** The units it lies in, from its parent up to the province; empty for a province and for an unknown code. */
  ancestors: (code: string) => Area[];
  /** The units right below it, by code; without a code, the provinces. Empty for an unknown code. */
  children: (code?: string) => Area[];
  /** `Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai`; empty for an unknown code. */
  fullName: (code: string) => string;
  /** Units a text may mean, best first, at most `limit` (10). For lists to pick from; see resolve for a decision. */
  search(text: string, options?: AreaScope & { limit?: number | undefined }): AreaMatch[];
  /** What a text says: `one` unit only when it really tells one apart. See AreaResolution. */
  resolve: (text: string, scope?: AreaScope) => AreaResolution;
  /** All units, by code. */
  all: () => readonly Area[];
};

/**
 * Builds the gazetteer of one map. In: units in any order, and other names for them. Throws an Error naming the code
 * when two units have one code or a parent is missing. Nothing it returns throws, whatever the text.
 * A shared location cannot be turned into units: neither source has boundaries or points, so nothing here takes one.
 * Ranking: names exact with diacritics, exact without, beginnings, slips (domain dossier, section 3.2).
 */
export function createGazetteer(data: GazetteerData): Gazetteer {
  const tree = createAreaTree(data.areas);
  const index = createNameIndex(tree, data.aliases ?? []);
  const reader = { tree, index, finder: createMentionFinder(tree, index) };
  const pick = (indexes: readonly number[]): Area[] => indexes.flatMap((at) => tree.areas[at] ?? []);
  const provinces = tree.areas.filter((area) => area.parent === null);

  const depths = new Map(tree.areas.map((area, at) => [area.level, tree.above[at]?.length ?? 0]));
  const levels = [...depths.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));

  function find(code: string): Area | undefined {
    const at = tree.indexOf(code);
    return at === undefined ? undefined : tree.areas[at];
  }

  function ancestors(code: string): Area[] {
    const at = tree.indexOf(code);
    return at === undefined ? [] : pick(tree.above[at] ?? []);
  }

  function children(code?: string): Area[] {
    if (code === undefined) return provinces;
    const at = tree.indexOf(code);
    return at === undefined ? [] : pick(tree.childrenOf(at));
  }

  function fullName(code: string): string {
    const area = find(code);
    return area === undefined ? '' : [area, ...ancestors(code)].map((unit) => unit.name).join(', ');
  }

  return {
    levels,
    find,
    ancestors,
    children,
    fullName,
    search: (text, options = {}) => searchAreas(reader, text, options, options.limit ?? 10),
    resolve: (text, scope = {}) => resolveArea(reader, text, scope),
    all: () => tree.areas,
  };
}
