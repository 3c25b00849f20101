import { timingSafeEqual } from 'node:crypto';

/**
 * Compares a header with a shared secret in a time that tells at most how long the secret is.
 *
 * @returns false for a missing or repeated header and for an empty secret
 */
export function sameSecret(header: string | string[] | undefined, secret: string): boolean {
  if (typeof header !== 'string' || secret === '') return false;
  const [given, expected] = [Buffer.from(header), Buffer.from(secret)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
