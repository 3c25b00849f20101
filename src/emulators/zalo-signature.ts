import { createHash } from 'node:crypto';
import type { ZaloEvent, ZaloKeys } from './zalo-wire.ts';

/**
 * A body with slashes and non-ASCII letters escaped, so that a receiver that parses and re-serialises
 * before checking the signature fails, as it would on bodies of the real platform.
 */
export const escapedBody = (event: ZaloEvent): string =>
  JSON.stringify(event)
    .replaceAll('/', '\\/')
    .replace(/[^ -~]/gu, (letter) =>
      Array.from({ length: letter.length }, (_, at) => unitEscape(letter.charCodeAt(at))).join(''),
    );

const unitEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

/**
 * The header X-ZEvent-Signature: plain SHA-256, not HMAC, over one concatenated string.
 * Source: docs.zaloplatforms.com/docs/OA/webhook/tong-quan
 */
export function signatureOf(keys: ZaloKeys, body: string, timestamp: string): string {
  const hash = createHash('sha256').update(keys.appId + body + timestamp + keys.oaSecretKey, 'utf8');
  return `mac=${hash.digest('hex')}`;
}
