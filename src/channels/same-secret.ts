import { hash, timingSafeEqual } from 'node:crypto';

/**
 * Compares a header with a shared secret in constant time.
 *
 * @returns false for a missing or repeated header and for an empty secret
 */
export function sameSecret(header: string | string[] | undefined, secret: string): boolean {
  if (typeof header !== 'string' || secret === '') return false;
  // Hashed first, so that both sides are equally long whatever was sent.
  return timingSafeEqual(digest(header), digest(secret));
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
