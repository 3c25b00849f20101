import type { Database } from './database.ts';
import { endOtherSessions } from './staff-sessions.ts';
import { setPassword } from './staff.ts';
import { newToken, tokenHash } from './token-hash.ts';

/** Whose password a link sets. */
export interface PasswordLink {
  id: string;
  staff: string;
  username: string;
  name: string;
  unit: { id: string; areaPath: string[] };
}

/** A link is good for this long, in ms. */
export const PASSWORD_LINK_LIMIT = 24 * 3_600_000;

/**
 * Makes a link by which somebody sets a new password. Their sessions end, and links made before hold no longer.
 *
 * @returns what the link is to hold; only its hash is stored
 */
export async function addPasswordLink(
  db: Database,
  { staff, madeBy }: { staff: string; madeBy: string },
  now: number,
): Promise<string> {
  const token = newToken();
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('password_links')
      .set({ revoked_at: new Date(now) })
      .where('staff', '=', staff)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    await tx
      .insertInto('password_links')
      .values({
        ...{ token: tokenHash(token), staff, made_by: madeBy, created_at: new Date(now) },
        ...{ expires_at: new Date(now + PASSWORD_LINK_LIMIT), used_at: null, revoked_at: null },
      })
      .execute();
    await endOtherSessions(tx, { staff, session: null }, now);
  });
  return token;
}

/** Whom a link is for; null: guessed, used, revoked, too old or of a disabled account, all the same to who asks. */
export async function findPasswordLink(
  db: Database,
  token: string,
  now: number,
): Promise<PasswordLink | null> {
  const row = await open(db, token, now).executeTakeFirst();
  return row ? toLink(row) : null;
}

/**
 * Sets the new password, once, and ends every session the account may still have.
 *
 * @param password PHC string
 * @returns whose it was; null when the link is not open
 */
export async function takePasswordLink(
  db: Database,
  token: string,
  password: string,
  now: number,
): Promise<PasswordLink | null> {
  return db.transaction().execute(async (tx) => {
    const row = await open(tx, token, now).forUpdate('password_links').executeTakeFirst();
    if (!row) return null;
    await tx
      .updateTable('password_links')
      .set({ used_at: new Date(now) })
      .where('id', '=', row.id)
      .execute();
    await setPassword(tx, row.staff, password);
    await endOtherSessions(tx, { staff: row.staff, session: null }, now);
    return toLink(row);
  });
}

const open = (db: Database, token: string, now: number) =>
  db
    .selectFrom('password_links')
    .innerJoin('staff', 'staff.id', 'password_links.staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select(['password_links.id', 'password_links.staff', 'username', 'staff.name'])
    .select(['units.id as unit', 'area_path'])
    .where('password_links.token', '=', tokenHash(token))
    .where('expires_at', '>', new Date(now))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('disabled_at', 'is', null);

type OpenRow = Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>;

const toLink = ({ unit, area_path: areaPath, ...row }: OpenRow): PasswordLink => ({
  ...row,
  unit: { id: unit, areaPath },
});
