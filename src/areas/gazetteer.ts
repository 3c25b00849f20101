// Knows the administrative units of one map: their tree, their names, and what a typed text may mean by them.
// Must not know: where the data lies, who asks, coordinates (no source has any), or the day it is.
import type { AreaLevel, AreaMatch, AreaResolution, AreaScope, GazetteerData } from './area.ts';
import { areaMapOf, type AreaMap } from './area-map.ts';
import { createAreaTree } from './area-tree.ts';
import { createAreaReader, resolveArea } from './resolve-area.ts';
import { searchAreas } from './search-areas.ts';

export type Gazetteer = AreaMap & {
  /** The levels people name units of, from the widest to the narrowest: those of the map, and former ones. */
  spokenLevels: readonly AreaLevel[];
  /** Units a text may mean, best first, at most `limit` (10). For lists to pick from; see resolve for a decision. */
  search(text: string, options?: AreaScope & { limit?: number | undefined }): AreaMatch[];
  /** What a text says: `one` unit only when it really tells one apart. See AreaResolution. */
  resolve: (text: string, scope?: AreaScope) => AreaResolution;
};

/**
 * Builds the gazetteer of one map. In: units in any order, and other names for them. Throws an Error naming the code
 * when two units have one code or a parent is missing. Nothing it returns throws, whatever the text.
 * A shared location cannot be turned into units: neither source has boundaries or points, so nothing here takes one.
 * Ranking: names exact with diacritics, exact without, beginnings, slips (domain dossier, section 3.2).
 */
export function createGazetteer(data: GazetteerData): Gazetteer {
  const tree = createAreaTree(data.areas);
  const reader = createAreaReader(tree, data.aliases ?? []);
  const map = areaMapOf(tree);
  return {
    ...map,
    spokenLevels: map.levels,
    search: (text, options = {}) => searchAreas(reader, text, options, options.limit ?? 10),
    resolve: (text, scope = {}) => resolveArea(reader, text, scope),
  };
}
