import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Area } from '../areas/area.ts';
import type { AreaRow, Database } from './database.ts';

/** Of a gazetteer, what is stored. */
export interface AreaSource {
  all(): readonly Area[];
  /** From the parent up to the province. */
  ancestors(code: string): readonly Area[];
}

/**
 * Makes the stored map equal to the gazetteer's. An unchanged map costs one look-up. Other maps stay: records made on
 * them name them.
 *
 * @returns how many units were written; 0 when the map was there already
 */
export async function storeAreas(db: Database, version: string, source: AreaSource): Promise<number> {
  const rows = source.all().map((area): AreaRow => ({
    version,
    code: area.code,
    name: area.name,
    level: area.level,
    parent: area.parent,
    path: [
      ...source
        .ancestors(area.code)
        .map(({ code }) => code)
        .reverse(),
      area.code,
    ],
  }));
  const json = JSON.stringify(rows);
  const fingerprint = createHash('sha256').update(json).digest('hex');
  return db.transaction().execute(async (tx) => {
    const claimed = await tx
      .insertInto('area_maps')
      .values({ version, fingerprint })
      .onConflict((conflict) =>
        conflict
          .column('version')
          .doUpdateSet({ fingerprint, stored_at: new Date() })
          .where('area_maps.fingerprint', '<>', fingerprint),
      )
      .returning('version')
      .execute();
    if (claimed.length === 0) return 0;
    await tx.deleteFrom('areas').where('version', '=', version).execute();
    await sql`
      insert into areas (version, code, name, level, parent, path)
      select version, code, name, level, parent, array(select jsonb_array_elements_text(path))
      from jsonb_to_recordset(${json}::jsonb)
        as unit(version text, code text, name text, level text, parent text, path jsonb)`.execute(tx);
    return rows.length;
  });
}

/** Names of the units of one map, by code; codes the map does not have are absent. */
export async function areaNames(
  db: Database,
  version: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('areas')
    .select(['code', 'name'])
    .where('version', '=', version)
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}
