import { sql } from 'kysely';
import type { StaffRole, UnitKind } from './console-tables.ts';
import type { Database } from './database.ts';
import { idsWithin } from './units.ts';

/** An account as admins see it. */
export interface Staff {
  id: string;
  username: string;
  name: string;
  role: StaffRole;
  language: string;
  signedInAt: Date | null;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  totp: boolean;
  unit: { id: string; name: string; kind: UnitKind; areaPath: string[] };
}

/** What an account is made with; the password is a PHC string. */
export interface NewStaff {
  unit: string;
  username: string;
  name: string;
  role: StaffRole;
  language: 'vi' | 'en';
  password: string;
}

/** Adds an account. @returns its id, or null when the name to sign in with is taken */
export async function addStaff(db: Database, staff: NewStaff): Promise<string | null> {
  const row = await db
    .insertInto('staff')
    .values({
      ...staff,
      username: staff.username.toLowerCase(),
      ...{ totp: null, totp_since: null, totp_step: null, locked_until: null },
      ...{ signed_in_at: null, seen_until: null, disabled_at: null },
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The account with this id; null: there is none. */
export async function findStaff(db: Database, id: string): Promise<Staff | null> {
  const row = await accounts(db).where('staff.id', '=', id).executeTakeFirst();
  return row ? toStaff(row) : null;
}

/** The account somebody signs in to with this name; null: there is none. */
export async function findStaffNamed(db: Database, username: string): Promise<Staff | null> {
  const row = await accounts(db).where('username', '=', username.toLowerCase()).executeTakeFirst();
  return row ? toStaff(row) : null;
}

/** Accounts of a unit and of all below it, by the name they sign in with; with null, of all units. */
export async function listStaff(
  db: Database,
  root: string | null,
  { after = '', most = 10_000 }: { after?: string; most?: number } = {},
): Promise<Staff[]> {
  const rows = await accounts(db)
    .$if(root !== null, (all) => all.where('staff.unit', 'in', idsWithin(root ?? '')))
    .where('username', '>', after)
    .orderBy('username')
    .limit(most)
    .execute();
  return rows.map(toStaff);
}

/** Accounts of one unit, by the name they sign in with. */
export async function listStaffOf(db: Database, unit: string): Promise<Staff[]> {
  const rows = await accounts(db).where('staff.unit', '=', unit).orderBy('username').execute();
  return rows.map(toStaff);
}

/**
 * Disables an account, and with it every way in: its sessions, its tokens for other systems, and the invitations and
 * links for passwords it made that nobody took up yet. @returns false when it was disabled already, or is not there
 */
export async function disableStaff(db: Database, id: string, now: number): Promise<boolean> {
  const at = new Date(now);
  return db.transaction().execute(async (tx) => {
    const disabled = await tx
      .updateTable('staff')
      .set({ disabled_at: at })
      .where('id', '=', id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (disabled.numUpdatedRows === 0n) return false;
    await tx
      .updateTable('staff_sessions')
      .set({ expires_at: at })
      .where('staff', '=', id)
      .where('expires_at', '>', at)
      .execute();
    await tx
      .updateTable('api_tokens')
      .set({ revoked_at: at })
      .where('staff', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
    await tx
      .updateTable('invitations')
      .set({ revoked_at: at })
      .where('invited_by', '=', id)
      .where('accepted_by', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    await tx
      .updateTable('password_links')
      .set({ revoked_at: at })
      .where((is) => is.or([is('made_by', '=', id), is('staff', '=', id)]))
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    return true;
  });
}

/** Enables an account again. @returns false when it is not disabled, or not there */
export async function enableStaff(db: Database, id: string): Promise<boolean> {
  const enabled = await db
    .updateTable('staff')
    .set({ disabled_at: null, failures: 0, locked_until: null })
    .where('id', '=', id)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst();
  return enabled.numUpdatedRows > 0n;
}

/** Sets a new password, forgets failures, and ends links for another one. @param password PHC string */
export async function setPassword(db: Database, id: string, password: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ password, failures: 0, locked_until: null })
    .where('id', '=', id)
    .execute();
  await db
    .updateTable('password_links')
    .set({ revoked_at: sql`now()` })
    .where('staff', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** The language of the account's pages. */
export async function setLanguage(db: Database, id: string, language: 'vi' | 'en'): Promise<void> {
  await db.updateTable('staff').set({ language }).where('id', '=', id).execute();
}

const accounts = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select(['staff.id', 'username', 'staff.name', 'role', 'language', 'signed_in_at', 'locked_until'])
    .select(['disabled_at', sql<boolean>`totp_since is not null`.as('totp')])
    .select(['units.id as unit', 'units.name as unitName', 'kind', 'area_path']);

type AccountRow = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

const toStaff = (row: AccountRow): Staff => ({
  ...{ id: row.id, username: row.username, name: row.name, role: row.role, language: row.language },
  ...{ signedInAt: row.signed_in_at, lockedUntil: row.locked_until, disabledAt: row.disabled_at },
  totp: row.totp,
  unit: { id: row.unit, name: row.unitName, kind: row.kind, areaPath: row.area_path },
});
