import { randomUUID } from 'node:crypto';
import { hashPassword } from '../../src/console/password.ts';
import { nameUnit } from '../../src/console/unit-names.ts';
import { loadAreaMap } from '../../src/assets/areas.ts';
import { storeAreas } from '../../src/storage/areas.ts';
import type { StaffRole, UnitKind } from '../../src/storage/console-tables.ts';
import type { Database } from '../../src/storage/database.ts';
import { addProvinceUnits } from '../../src/storage/province-units.ts';
import { addStaff } from '../../src/storage/staff.ts';
import { findUnitOf, type Unit } from '../../src/storage/units.ts';
import { markWords } from './kept-logs.ts';

/** The password of every account tests make. */
export const PASSWORD = 'sông Đồng Nai chảy mãi';

let hashed: Promise<string> | null = null;

/** Stores the map of 2020 and makes the units of Đồng Nai on it. */
export async function makeDongNai(db: Database): Promise<void> {
  await storeAreas(db, '2020', loadAreaMap('2020'));
  await addProvinceUnits(db, { version: '2020', province: '75' }, (kind, name) =>
    nameUnit('2020', kind, name),
  );
}

/** A unit of Đồng Nai: by default the station of Phường Trảng Dài, Biên Hòa. */
export async function unitOf(db: Database, kind: UnitKind = 'station', code = '26008'): Promise<Unit> {
  const unit = await findUnitOf(db, kind, { version: '2020', code });
  if (unit === null) throw new Error(`No ${kind} of ${code}: makeDongNai comes first`);
  return unit;
}

/** Adds an account whose password is PASSWORD. */
export async function makeStaff(
  db: Database,
  unit: string,
  {
    role = 'officer',
    username = `u${randomUUID().slice(0, 8)}`,
  }: { role?: StaffRole; username?: string } = {},
): Promise<{ id: string; username: string; name: string }> {
  const name = 'Trần Thị Bích Hạnh';
  markWords('name', name);
  markWords('secret', PASSWORD);
  const password = await (hashed ??= hashPassword(PASSWORD));
  const id = await addStaff(db, { unit, username, name, role, language: 'vi', password });
  if (id === null) throw new Error(`${username} is taken`);
  return { id, username, name };
}
