import { createHash, randomBytes } from 'node:crypto';

/** What is stored of a secret somebody holds: SHA-256, hex. The secret has 256 bits, so nothing slower is needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A secret of 32 random bytes, for a cookie, a link or another system. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
