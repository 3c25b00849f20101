import type { AreaMatch, AreaScope } from './area.ts';
import type { AreaReader } from './resolve-area.ts';
import { readingsOf, type Reading } from './readings.ts';
import { readTypedPlace } from './typed-place.ts';

/** Fewer letters than this begin too many names for slips to be worth looking for. */
const ENOUGH = 0.6;

/**
 * Lists the units a text may mean, best first: names as typed, without diacritics, by their beginning, with a slip;
 * units inside `prefer` before equally good others; then by code, so the order is always the same. Never throws.
 */
export function searchAreas(reader: AreaReader, text: string, scope: AreaScope, limit: number): AreaMatch[] {
  const { tree, index, finder } = reader;
  const place = readTypedPlace(text, index.isWord);
  if (place === undefined || limit < 1) return [];
  const plain = [...finder.plain(place), ...finder.prefix(place)];
  let readings = readingsOf(place, plain, tree, scope);
  if (readings.filter((reading) => reading.cost < ENOUGH).length < limit) {
    readings = readingsOf(place, [...plain, ...finder.fuzzy(place, plain)], tree, scope);
  }
  const root = scope.prefer === undefined ? undefined : tree.indexOf(scope.prefer);
  const away = (reading: Reading): number => (root !== undefined && tree.inside(reading.area, root) ? 0 : 1);
  const sorted = readings.sort(
    (a, b) => tier(a) - tier(b) || away(a) - away(b) || a.cost - b.cost || a.area - b.area,
  );
  return sorted.slice(0, limit).flatMap(({ area, rank, cost }) => {
    const found = tree.areas[area];
    return found === undefined
      ? []
      : [{ area: found, rank, score: Math.round(1000 / (1 + Math.max(0, cost))) / 1000 }];
  });
}

/** Costs within half a point are one tier; inside it the preferred province comes first. */
function tier({ cost }: Reading): number {
  return Math.floor((cost + 0.5) * 2);
}
