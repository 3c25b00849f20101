import { sql } from 'kysely';
import type { StaffRole, UnitKind } from './console-tables.ts';
import type { Database } from './database.ts';
import { newToken, tokenHash } from './token-hash.ts';

/** A member of staff who is signed in. */
export interface Visitor {
  staff: string;
  username: string;
  name: string;
  role: StaffRole;
  language: 'vi' | 'en';
  session: string;
  /** When the visit before this one ended; null: there was none. */
  seenUntil: Date | null;
  /** Signing in takes a one-time code. */
  totp: boolean;
  unit: { id: string; name: string; kind: UnitKind; areaVersion: string | null; areaPath: string[] };
}

/** A session as its owner sees it. */
export interface StaffSession {
  id: string;
  address: string;
  agent: string;
  createdAt: Date;
  seenAt: Date;
}

const MINUTE = 60_000;
/** A session nobody used for this long is over, in ms. */
export const IDLE_LIMIT = 60 * MINUTE;
/** A session is over after this long whatever happens: a working day with its breaks, in ms. */
export const SESSION_LIMIT = 12 * 60 * MINUTE;

/**
 * Begins a session: always a new one, whatever the browser brought along. Failures are forgotten, and what came after
 * the visit before is new to them.
 *
 * @returns what the cookie is to hold; only its hash is stored
 */
export async function openSession(
  db: Database,
  { staff, address, agent }: { staff: string; address: string; agent: string },
  now: number,
): Promise<string> {
  const token = newToken();
  const at = new Date(now);
  await db.transaction().execute(async (tx) => {
    await sql`
      update staff set failures = 0, locked_until = null, signed_in_at = ${at}, seen_until = coalesce(
        (select max(seen_at) from staff_sessions where staff = ${staff}), seen_until)
      where id = ${staff}`.execute(tx);
    await tx
      .deleteFrom('staff_sessions')
      .where('staff', '=', staff)
      .where((is) => is.or(over(at).map(([column, limit]) => is(column, '<=', limit))))
      .execute();
    await tx
      .insertInto('staff_sessions')
      .values({
        ...{ token: tokenHash(token), staff, address, agent: agent.slice(0, 300) },
        ...{ created_at: at, seen_at: at, expires_at: new Date(now + SESSION_LIMIT) },
      })
      .execute();
  });
  return token;
}

/**
 * Whose session a cookie names; null: nobody's, or no longer. That it was used is noted, at most once a minute. A
 * disabled account has no session at once.
 */
export async function findVisitor(db: Database, token: string, now: number): Promise<Visitor | null> {
  const at = new Date(now);
  const [[, expires], [, idle]] = over(at);
  const row = await visitors(db)
    .innerJoin('staff_sessions as session', 'session.staff', 'staff.id')
    .select(['session.id as session', 'session.seen_at'])
    .where('session.token', '=', tokenHash(token))
    .where('session.expires_at', '>', expires)
    .where('session.seen_at', '>', idle)
    .executeTakeFirst();
  if (!row) return null;
  if (row.seen_at.getTime() <= now - MINUTE) {
    await db
      .updateTable('staff_sessions')
      .set({ seen_at: at })
      .where('id', '=', row.session)
      .where('seen_at', '<', at)
      .execute();
  }
  return toVisitor(row, row.session);
}

/** The sessions of an account that are open, the newest first. */
export async function sessionsOf(db: Database, staff: string, now: number): Promise<StaffSession[]> {
  const [[, expires], [, idle]] = over(new Date(now));
  const rows = await db
    .selectFrom('staff_sessions')
    .select(['id', 'address', 'agent', 'created_at', 'seen_at'])
    .where('staff', '=', staff)
    .where('expires_at', '>', expires)
    .where('seen_at', '>', idle)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ created_at: createdAt, seen_at: seenAt, ...row }) => ({ ...row, createdAt, seenAt }));
}

/** Ends a session of this account. @returns false when it has no such session */
export async function endSession(
  db: Database,
  { staff, session }: { staff: string; session: string },
  now: number,
): Promise<boolean> {
  const ended = await ending(db, staff, now).where('id', '=', session).executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Ends all sessions of an account but one; with null, all. @returns how many */
export async function endOtherSessions(
  db: Database,
  { staff, session }: { staff: string; session: string | null },
  now: number,
): Promise<number> {
  const others = ending(db, staff, now);
  const ended = await (session === null ? others : others.where('id', '<>', session)).executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

/** Rows of accounts that may sign in, with what a visitor is made of. */
export const visitors = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select(['staff.id as staff', 'username', 'staff.name', 'role', 'language', 'seen_until', 'totp_since'])
    .select(['units.id as unit', 'units.name as unitName', 'kind', 'area_version', 'area_path'])
    .where('disabled_at', 'is', null);

type VisitorRow = Awaited<ReturnType<ReturnType<typeof visitors>['executeTakeFirstOrThrow']>>;

/** A row of `visitors` as a visitor. */
export function toVisitor(row: VisitorRow, session: string): Visitor {
  const { staff, username, name, role } = row;
  return {
    ...{ staff, username, name, role, session },
    language: row.language === 'en' ? 'en' : 'vi',
    seenUntil: row.seen_until,
    totp: row.totp_since !== null,
    unit: {
      ...{ id: row.unit, name: row.unitName, kind: row.kind },
      ...{ areaVersion: row.area_version, areaPath: row.area_path },
    },
  };
}

/** A row that ended stays until its owner signs in again: it tells when their visit ended. */
const ending = (db: Database, staff: string, now: number) =>
  db
    .updateTable('staff_sessions')
    .set({ expires_at: new Date(now) })
    .where('staff', '=', staff)
    .where('expires_at', '>', new Date(now));

/** A session is over when one of these columns is not after its limit. */
const over = (at: Date): [['expires_at', Date], ['seen_at', Date]] => [
  ['expires_at', at],
  ['seen_at', new Date(at.getTime() - IDLE_LIMIT)],
];
