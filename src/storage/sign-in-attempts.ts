import { sql } from 'kysely';
import type { Database } from './database.ts';

/** An attempt to sign in that was counted before anything was checked. */
export interface Attempt {
  staff: string;
  /** PHC string. */
  password: string;
  /** Which failure it is, should it be one. */
  number: number;
  /** What was locked before, to be put back when the attempt turns out well. */
  lockedBefore: Date | null;
  disabled: boolean;
  /** Sealed secret of the one-time codes; null: none are asked for. */
  totp: string | null;
}

/** From this failure on the account is locked. */
export const FAILURES = 5;
/** Minutes of the first lock; each later failure doubles them. */
export const FIRST_LOCK = 15;
const LONGEST_LOCK = 24 * 60;

/**
 * Counts an attempt before the password is looked at, so that a thousand at once are no more than five. From the fifth
 * in a row on, the account is locked for 15 minutes, then 30, 60 and so on up to a day.
 *
 * @returns null when there is no such account, or it is locked: then nothing is counted
 */
export async function takeAttempt(
  db: Database,
  who: { username: string } | { staff: string },
  now: number,
): Promise<Attempt | null> {
  const at = new Date(now);
  const whose = 'staff' in who ? sql`id = ${who.staff}::uuid` : sql`username = ${who.username.toLowerCase()}`;
  const { rows } = await sql<Attempt>`
    with before as (
      select id, locked_until from staff
      where ${whose} and (locked_until is null or locked_until <= ${at}) for update
    )
    update staff set failures = failures + 1,
      locked_until = case when failures + 1 >= ${FAILURES} then ${at}::timestamptz + make_interval(
        mins => least(${LONGEST_LOCK}, ${FIRST_LOCK} * 2 ^ least(failures + 1 - ${FAILURES}, 10))::int) end
    from before where staff.id = before.id
    returning staff.id as staff, password, failures as number, before.locked_until as "lockedBefore",
      disabled_at is not null as disabled, case when totp_since is not null then totp end as totp`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** The attempt was no failure, but somebody has to prove more before failures are forgotten: it alone is uncounted. */
export async function returnAttempt(db: Database, { staff, number, lockedBefore }: Attempt): Promise<void> {
  await sql`
    update staff set failures = greatest(failures - 1, 0),
      locked_until = case when failures = ${number} then ${lockedBefore}::timestamptz else locked_until end
    where id = ${staff}`.execute(db);
}

/** Failures are forgotten, and the lock is opened. @returns false when there were none */
export async function forgetFailures(db: Database, staff: string): Promise<boolean> {
  const forgotten = await db
    .updateTable('staff')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', staff)
    .where((is) => is.or([is('failures', '>', 0), is('locked_until', 'is not', null)]))
    .executeTakeFirst();
  return forgotten.numUpdatedRows > 0n;
}
