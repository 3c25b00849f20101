import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { DeliveryStatus } from './broadcast-tables.ts';

/** What became of an advisory for how many people. */
export interface Outcome {
  channel: string;
  status: DeliveryStatus;
  reason: string | null;
  persons: number;
  /** Of them, who opened it, where the platform tells. */
  read: number;
}

/** Outcomes by channel, status and reason; none when the advisory is not there for who is asking. */
export async function outcomesOf(tx: Scoped, advisory: string): Promise<Outcome[]> {
  const found = await sql<Omit<Outcome, 'persons' | 'read'> & { persons: string; read: string }>`
    select * from advisory_outcomes(${advisory})`.execute(tx);
  return found.rows.map((row) => ({ ...row, persons: Number(row.persons), read: Number(row.read) }));
}

export interface AreaOutcome {
  /** Of the area one level below; null: nobody knows where below they live. */
  code: string | null;
  status: DeliveryStatus;
  /** Null: fewer than five, and who is asking may not see so small a number. */
  persons: number | null;
}

/** Outcomes by the areas right below one (codes from the province down; empty: the provinces). */
export async function outcomesByArea(
  tx: Scoped,
  advisory: string,
  below: readonly string[],
): Promise<AreaOutcome[]> {
  const found = await sql<Omit<AreaOutcome, 'persons'> & { persons: string | null }>`
    select * from advisory_outcomes_by_area(${advisory}, ${[...below]})`.execute(tx);
  return found.rows.map((row) => ({ ...row, persons: row.persons === null ? null : Number(row.persons) }));
}

/** How many were sent in each second since; seconds without any are left out. */
export async function paceOf(
  tx: Scoped,
  advisory: string,
  since: Date,
): Promise<{ second: Date; sent: number }[]> {
  const found = await sql<{ second: Date; sent: string }>`
    select * from advisory_pace(${advisory}, ${since})`.execute(tx);
  return found.rows.map(({ second, sent }) => ({ second, sent: Number(sent) }));
}

/** Reasons of failures that may be gone: somebody mended the account, or the person wrote again. */
const PASSING = ['misconfigured', 'broken', 'window-closed'];

/**
 * Lets those wait again for whom it failed for a reason that can pass; whoever got it, or may have got it, is left alone.
 *
 * @returns how many; 0 also when it is not there for who is asking, is cancelled, or has expired
 */
export async function retryFailed(tx: Scoped, advisory: string): Promise<number> {
  const retried = await sql<{ again: string }>`
    select retry_failed(${advisory}, ${PASSING}) as again`.execute(tx);
  return Number(retried.rows[0]?.again ?? 0);
}
