/** The name of a level. Levels are data of a map: 2020 has province, district, commune; 2025-07 has no district. */
export type AreaLevel = string;

/** One administrative unit of one map. */
export type Area = {
  /** The code of the General Statistics Office as text, leading zeros kept: `26008`, `00001`. */
  code: string;
  /** The name with its kind, NFC: `Phường Tân Hiệp`. */
  name: string;
  /** The name alone: `Tân Hiệp`. */
  bareName: string;
  /** In lower case: `phường`, `xã`, `thị trấn`, `đặc khu`, `quận`, `huyện`, `thị xã`, `thành phố`, `tỉnh`. */
  kind: string;
  level: AreaLevel;
  /** The code of the unit it belongs to; null for a province. */
  parent: string | null;
  /** First day it was this, ISO; absent: as long as its map. */
  validFrom?: string;
  /** Last day it was this, ISO; absent: as long as its map. */
  validTo?: string;
};

/** Another name people use: a short form, a former name, a spelling. One alias may mean several units. */
export type AreaAlias = { name: string; codes: readonly string[] };

/** What a gazetteer is built from. */
export type GazetteerData = { areas: readonly Area[]; aliases?: readonly AreaAlias[] };

/** Where to look. Codes that the map does not have match nothing (`within`) or change nothing (`prefer`). */
export type AreaScope = {
  /** Only units of this level. */
  level?: AreaLevel | undefined;
  /** Only units inside the unit of this code, itself included. */
  within?: string | undefined;
  /** Units inside the unit of this code come first and break a tie. */
  prefer?: string | undefined;
};

/** How a text met a name: letter by letter, without diacritics, by its beginning, or with a slip. */
export type AreaRank = 'exact' | 'folded' | 'prefix' | 'fuzzy';

/** A unit of the map before and those it lay in, up to the province: what a former name stands for. */
export type FormerUnit = readonly Area[];

/** One answer of a search; `score` falls from 1 towards 0. `formerly`: the former name the text met. */
export type AreaMatch = { area: Area; rank: AreaRank; score: number; formerly?: FormerUnit };

/**
 * What a text says: one unit; several it may mean, likeliest first (a single one when it is only likely); none.
 * `confirmed`: a unit around it is named too. `implied`: only a unit in it is named. `rest` is what stood before the unit, the house line of an address, as
 * typed. `formerly`: the former unit that was named instead, for several by the code of the unit it became.
 */
export type AreaResolution =
  | { kind: 'one'; area: Area; confirmed?: boolean; implied?: boolean; rest?: string; formerly?: FormerUnit }
  | { kind: 'many'; areas: Area[]; formerly?: ReadonlyMap<string, FormerUnit> }
  | { kind: 'none' };
