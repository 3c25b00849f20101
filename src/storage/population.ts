import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { PopulationRow } from './console-tables.ts';
import type { Database } from './database.ts';
import type { Visitor } from './staff-sessions.ts';

/**
 * Stores how many people live where, in one transaction with its line in the audit trail; what was known of the same
 * areas before is replaced.
 *
 * @throws when an area is not in the map, or not below the area of who stores it: nothing is stored then
 */
export async function storePopulation(
  db: Database,
  rows: readonly PopulationRow[],
  { staff, unit }: Visitor,
  address: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const given = sql`jsonb_populate_recordset(null::population, ${JSON.stringify(rows)}::jsonb)`;
    const stored = await sql`
      insert into population (area_version, code, population, households, source, year)
      select g.area_version, g.code, g.population, g.households, g.source, g.year
      from ${given} g join areas a on a.version = g.area_version and a.code = g.code
      where a.path[1:${unit.areaPath.length}] = ${[...unit.areaPath]}
      on conflict (area_version, code) do update set population = excluded.population,
        households = excluded.households, source = excluded.source, year = excluded.year`.execute(tx);
    if (stored.numAffectedRows !== BigInt(rows.length))
      throw new Error(
        `${rows.length - Number(stored.numAffectedRows)} areas are not below that of ${unit.id}`,
      );
    await tx
      .insertInto('audit')
      .values({
        ...{ staff, unit: unit.id, area_path: [...unit.areaPath], address, action: 'population_imported' },
        ...{ subject: null, subject_id: null, detail: { rows: rows.length } },
      })
      .execute();
  });
}

/** How many people live in areas of a map; those it was not imported for are absent. */
export async function populationOf(
  tx: Scoped,
  version: string,
  codes: readonly string[],
): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('population')
    .select(['code', 'population'])
    .where('area_version', '=', version)
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map(({ code, population }) => [code, population]));
}
