import type { Area } from './area.ts';
import type { AreaMap } from './area-map.ts';
import { splitKind, type MappingRow } from './import-2025.ts';
import { nameKey } from './place-key.ts';

/** What became of the units of 2020 in the map of July 2025, and out of what the new ones were made. */
export type Succession = {
  /**
   * The new units that took over an old one, by code: communes for a commune or a district, provinces for a province.
   * Several when it was divided, the main one first as far as the source tells. Empty when it does not say.
   */
  successors: (code2020: string) => string[];
  /** The communes (for a province: provinces) of 2020 that went into a new unit, by code. */
  predecessors: (code2025: string) => string[];
};

/**
 * Reads the mapping rows against both maps. A row names its old unit by code, or only by names; some rows carry a
 * new code of another numbering, which the new name and province put right. Rows that fit nothing are left out.
 */
export function createSuccession(
  before: AreaMap,
  after: AreaMap,
  mapping: readonly MappingRow[],
): Succession {
  const forward = new Map<string, Set<string>>();
  const backward = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    forward.set(from, (forward.get(from) ?? new Set()).add(to));
    backward.set(to, (backward.get(to) ?? new Set()).add(from));
  };
  const oldByName = uniqueByPath(before);
  const newByName = uniqueByPath(after);
  const knownCodes = new Set(mapping.map((row) => row.old_ward_code));
  // Rows with a code tell the main successor; rows with names only, often of a divided unit, the others.
  for (const row of mapping.toSorted(
    (a, b) => Number(a.old_ward_code === null) - Number(b.old_ward_code === null),
  )) {
    const to = newCommune(row, after, newByName);
    if (to === undefined) continue;
    for (const from of oldCommunes(row, before, oldByName, knownCodes)) linkWithAncestors(from, to);
  }
  for (const to of after.all()) {
    if (to.parent === null || backward.has(to.code)) continue;
    const from = sameNamed(to, before, backward.get(to.parent));
    if (from !== undefined) linkWithAncestors(from, to);
  }

  function linkWithAncestors(from: Area, to: Area): void {
    link(from.code, to.code);
    const province = to.parent;
    for (const above of before.ancestors(from.code)) {
      if (above.level === 'province' && province !== null) link(above.code, province);
      else forward.set(above.code, (forward.get(above.code) ?? new Set()).add(to.code));
    }
  }

  return {
    successors: (code) => [...(forward.get(code) ?? [])],
    predecessors: (code) => [...(backward.get(code) ?? [])].sort(),
  };
}

/** A commune the rows say nothing of is unchanged, or an island district that had no communes. */
function sameNamed(to: Area, before: AreaMap, provinces: ReadonlySet<string> | undefined): Area | undefined {
  const name = nameKey(to.bareName).toned;
  const found = before.all().filter((area) => {
    if (area.parent === null || nameKey(area.bareName).toned !== name) return false;
    return provinces?.has(before.ancestors(area.code).at(-1)?.code ?? '') === true;
  });
  return found.length === 1 ? found[0] : found.find((area) => area.code === to.code);
}

function newCommune(row: MappingRow, after: AreaMap, byName: ReadonlyMap<string, Area>): Area | undefined {
  const byCode = after.find(row.new_ward_code);
  const named = byName.get(pathKey([row.new_ward_name, row.new_province_name]));
  if (byCode !== undefined && (named === undefined || sameProvince(byCode, row, after))) return byCode;
  return named;
}

function sameProvince({ code }: Area, row: MappingRow, after: AreaMap): boolean {
  const province = after.ancestors(code)[0]?.bareName ?? '';
  return nameKey(province).toned === nameKey(splitKind(row.new_province_name).bareName).toned;
}

/** By its code, and by its names where the code is missing or has meanwhile passed to a unit of another name. */
function oldCommunes(
  row: MappingRow,
  before: AreaMap,
  byName: ReadonlyMap<string, Area>,
  knownCodes: ReadonlySet<string | null>,
): Area[] {
  const byCode = row.old_ward_code === null ? undefined : before.find(row.old_ward_code);
  const names = [row.old_ward_name, row.old_district_name, row.old_province_name];
  const named = names.every((name) => name !== null) ? byName.get(pathKey(names)) : undefined;
  if (byCode === undefined) return named === undefined ? [] : [named];
  if (named === undefined || named === byCode || knownCodes.has(named.code)) return [byCode];
  return [byCode, named];
}

/** The communes by kind-less names from commune to province; a path that two communes share tells neither. */
function uniqueByPath(map: AreaMap): Map<string, Area> {
  const found = new Map<string, Area>();
  const shared = new Set<string>();
  for (const area of map.all()) {
    if (area.level !== 'commune') continue;
    const key = pathKey([area.name, ...map.ancestors(area.code).map((above) => above.name)]);
    if (found.has(key)) shared.add(key);
    found.set(key, area);
  }
  for (const key of shared) found.delete(key);
  return found;
}

function pathKey(names: readonly string[]): string {
  return names.map(kindlessKey).join('|');
}

const kindlessKeys = new Map<string, string>();

/** Kept by name: the names of districts and provinces come back thousands of times. */
function kindlessKey(name: string): string {
  const known = kindlessKeys.get(name);
  if (known !== undefined) return known;
  const key = nameKey(splitKind(name).bareName).toned;
  kindlessKeys.set(name, key);
  return key;
}
