import type { StaffRole } from './console-tables.ts';
import type { Database } from './database.ts';
import { addStaff, type NewStaff } from './staff.ts';
import { newToken, tokenHash } from './token-hash.ts';
import { idsWithin } from './units.ts';

/** An invitation nobody has taken up yet. */
export interface Invitation {
  id: string;
  name: string;
  role: StaffRole;
  unit: string;
  unitName: string;
  createdAt: Date;
  expiresAt: Date;
}

/** An invitation is good for this long, in ms. */
export const INVITATION_LIMIT = 72 * 3_600_000;

/** Invites somebody. @returns what the link is to hold, and the id */
export async function addInvitation(
  db: Database,
  invitation: { unit: string; role: StaffRole; name: string; invitedBy: string },
  now: number,
): Promise<{ id: string; token: string }> {
  const token = newToken();
  const { unit, role, name, invitedBy } = invitation;
  const { id } = await db
    .insertInto('invitations')
    .values({
      ...{ token: tokenHash(token), unit, role, name, invited_by: invitedBy },
      ...{ created_at: new Date(now), expires_at: new Date(now + INVITATION_LIMIT) },
      ...{ accepted_by: null, revoked_at: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token };
}

/** The invitation a link names; null: guessed, used, revoked or too old, which is all the same to who asks. */
export async function findInvitation(db: Database, token: string, now: number): Promise<Invitation | null> {
  const row = await open(db, now).where('invitations.token', '=', tokenHash(token)).executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** Invitations into a unit or below it that are open, the newest first. */
export async function openInvitations(db: Database, root: string, now: number): Promise<Invitation[]> {
  const rows = await open(db, now)
    .where('invitations.unit', 'in', idsWithin(root))
    .orderBy('invitations.created_at', 'desc')
    .execute();
  return rows.map(toInvitation);
}

/** Revokes an open invitation into a unit or below it. @returns it, or null when there is no such one */
export async function revokeInvitation(
  db: Database,
  { id, root }: { id: string; root: string },
  now: number,
): Promise<Invitation | null> {
  const [row] = await open(db, now)
    .where('invitations.id', '=', id)
    .where('invitations.unit', 'in', idsWithin(root))
    .execute();
  if (!row) return null;
  const revoked = await db
    .updateTable('invitations')
    .set({ revoked_at: new Date(now) })
    .where('id', '=', id)
    .where('accepted_by', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return revoked.numUpdatedRows > 0n ? toInvitation(row) : null;
}

/**
 * Takes an invitation up, once: unit, role and name are those of the invitation.
 *
 * @returns the new account; `taken` when the name to sign in with is somebody else's; `gone` when it is not open
 */
export async function acceptInvitation(
  db: Database,
  token: string,
  account: Pick<NewStaff, 'username' | 'password' | 'language'>,
  now: number,
): Promise<{ staff: string; invitation: Invitation } | 'taken' | 'gone'> {
  return db.transaction().execute(async (tx) => {
    const row = await open(tx, now)
      .where('invitations.token', '=', tokenHash(token))
      .forUpdate('invitations')
      .executeTakeFirst();
    if (!row) return 'gone';
    const { unit, role, name } = row;
    const staff = await addStaff(tx, { unit, role, name, ...account });
    if (staff === null) return 'taken';
    await tx.updateTable('invitations').set({ accepted_by: staff }).where('id', '=', row.id).execute();
    return { staff, invitation: toInvitation(row) };
  });
}

const open = (db: Database, now: number) =>
  db
    .selectFrom('invitations')
    .innerJoin('units', 'units.id', 'invitations.unit')
    .select(['invitations.id', 'invitations.name', 'role', 'invitations.unit', 'units.name as unitName'])
    .select(['invitations.created_at', 'expires_at'])
    .where('expires_at', '>', new Date(now))
    .where('accepted_by', 'is', null)
    .where('revoked_at', 'is', null);

type OpenRow = Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>;

const toInvitation = ({ created_at: createdAt, expires_at: expiresAt, ...row }: OpenRow): Invitation => ({
  ...row,
  createdAt,
  expiresAt,
});
