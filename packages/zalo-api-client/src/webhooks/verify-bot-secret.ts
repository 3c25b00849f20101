/** Checks the shared secret of Bot Platform webhooks. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HeaderValue } from './verify-oa-signature.ts';

/**
 * Compares `X-Bot-Api-Secret-Token` with the `secret_token` given to setWebhook, in constant time.
 * Source: docs.zaloplatforms.com/docs/BOT/webhook.
 * @returns false for a missing or repeated header and for an empty secret; never throws
 */
export function verifyBotSecret(header: HeaderValue, secret: string): boolean {
  if (typeof header !== 'string' || secret === '') return false;
  // Hashing first gives both sides one length, so the comparison leaks not even that.
  return timingSafeEqual(sha256(header), sha256(secret));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
