import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import { returnAttempt, takeAttempt, type Attempt } from '../storage/sign-in-attempts.ts';
import { openSession } from '../storage/staff-sessions.ts';
import { useTotpStep } from '../storage/staff-totp.ts';
import { findStaff, findStaffNamed, type Staff } from '../storage/staff.ts';
import type { AddressLimit } from './address-limit.ts';
import { verifyPassword } from './password.ts';
import { totpStep } from './totp.ts';

/** What came of it. Why somebody is refused is told to nobody: not even whether there is such an account. */
export type SignIn =
  | { outcome: 'in'; token: string }
  /** The password was right, a code is asked for; `pending` is to be brought back with it. */
  | { outcome: 'code'; pending: string }
  | { outcome: 'refused' }
  | { outcome: 'slow' };

/** What signing in needs of the console. */
export interface SignInContext {
  db: Database;
  crypto: FieldCrypto;
  logger: Logger;
  limit: AddressLimit;
}

export interface Whence {
  address: string;
  agent: string;
}

/** How long the code may take after the password, in ms. */
const PENDING_LIMIT = 5 * 60_000;

type Reason = 'password' | 'code' | 'disabled' | 'locked' | 'unknown';

/** Signs in with a name and a password. Every failure looks alike and takes alike. */
export async function signIn(
  context: SignInContext,
  { username, password, ...whence }: { username: string; password: string } & Whence,
  now: number,
): Promise<SignIn> {
  const { db, crypto, limit } = context;
  if (!(await limit.take(whence.address))) return { outcome: 'slow' };
  const attempt = await takeAttempt(db, { username }, now);
  const right = await verifyPassword(password, attempt?.password ?? null);
  if (attempt === null) {
    const staff = await findStaffNamed(db, username);
    return refuse(context, staff, staff === null ? 'unknown' : 'locked', whence);
  }
  if (!right || attempt.disabled)
    return refuse(context, attempt.staff, right ? 'disabled' : 'password', whence);
  await limit.giveBack(whence.address);
  if (attempt.totp === null) return letIn(context, attempt.staff, whence, now);
  await returnAttempt(db, attempt);
  const pending: Pending = { staff: attempt.staff, at: now, password: markOf(attempt.password) };
  return { outcome: 'code', pending: crypto.seal(JSON.stringify(pending), PENDING) };
}

/** The second step, for accounts with one-time codes. @param pending as the first step gave it */
export async function signInWithCode(
  context: SignInContext,
  { pending, code, ...whence }: { pending: string; code: string } & Whence,
  now: number,
): Promise<SignIn> {
  const { db, limit } = context;
  const first = openPending(context.crypto, pending);
  if (first === null || now - first.at > PENDING_LIMIT) return { outcome: 'refused' };
  if (!(await limit.take(whence.address))) return { outcome: 'slow' };
  const attempt = await takeAttempt(db, { staff: first.staff }, now);
  if (attempt === null) return refuse(context, first.staff, 'locked', whence);
  if (attempt.disabled || markOf(attempt.password) !== first.password)
    return refuse(context, first.staff, 'disabled', whence);
  const step = stepOf(context, attempt, code, now);
  if (step === null || !(await useTotpStep(db, first.staff, step)))
    return refuse(context, first.staff, 'code', whence);
  await limit.giveBack(whence.address);
  return letIn(context, first.staff, whence, now);
}

async function letIn(context: SignInContext, id: string, whence: Whence, now: number): Promise<SignIn> {
  const token = await openSession(context.db, { staff: id, ...whence }, now);
  const staff = await findStaff(context.db, id);
  const by = { staff: id, unit: staff?.unit ?? null, address: whence.address };
  await writeAudit(context.db, by, { action: 'signed_in' });
  return { outcome: 'in', token };
}

async function refuse(
  { db, logger }: SignInContext,
  whom: Staff | string | null,
  reason: Reason,
  { address }: Whence,
): Promise<SignIn> {
  const staff = typeof whom === 'string' ? await findStaff(db, whom) : whom;
  // Whoever typed the name of an account need not be its owner: the trail names the account, not a doer.
  await writeAudit(
    db,
    { staff: null, unit: staff?.unit ?? null, address },
    {
      ...{ action: 'sign_in_failed', detail: { reason } },
      ...(staff === null ? {} : { subject: 'staff', subjectId: staff.id }),
    },
  );
  logger.info({ event: 'sign_in_failed', reason, staff: staff?.id ?? null });
  return { outcome: 'refused' };
}

function stepOf(
  { crypto, logger }: SignInContext,
  { staff, totp }: Attempt,
  code: string,
  now: number,
): number | null {
  if (totp === null) return null;
  try {
    return totpStep(crypto, { staff, sealed: totp }, code, now);
  } catch {
    // Sealed under another FIELD_KEY: `npm run staff -- reset-totp` helps.
    logger.error({ event: 'totp_unreadable', staff });
    return null;
  }
}

const PENDING = 'console-sign-in';
const pendingSchema = z.object({ staff: z.guid(), at: z.number(), password: z.string() });
type Pending = z.infer<typeof pendingSchema>;

/** What is sealed was made here and holds for no other purpose; anything else was made up. */
function openPending(crypto: FieldCrypto, pending: string): Pending | null {
  try {
    return pendingSchema.parse(JSON.parse(crypto.open(pending, PENDING)));
  } catch {
    return null;
  }
}

/** Tells whether the password was changed in between. */
const markOf = (phc: string): string => createHash('sha256').update(phc).digest('base64url').slice(0, 22);
