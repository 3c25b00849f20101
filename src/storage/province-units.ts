import { sql, type Transaction } from 'kysely';
import type { UnitKind } from './console-tables.ts';
import type { Database, Tables } from './database.ts';

/** Any number, the same in every process: `UNIT`. */
const LOCK = 0x554e4954;

/** What each unit of a province looks after. */
type Made = Exclude<UnitKind, 'nation' | 'observer'>;

/**
 * Makes the units of a province out of the stored map, those that are not there yet: the Department of Health; below it
 * the CDC, which also takes people whose place of living is not known, and communications; below the CDC one centre per
 * district, and below that one station per commune. On a map without districts stations are below the CDC. What escalates
 * goes up this tree; the Department hangs below the nation where that has a unit.
 *
 * @param nameOf what a unit is called
 * @returns how many were made; null when the map has no such province
 */
export async function addProvinceUnits(
  db: Database,
  { version, province }: { version: string; province: string },
  nameOf: (kind: Made, areaName: string) => string,
): Promise<number | null> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    const areas = await tx
      .selectFrom('areas')
      .selectAll()
      .where('version', '=', version)
      .where(sql<boolean>`path[1] = ${province}`)
      .orderBy(sql`cardinality(path)`)
      .orderBy('code')
      .execute();
    const [top] = areas;
    if (top === undefined) return null;
    const nation = await tx.selectFrom('units').select('id').where('kind', '=', 'nation').executeTakeFirst();
    const ids = await idsThere(tx, version, province);
    let made = 0;
    const add = async (kind: Made, area: (typeof areas)[number], parent: string | null): Promise<string> => {
      const key = keyOf(kind, area.code);
      const known = ids.get(key);
      if (known !== undefined) return known;
      const { id } = await tx
        .insertInto('units')
        .values({
          ...{ name: nameOf(kind, area.name), kind, parent, phone: null },
          ...{ area_version: version, area_path: area.path, takes_unplaced: kind === 'cdc' },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      ids.set(key, id);
      made++;
      return id;
    };
    const department = await add('health_department', top, nation?.id ?? null);
    const cdc = await add('cdc', top, department);
    await add('communications', top, department);
    for (const area of areas) {
      if (area.level === 'district') await add('district_centre', area, cdc);
      if (area.level !== 'commune') continue;
      await add('station', area, ids.get(keyOf('district_centre', area.parent ?? '')) ?? cdc);
    }
    return made;
  });
}

async function idsThere(
  tx: Transaction<Tables>,
  version: string,
  province: string,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('units')
    .select(['id', 'kind', 'area_path'])
    .where('area_version', '=', version)
    .where(sql<boolean>`area_path[1] = ${province}`)
    .execute();
  return new Map(rows.map(({ id, kind, area_path }) => [keyOf(kind, area_path.at(-1) ?? ''), id]));
}

const keyOf = (kind: UnitKind, code: string): string => `${kind} ${code}`;
