import { randomUUID } from 'node:crypto';
import type { StaffRole, UnitKind } from '../../src/storage/console-tables.ts';
import type { Database } from '../../src/storage/database.ts';

export interface TestUnit {
  kind?: UnitKind;
  /** Codes from the province down; empty: the nation. */
  path?: readonly string[];
  takesUnplaced?: boolean;
}

/** A health unit; gives its id. */
export async function aUnit(
  db: Database,
  { kind, path = [], takesUnplaced }: TestUnit = {},
): Promise<string> {
  const kinds: UnitKind[] = ['nation', 'cdc', 'district_centre', 'station'];
  const { id } = await db
    .insertInto('units')
    .values({
      name: `Unit ${path.join(' ')}`,
      kind: kind ?? kinds[path.length] ?? 'station',
      parent: null,
      // People of a test have units of their own, also in the same area.
      twin: true,
      area_version: '2020',
      area_path: [...path],
      phone: null,
      ...(takesUnplaced !== undefined && { takes_unplaced: takesUnplaced }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A member of staff of a unit, by default one who works on people; gives their id. */
export async function aMember(
  db: Database,
  unit: string,
  { role = 'officer', disabled = false }: { role?: StaffRole; disabled?: boolean } = {},
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('staff')
    .values({
      ...{ id, unit, username: `u-${id}`, name: `Member ${id.slice(0, 4)}`, role, password: '-' },
      ...{ totp: null, totp_since: null, totp_step: null, locked_until: null, signed_in_at: null },
      ...{ seen_until: null, disabled_at: disabled ? new Date() : null },
    })
    .execute();
  return id;
}

/** An officer of a unit of their own. */
export async function anOfficer(db: Database, path: readonly string[], unit: TestUnit = {}): Promise<string> {
  return aMember(db, await aUnit(db, { ...unit, path }));
}

/** Areas of a map, each with all above it. */
export async function someAreas(db: Database, paths: readonly (readonly string[])[]): Promise<void> {
  const all = new Map(
    paths.flatMap((path) => path.map((_, i) => [path.slice(0, i + 1).join(' '), path.slice(0, i + 1)])),
  );
  const levels = ['province', 'district', 'commune'];
  for (const path of all.values()) {
    await db
      .insertInto('areas')
      .values({
        ...{ version: '2020', code: path.at(-1) ?? '', name: `Place ${path.at(-1) ?? ''}` },
        ...{ level: levels[path.length - 1] ?? '', parent: path.at(-2) ?? null, path: [...path] },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
