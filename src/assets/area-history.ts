import { type AdminVersion, adminVersions } from '../areas/admin-versions.ts';
import type { AreaMap } from '../areas/area-map.ts';
import type { Gazetteer } from '../areas/gazetteer.ts';
import type { Succession } from '../areas/succession.ts';
import type { BecameOf } from '../dialogue/assets.ts';
import { loadAreaMap, loadAreas, loadSuccession } from './areas.ts';

/**
 * The gazetteer of a map, and what became there of the units of the others. The other maps are only read when a
 * conversation that knew one of them comes back: on the map of 2020 that is hardly ever.
 */
export function loadAreaHistory(version: AdminVersion): { areas: Gazetteer; becameOf: BecameOf } {
  const succession = once(loadSuccession);
  const areas = loadAreas(version, version === '2020' ? undefined : succession());
  const others = new Map(adminVersions.map((other) => [other.version as string, other.version]));
  const loaded = new Map<AdminVersion, AreaMap>();

  function mapOf(other: AdminVersion): AreaMap {
    const map = loaded.get(other) ?? loadAreaMap(other);
    loaded.set(other, map);
    return map;
  }

  function heirs(other: AdminVersion, code: string): string[] {
    if (version === '2020') return succession().predecessors(code);
    // The map of April 2026 has the codes of July 2025.
    return other === '2020' ? succession().successors(code) : [code];
  }

  return {
    areas,
    becameOf: (map, code) => {
      const other = others.get(map);
      if (other === undefined) return { name: '', now: [] };
      const now = other === version ? [code] : heirs(other, code);
      return { name: mapOf(other).fullName(code), now: now.filter((heir) => areas.find(heir) !== undefined) };
    },
  };
}

function once(load: () => Succession): () => Succession {
  let loaded: Succession | undefined;
  return () => (loaded ??= load());
}
