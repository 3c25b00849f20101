// A gazetteer that still understands what people called places before the map changed.
import type { Area, AreaMatch, AreaResolution, FormerUnit, GazetteerData } from './area.ts';
import { areaMapOf, type AreaMap } from './area-map.ts';
import { createAreaTree } from './area-tree.ts';
import type { Gazetteer } from './gazetteer.ts';
import { nameKey } from './place-key.ts';
import { createAreaReader, resolveArea } from './resolve-area.ts';
import { searchAreas } from './search-areas.ts';
import type { Succession } from './succession.ts';

/**
 * The gazetteer of the present map that takes former names too. A former unit of a level the map still has (a commune)
 * is answered by its successors, with the name it was meant by. A unit of a level that has ended (a district) is found
 * and looked into as before: it lies in the province that took it over, and its children are its successors.
 * All names, present and former, are weighed against each other as those of one map; equally good ones are offered.
 *
 * @param present the map in force, with its aliases
 * @param former the map before, with its aliases
 */
export function rememberFormerNames(
  present: GazetteerData,
  former: GazetteerData,
  succession: Succession,
): Gazetteer {
  const map = areaMapOf(createAreaTree(present.areas));
  const before = areaMapOf(createAreaTree(former.areas));
  const ended = endedUnits(map, before, succession);
  const heirs = heirsByUnit(map, before, succession);
  // Beside a unit of today a former one needs a code of its own; letters put it behind.
  const codeOf = (unit: Area): string => `former:${unit.code}`;
  const formerByCode = new Map([...heirs.keys()].map((unit) => [codeOf(unit), unit]));
  const renamed = [...formerByCode].map(([code, unit]) => ({ ...unit, code }));
  const tree = createAreaTree([...present.areas, ...ended.values(), ...renamed], {
    alsoIn: endedAround(ended, succession),
    heirs: new Map(
      [...heirs].flatMap(([unit, [only, ...others]]) =>
        only !== undefined && others.length === 0 ? [[codeOf(unit), only.code]] : [],
      ),
    ),
  });
  const endedAliases = (former.aliases ?? []).map(({ name, codes }) => ({
    name,
    codes: codes.filter((code) => ended.has(code)),
  }));
  const reader = createAreaReader(tree, [...(present.aliases ?? []), ...endedAliases]);

  /** What a unit of the tree is today; `formerly` when it was meant by a name of the map before. */
  function today(unit: Area): { area: Area; formerly?: FormerUnit }[] {
    const old = formerByCode.get(unit.code);
    if (old === undefined) return [{ area: unit }];
    const formerly = [old, ...before.ancestors(old.code)];
    return (heirs.get(old) ?? []).map((area) => ({ area, formerly }));
  }

  function resolve(text: string, scope = {}): AreaResolution {
    const said = resolveArea(reader, text, scope);
    if (said.kind === 'none') return said;
    const meant = said.kind === 'one' ? today(said.area) : said.areas.flatMap(today);
    const [only] = meant;
    if (said.kind === 'one' && only !== undefined && meant.length === 1) return { ...said, ...only };
    // A present name comes before the former names of the same unit.
    const known = new Set(meant.flatMap(({ area, formerly }) => (formerly === undefined ? [area] : [])));
    const formerly = new Map<string, FormerUnit>();
    for (const { area, formerly: old } of meant) {
      if (old !== undefined && !known.has(area) && !formerly.has(area.code)) formerly.set(area.code, old);
    }
    return { kind: 'many', areas: [...new Set(meant.map(({ area }) => area))], formerly };
  }

  function search(text: string, options: Parameters<Gazetteer['search']>[1] = {}): AreaMatch[] {
    const limit = options.limit ?? 10;
    const found = new Map<Area, AreaMatch>();
    for (const match of searchAreas(reader, text, options, 2 * limit)) {
      for (const meant of today(match.area)) {
        if (!found.has(meant.area)) found.set(meant.area, { ...match, ...meant });
      }
    }
    return [...found.values()].slice(0, Math.max(0, limit));
  }

  function ancestors(code: string): Area[] {
    const parent = ended.get(code)?.parent;
    return parent === undefined ? map.ancestors(code) : unitsOf(map, parent === null ? [] : [parent]);
  }

  return {
    ...map,
    spokenLevels: [...new Set([...before.levels, ...map.levels])],
    find: (code) => map.find(code) ?? ended.get(code),
    ancestors,
    children: (code) =>
      code !== undefined && ended.has(code)
        ? unitsOf(map, succession.successors(code).toSorted())
        : map.children(code),
    fullName: (code) =>
      [ended.get(code)?.name ?? map.find(code)?.name ?? '', ...ancestors(code).map(({ name }) => name)].join(
        ', ',
      ),
    search,
    resolve,
  };
}

/** The units of levels that have ended, by code, put into the provinces of today. */
function endedUnits(map: AreaMap, before: AreaMap, { successors }: Succession): Map<string, Area> {
  const ended = new Map<string, Area>();
  for (const unit of before.all()) {
    if (map.levels.includes(unit.level) || successors(unit.code).length === 0) continue;
    const top = before.ancestors(unit.code).at(-1);
    const [parent] = top === undefined ? [] : successors(top.code);
    if (parent !== undefined && map.find(unit.code) === undefined) ended.set(unit.code, { ...unit, parent });
  }
  return ended;
}

/**
 * What the units of levels that go on are today. Of several heirs the one that bears the name is meant: people there
 * go on saying it.
 */
function heirsByUnit(map: AreaMap, before: AreaMap, { successors }: Succession): Map<Area, readonly Area[]> {
  const heirs = new Map<Area, readonly Area[]>();
  for (const unit of before.all()) {
    if (!map.levels.includes(unit.level)) continue;
    const all = unitsOf(map, successors(unit.code));
    const namesake = all.find((heir) => nameKey(heir.bareName).toned === nameKey(unit.bareName).toned);
    if (all.length > 0) heirs.set(unit, namesake === undefined ? all : [namesake]);
  }
  return heirs;
}

/** Of each unit of today, the ended ones its ground lay in. */
function endedAround(ended: ReadonlyMap<string, Area>, { successors }: Succession): Map<string, string[]> {
  const around = new Map<string, string[]>();
  for (const code of ended.keys()) {
    for (const heir of successors(code)) around.set(heir, [...(around.get(heir) ?? []), code]);
  }
  return around;
}

const unitsOf = (map: AreaMap, codes: readonly string[]): Area[] =>
  codes.flatMap((code) => map.find(code) ?? []);
