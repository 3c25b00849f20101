import type { Database } from '../storage/database.ts';
import { returnAttempt, takeAttempt } from '../storage/sign-in-attempts.ts';
import { verifyPassword } from './password.ts';

/**
 * Asks somebody who is signed in for their password once more. It counts like signing in: whoever sits down at another's
 * screen has five guesses too.
 */
export async function confirmPassword(
  db: Database,
  staff: string,
  password: string,
  now: number,
): Promise<boolean> {
  const attempt = await takeAttempt(db, { staff }, now);
  const right = await verifyPassword(password, attempt?.password ?? null);
  if (attempt === null || attempt.disabled || !right) return false;
  await returnAttempt(db, attempt);
  return true;
}
