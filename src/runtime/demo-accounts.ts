import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { makeUpPassword } from '../console/made-up-password.ts';
import { hashPassword } from '../console/password.ts';
import { nameUnit } from '../console/unit-names.ts';
import { writeAudit } from '../storage/audit.ts';
import type { StaffRole, UnitKind } from '../storage/console-tables.ts';
import type { Database } from '../storage/database.ts';
import { addProvinceUnits } from '../storage/province-units.ts';
import { addStaff, disableStaff, enableStaff, findStaffNamed, setPassword } from '../storage/staff.ts';
import { listUnits, type Unit } from '../storage/units.ts';
import { StartError } from './run.ts';

/** An invented account to try the console with. */
export interface DemoAccount {
  username: string;
  password: string;
  role: StaffRole;
  unit: Pick<Unit, 'id' | 'kind' | 'areaPath'>;
}

const people: { username: string; name: string; role: StaffRole; kind: UnitKind }[] = [
  { username: 'demo.admin', name: 'Quản trị (minh họa)', role: 'admin', kind: 'cdc' },
  { username: 'demo.cdc', name: 'Cán bộ CDC (minh họa)', role: 'officer', kind: 'cdc' },
  { username: 'demo.station', name: 'Cán bộ trạm y tế (minh họa)', role: 'officer', kind: 'station' },
  {
    username: 'demo.news',
    name: 'Cán bộ truyền thông (minh họa)',
    role: 'communications',
    kind: 'communications',
  },
];

/**
 * Makes the units of the home province and four accounts to try the console with, once. Their passwords are kept in
 * DATA_DIR/demo-accounts, readable by this account only; where that file is gone, they get new ones. The map must be
 * stored already.
 *
 * @returns the accounts, to be shown to whoever started the program; null when the map has no such province
 */
export async function makeDemoAccounts(
  db: Database,
  { dataDir, adminVersion, homeArea }: Pick<Config, 'dataDir' | 'adminVersion' | 'homeArea'>,
): Promise<DemoAccount[] | null> {
  const place = { version: adminVersion, province: homeArea };
  const made = await addProvinceUnits(db, place, (kind, area) => nameUnit(adminVersion, kind, area));
  if (made === null) return null;
  const units = (await listUnits(db, homeArea)).filter(({ areaVersion }) => areaVersion === adminVersion);
  const { passwords, isNew } = keptPasswords(join(dataDir, 'demo-accounts'));
  const accounts: DemoAccount[] = [];
  for (const { username, name, role, kind } of people) {
    const unit = units.find((one) => one.kind === kind);
    const password = passwords[username];
    if (unit === undefined || password === undefined) continue;
    const known = await findStaffNamed(db, username);
    if (known === null) {
      const account = { unit: unit.id, username, name, role, language: 'vi' as const };
      const id = await addStaff(db, { ...account, password: await hashPassword(password) });
      const deed = { action: 'staff_added', detail: { role }, subject: 'staff' };
      await writeAudit(
        db,
        { staff: null, unit, address: 'terminal' },
        { ...deed, ...(id === null ? {} : { subjectId: id }) },
      );
    } else {
      await enableStaff(db, known.id);
      if (isNew) await setPassword(db, known.id, await hashPassword(password));
    }
    const { id, areaPath } = unit;
    accounts.push({ username, password, role, unit: { id, kind, areaPath } });
  }
  return accounts;
}

/** Disables those accounts where an installation that was tried out now serves real people. */
export async function retireDemoAccounts(db: Database): Promise<void> {
  for (const { username } of people) {
    const known = await findStaffNamed(db, username);
    if (known !== null && (await disableStaff(db, known.id, Date.now()))) {
      const by = { staff: null, unit: known.unit, address: 'terminal' };
      await writeAudit(db, by, { action: 'staff_disabled', subject: 'staff', subjectId: known.id });
    }
  }
}

/** What whoever started the program is shown. @param page any address of this installation */
export function showDemoAccounts(page: string, accounts: readonly DemoAccount[] | null): string {
  if (accounts === null) return '';
  const lines = accounts.map(
    ({ username, password, role, unit }) =>
      `    ${username.padEnd(14)}${password.padEnd(22)}${role}, ${unit.kind}\n`,
  );
  return `\n  Health units: ${new URL('/console/', page).href}\n${lines.join('')}`;
}

const kept = z.record(z.string(), z.string());

function keptPasswords(file: string): { passwords: Record<string, string>; isNew: boolean } {
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    const read = kept.safeParse(parse(readFileSync(file, 'utf8')));
    if (!read.success || people.some(({ username }) => read.data[username] === undefined)) {
      throw new StartError(
        `${file} does not hold the passwords of the demo accounts. Remove it; new ones are made.`,
      );
    }
    return { passwords: read.data, isNew: false };
  }
  const passwords = Object.fromEntries(people.map(({ username }) => [username, makeUpPassword()]));
  writeFileSync(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  return { passwords, isNew: true };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
