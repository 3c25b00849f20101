/** Proof Key for Code Exchange (RFC 7636, S256) as Zalo wants it. */
import { createHash, randomBytes } from 'node:crypto';

export interface PkcePair {
  /** 43 characters; keep it until the code is exchanged. */
  verifier: string;
  /** Goes into the link, or into the console where the link is made there. */
  challenge: string;
}

/** A fresh verifier of 32 random bytes and its challenge. */
export function createPkcePair(): PkcePair {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: pkceChallenge(verifier) };
}

/**
 * base64url without padding of the raw SHA-256 of the verifier.
 * @throws RangeError when the verifier is not 43 base64url characters, the only length Zalo takes
 */
export function pkceChallenge(verifier: string): string {
  if (!/^[\w-]{43}$/.test(verifier))
    throw new RangeError('a PKCE verifier must be 43 base64url characters for Zalo');
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/** A value for `state`, to be compared when the browser comes back. */
export function createState(): string {
  return randomBytes(16).toString('base64url');
}
