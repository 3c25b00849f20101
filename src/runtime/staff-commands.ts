// What `npm run staff` can do. Every command that changes something is written into the audit trail.
// Must not know arguments as they are typed, nor how the database is opened.
import type { Config } from '../config.ts';
import { makeUpPassword } from '../console/made-up-password.ts';
import { rolesIn } from '../console/may-give.ts';
import { hashPassword, PASSWORD_LENGTH, passwordFault } from '../console/password.ts';
import { nameUnit } from '../console/unit-names.ts';
import { isUsername } from '../console/username.ts';
import { writeAudit } from '../storage/audit.ts';
import type { StaffRole, UnitKind } from '../storage/console-tables.ts';
import type { Database } from '../storage/database.ts';
import { addProvinceUnits } from '../storage/province-units.ts';
import { forgetFailures } from '../storage/sign-in-attempts.ts';
import { endOtherSessions } from '../storage/staff-sessions.ts';
import { removeTotp } from '../storage/staff-totp.ts';
import {
  addStaff,
  disableStaff,
  enableStaff,
  findStaffNamed,
  listStaff,
  setPassword,
  type Staff,
} from '../storage/staff.ts';
import { addUnit, findUnitOf, listUnits, type Unit } from '../storage/units.ts';
import { StartError } from './run.ts';
import type { Terminal } from './terminal.ts';

export const USAGE = `npm run staff -- add --username <u> --name <name> --role <role> --unit <kind> --area <code>
    a new account; asks for the password, or makes one up and shows it once.
    role: admin, officer, communications, viewer
    kind: nation (without --area), health_department, cdc, district_centre, station, communications
npm run staff -- list                     all accounts
npm run staff -- units                    all units
npm run staff -- units --make <province>  the units of a province of ADMIN_VERSION's map, those that are missing;
                                          --make nation: the one of the whole country
npm run staff -- disable <username>       ends its sessions, tokens and invitations too
npm run staff -- enable <username>
npm run staff -- password <username>      a new password; ends its sessions
npm run staff -- unlock <username>        after too many failures
npm run staff -- reset-totp <username>    no one-time codes any more
Exit code 1: could not be done. 2: not understood.`;

export interface Wish {
  command: keyof typeof staffCommands;
  given: Given;
}

type Given = Partial<Record<'username' | 'name' | 'role' | 'unit' | 'area' | 'make', string>>;

interface Commanded {
  db: Database;
  terminal: Terminal;
  adminVersion: Config['adminVersion'];
  given: Given;
  now: number;
}

interface Command {
  needs: readonly string[];
  takes: readonly string[];
  /** @throws StartError when it cannot be done */
  carryOut: (commanded: Commanded) => Promise<void>;
}

const one = { needs: ['username'], takes: [] };

/** Every command: what must be given with it, what may be, and what it does. */
export const staffCommands = {
  add: { needs: ['username', 'name', 'role', 'unit'], takes: ['area'], carryOut: add },
  list: { needs: [], takes: [], carryOut: list },
  units: { needs: [], takes: ['make'], carryOut: units },
  disable: {
    ...one,
    carryOut: change('staff_disabled', 'is disabled', (db, id, now) => disableStaff(db, id, now)),
  },
  enable: { ...one, carryOut: change('staff_enabled', 'is enabled', (db, id) => enableStaff(db, id)) },
  password: { ...one, carryOut: renewPassword },
  unlock: { ...one, carryOut: change('staff_unlocked', 'is unlocked', (db, id) => forgetFailures(db, id)) },
  'reset-totp': { ...one, carryOut: change('totp_reset', 'needs no codes', (db, id) => removeTotp(db, id)) },
} satisfies Record<string, Command>;

async function add({ db, terminal, adminVersion, given }: Commanded): Promise<void> {
  const { username = '', name = '', role = '', unit: kind = '', area } = given;
  if (!isUsername(username)) {
    throw new StartError(
      'The username must be 3 to 32 of a-z, 0-9, dot, dash and underscore, a letter first.',
    );
  }
  if (name.trim() === '') throw new StartError('The name is empty.');
  const place = area === undefined ? null : { version: adminVersion, code: area };
  const unit = await findUnitOf(db, kind as UnitKind, place);
  if (unit === null) {
    const where = area === undefined ? 'the country' : `${area} on the map ${adminVersion}`;
    throw new StartError(
      `There is no unit ${kind} of ${where}. "npm run staff -- units --make <province>" makes those of a province.`,
    );
  }
  if (!rolesIn(unit.kind).includes(role as StaffRole)) {
    throw new StartError(`The role in a unit ${unit.kind} must be one of ${rolesIn(unit.kind).join(', ')}.`);
  }
  const { hash, madeUp } = await askPassword(terminal, username);
  const account = { unit: unit.id, username, name: name.trim(), role: role as StaffRole, password: hash };
  const id = await addStaff(db, { ...account, language: 'vi' });
  if (id === null) throw new StartError(`${username} is taken.`);
  await note(db, unit, 'staff_added', { id, detail: { role } });
  terminal.say(`${username} is added: ${role}, ${unit.name}.`, ...shown(madeUp));
}

async function list({ db, terminal, now }: Commanded): Promise<void> {
  const state = ({ disabledAt, lockedUntil }: Staff): string => {
    if (disabledAt !== null) return 'disabled';
    return lockedUntil !== null && lockedUntil.getTime() > now ? 'locked' : 'active';
  };
  for (const staff of await listStaff(db, null)) {
    const codes = staff.totp ? 'codes' : '-';
    const since = staff.signedInAt?.toISOString() ?? 'never';
    terminal.say(
      [staff.username, staff.role, state(staff), codes, since, staff.name, staff.unit.name].join('\t'),
    );
  }
}

async function units({ db, terminal, adminVersion, given }: Commanded): Promise<void> {
  const { make } = given;
  if (make === 'nation') {
    const nation: Omit<Unit, 'id'> = {
      ...{ name: nameUnit(adminVersion, 'nation', ''), kind: 'nation', parent: null, phone: null },
      ...{ areaVersion: null, areaPath: [], takesUnplaced: false },
    };
    if ((await addUnit(db, nation)) === null) throw new StartError('It is there already.');
    await note(db, null, 'units_made', { detail: { province: null, count: 1 } });
    terminal.say('1 made.');
    return;
  }
  if (make !== undefined) {
    const nameOf = (kind: UnitKind, area: string) => nameUnit(adminVersion, kind, area);
    const count = await addProvinceUnits(db, { version: adminVersion, province: make }, nameOf);
    if (count === null) throw new StartError(`The map ${adminVersion} has no province ${make}.`);
    const department = await findUnitOf(db, 'health_department', { version: adminVersion, code: make });
    if (count > 0) await note(db, department, 'units_made', { detail: { province: make, count } });
    terminal.say(`${count} made.`);
    return;
  }
  for (const { kind, areaVersion, areaPath, staff, name } of await listUnits(db, null)) {
    terminal.say([kind, areaVersion ?? '-', areaPath.at(-1) ?? '-', `${staff} accounts`, name].join('\t'));
  }
}

async function renewPassword({ db, terminal, given, now }: Commanded): Promise<void> {
  const staff = await known(db, given);
  const { hash, madeUp } = await askPassword(terminal, staff.username);
  await setPassword(db, staff.id, hash);
  await endOtherSessions(db, { staff: staff.id, session: null }, now);
  await note(db, staff.unit, 'password_reset', { id: staff.id });
  terminal.say(`${staff.username} has a new password.`, ...shown(madeUp));
}

function change(
  action: string,
  done: string,
  act: (db: Database, id: string, now: number) => Promise<boolean>,
): Command['carryOut'] {
  return async ({ db, terminal, given, now }) => {
    const staff = await known(db, given);
    if (!(await act(db, staff.id, now))) {
      terminal.say(`Nothing to do: ${staff.username} ${done} already.`);
      return;
    }
    await note(db, staff.unit, action, { id: staff.id });
    terminal.say(`${staff.username} ${done}.`);
  };
}

async function known(db: Database, { username = '' }: Given): Promise<Staff> {
  const staff = await findStaffNamed(db, username);
  if (staff === null)
    throw new StartError(`There is no account ${username}. "npm run staff -- list" shows all.`);
  return staff;
}

async function askPassword(
  terminal: Terminal,
  username: string,
): Promise<{ hash: string; madeUp: string | null }> {
  const typed = (await terminal.ask('Password (not shown; nothing: one is made up): ')) ?? '';
  if (typed === '') {
    const madeUp = makeUpPassword();
    return { hash: await hashPassword(madeUp), madeUp };
  }
  const fault = passwordFault(typed, username);
  if (fault === null) return { hash: await hashPassword(typed), madeUp: null };
  const { min, max } = PASSWORD_LENGTH;
  const why = {
    short: `needs at least ${min} characters`,
    long: `may have at most ${max} characters`,
    username: 'contains the username',
    common: 'is one of the commonest',
  }[fault];
  throw new StartError(`The password ${why}.`);
}

const shown = (madeUp: string | null): string[] =>
  madeUp === null ? [] : [`Password, shown this once: ${madeUp}`];

async function note(
  db: Database,
  unit: Pick<Unit, 'id' | 'areaPath'> | null,
  action: string,
  { id, detail = {} }: { id?: string; detail?: Record<string, unknown> },
): Promise<void> {
  const about = id === undefined ? {} : { subject: 'staff', subjectId: id };
  await writeAudit(db, { staff: null, unit, address: 'terminal' }, { action, detail, ...about });
}
