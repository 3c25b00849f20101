import { sql, type Selectable } from 'kysely';
import { DatabaseError } from 'pg';
import type { UnitKind, UnitRow } from './console-tables.ts';
import type { Database } from './database.ts';

/** A health unit, or another office that looks at the numbers. */
export interface Unit {
  id: string;
  name: string;
  kind: UnitKind;
  parent: string | null;
  areaVersion: string | null;
  /** Codes from the province down; empty: the nation. */
  areaPath: string[];
  takesUnplaced: boolean;
  phone: string | null;
}

/** A unit in the list of a tree. */
export interface ListedUnit extends Unit {
  /** Units right below it. */
  below: number;
  /** Accounts that may sign in. */
  staff: number;
}

/** The unit with this id; null: there is none. */
export async function findUnit(db: Database, id: string): Promise<Unit | null> {
  const row = await db.selectFrom('units').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toUnit(row) : null;
}

/** The unit of a kind for one area of a map (null: the nation); null: there is none. */
export async function findUnitOf(
  db: Database,
  kind: UnitKind,
  area: { version: string; code: string } | null,
): Promise<Unit | null> {
  const row = await db
    .selectFrom('units')
    .selectAll()
    .where('kind', '=', kind)
    .where('area_version', 'is not distinct from', area?.version ?? null)
    .where(sql<boolean>`area_path[cardinality(area_path)] is not distinct from ${area?.code ?? null}`)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row ? toUnit(row) : null;
}

/**
 * Adds a unit.
 *
 * @returns its id; null: the area has a unit of that kind, or an office of that name, perhaps since a moment ago
 */
export async function addUnit(db: Database, unit: Omit<Unit, 'id'>): Promise<string | null> {
  const made = await db
    .insertInto('units')
    .values({
      ...{ name: unit.name, kind: unit.kind, parent: unit.parent, phone: unit.phone },
      ...{ area_version: unit.areaVersion, area_path: unit.areaPath, takes_unplaced: unit.takesUnplaced },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

/** Gives a unit another name and telephone. @returns false: an office right beside it has that name */
export async function changeUnit(
  db: Database,
  id: string,
  { name, phone }: Pick<Unit, 'name' | 'phone'>,
): Promise<boolean> {
  try {
    await db.updateTable('units').set({ name, phone }).where('id', '=', id).execute();
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'offices_once') return false;
    throw error;
  }
}

/** The units right below one, by name; with null those that have none above them. */
export async function unitsRightBelow(db: Database, parent: string | null): Promise<ListedUnit[]> {
  return (await listed(db, sql`u.parent is not distinct from ${parent}`)).sort(byName);
}

/** Units of one map's province, or of everywhere, from the top of the tree down. */
export async function listUnits(db: Database, province: string | null): Promise<ListedUnit[]> {
  const units = await listed(
    db,
    province === null ? sql`true` : sql`(u.area_path[1] = ${province} or u.area_path = '{}')`,
  );
  return units.sort((one, other) => one.areaPath.length - other.areaPath.length || byName(one, other));
}

/** From the top of the tree down to the unit itself. */
export async function unitsAbove(db: Database, id: string): Promise<Unit[]> {
  const { rows } = await sql<Selectable<UnitRow>>`
    with recursive line as (
      select u.*, 0 as step from units u where u.id = ${id}
      union all
      select u.*, line.step + 1 from units u join line on u.id = line.parent where line.step < 20
    )
    select * from line order by step desc`.execute(db);
  return rows.map(toUnit);
}

/** Whether a unit is another one or lies somewhere below it: what an admin of `root` may see to. */
export async function isWithin(db: Database, root: string, unit: string): Promise<boolean> {
  return (await unitsAbove(db, unit)).some(({ id }) => id === root);
}

/** The ids of a unit and of all below it, as the rows of a statement. */
export const idsWithin = (root: string) => sql<string>`(
  with recursive tree as (
    select id from units where id = ${root}
    union select u.id from units u join tree on u.parent = tree.id
  )
  select id from tree)`;

async function listed(db: Database, where: ReturnType<typeof sql>): Promise<ListedUnit[]> {
  const { rows } = await sql<Selectable<UnitRow> & { below: number; staff: number }>`
    select u.*,
      (select count(*)::int from units b where b.parent = u.id) as below,
      (select count(*)::int from staff s where s.unit = u.id and s.disabled_at is null) as staff
    from units u where ${where}`.execute(db);
  return rows.map((row) => ({ ...toUnit(row), below: row.below, staff: row.staff }));
}

const collator = new Intl.Collator('vi', { numeric: true });
const byName = (one: Unit, other: Unit): number => collator.compare(one.name, other.name);

const toUnit = (row: Selectable<UnitRow>): Unit => ({
  ...{ id: row.id, name: row.name, kind: row.kind, parent: row.parent, phone: row.phone },
  ...{ areaVersion: row.area_version, areaPath: row.area_path, takesUnplaced: row.takes_unplaced },
});
