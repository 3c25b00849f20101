import type { Area, AreaLevel } from './area.ts';
import { createAreaTree, type AreaTree } from './area-tree.ts';

/** The units of one map and how they lie in each other. */
export type AreaMap = {
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
  /** All units, by code. */
  all: () => readonly Area[];
};

/**
 * Puts the units of one map, in any order, into their places. Throws an Error naming the code when two units have one
 * code or a parent is missing.
 */
export function createAreaMap(areas: readonly Area[]): AreaMap {
  return areaMapOf(createAreaTree(areas));
}

/** The map of a tree that is there already. */
export function areaMapOf(tree: AreaTree): AreaMap {
  const pick = (indexes: readonly number[]): Area[] => indexes.flatMap((at) => tree.areas[at] ?? []);
  const provinces = tree.areas.filter((area) => area.parent === null);
  const depths = new Map(tree.areas.map((area, at) => [area.level, tree.above[at]?.length ?? 0]));

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
    levels: [...depths.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0)),
    find,
    ancestors,
    children,
    fullName,
    all: () => tree.areas,
  };
}
