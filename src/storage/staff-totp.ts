import type { Database } from './database.ts';

/** Keeps the sealed secret of one-time codes; none are asked for until the first was entered. */
export async function offerTotp(db: Database, staff: string, sealed: string): Promise<boolean> {
  const offered = await db
    .updateTable('staff')
    .set({ totp: sealed, totp_step: null })
    .where('id', '=', staff)
    .where('totp_since', 'is', null)
    .executeTakeFirst();
  return offered.numUpdatedRows > 0n;
}

/** The sealed secret that was offered, or counts already; null: there is none. */
export async function findTotp(
  db: Database,
  staff: string,
): Promise<{ sealed: string; counts: boolean } | null> {
  const row = await db
    .selectFrom('staff')
    .select(['totp', 'totp_since'])
    .where('id', '=', staff)
    .executeTakeFirst();
  return row?.totp ? { sealed: row.totp, counts: row.totp_since !== null } : null;
}

/** The first code was right: from now on one is asked for. @returns false when one already was */
export async function startTotp(
  db: Database,
  { staff, step }: { staff: string; step: number },
  now: number,
): Promise<boolean> {
  const started = await db
    .updateTable('staff')
    .set({ totp_since: new Date(now), totp_step: String(step) })
    .where('id', '=', staff)
    .where('totp', 'is not', null)
    .where('totp_since', 'is', null)
    .executeTakeFirst();
  return started.numUpdatedRows > 0n;
}

/** Uses the code of a time step up. @returns false when it, or a later one, was used before */
export async function useTotpStep(db: Database, staff: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('staff')
    .set({ totp_step: String(step) })
    .where('id', '=', staff)
    .where((is) => is.or([is('totp_step', 'is', null), is('totp_step', '<', String(step))]))
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** No codes are asked for any more. @returns false when none were */
export async function removeTotp(db: Database, staff: string): Promise<boolean> {
  const removed = await db
    .updateTable('staff')
    .set({ totp: null, totp_since: null, totp_step: null })
    .where('id', '=', staff)
    .where('totp', 'is not', null)
    .executeTakeFirst();
  return removed.numUpdatedRows > 0n;
}
