/** Checks and makes the signature of Official Account webhooks. Knows nothing about what an event means. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeUtf8, parseJson } from '../http/parse-json.ts';

export interface OaSignatureKeys {
  /** Numeric app id, as a string. */
  appId: string;
  /** "OA Secret Key" of the console's Webhook page; not the App Secret that OAuth uses. */
  oaSecretKey: string;
  /** Diagnostic: also accept a signature whose first term is this OA id. Leave out unless app_id never matches. */
  oaId?: string;
}

export type OaSignatureResult =
  /** `timestampMs`: the body's own clock, for those who refuse old bodies. */
  | { ok: true; matched: 'app_id' | 'oa_id'; timestampMs: number }
  /** missing: no header. malformed: header or body cannot be a signed event. mismatch: signed with something else. */
  | { ok: false; reason: 'missing' | 'malformed' | 'mismatch' };

/** A header value as Node's http and the frameworks on it hand it over. */
export type HeaderValue = string | readonly string[] | undefined;

/**
 * Verifies `X-ZEvent-Signature`, which is the plain SHA-256 (no HMAC) of app id ‖ raw body ‖ timestamp ‖ OA secret key.
 * Source: docs.zaloplatforms.com/docs/OA/webhook/tong-quan. The `mac=` prefix and spaces around it are optional here,
 * since no real header value is published.
 * @param rawBody the bytes exactly as received; parsing and re-serialising changes them
 * @returns a verdict; never throws, whatever the input
 */
export function verifyOaSignature(
  rawBody: Uint8Array,
  header: HeaderValue,
  keys: OaSignatureKeys,
): OaSignatureResult {
  const isText = (part: unknown): boolean => typeof part === 'string';
  const value =
    typeof header === 'string'
      ? header
      : Array.isArray(header) && header.every(isText)
        ? header.join(',')
        : undefined;
  if (value === undefined || value.trim() === '') return { ok: false, reason: 'missing' };
  const hex = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i.exec(value.trim())?.[1];
  const timestamp = timestampOf(rawBody);
  if (hex === undefined || timestamp === undefined) return { ok: false, reason: 'malformed' };

  const given = Buffer.from(hex, 'hex');
  const timestampMs = Number(timestamp);
  if (timingSafeEqual(given, digest(keys.appId, rawBody, timestamp, keys.oaSecretKey))) {
    return { ok: true, matched: 'app_id', timestampMs };
  }
  if (
    keys.oaId !== undefined &&
    timingSafeEqual(given, digest(keys.oaId, rawBody, timestamp, keys.oaSecretKey))
  ) {
    return { ok: true, matched: 'oa_id', timestampMs };
  }
  return { ok: false, reason: 'mismatch' };
}

/**
 * The header value Zalo would send with this body, `mac=<hex>`; for emulators and tests.
 * @throws RangeError when the body is no JSON object with a `timestamp` of digits
 */
export function signOaBody(
  rawBody: Uint8Array | string,
  keys: Pick<OaSignatureKeys, 'appId' | 'oaSecretKey'>,
): string {
  const bytes = typeof rawBody === 'string' ? Buffer.from(rawBody, 'utf8') : rawBody;
  const timestamp = timestampOf(bytes);
  if (timestamp === undefined)
    throw new RangeError('signOaBody: the body has no "timestamp" of digits to sign with');
  return `mac=${digest(keys.appId, bytes, timestamp, keys.oaSecretKey).toString('hex')}`;
}

function digest(appId: string, body: Uint8Array, timestamp: string, secret: string): Buffer {
  return createHash('sha256').update(appId).update(body).update(timestamp).update(secret).digest();
}

function timestampOf(body: Uint8Array): string | undefined {
  const text = decodeUtf8(body);
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('timestamp' in parsed)) return undefined;
  const { timestamp } = parsed;
  const digits = typeof timestamp === 'number' ? String(timestamp) : timestamp;
  return typeof digits === 'string' && /^\d{1,19}$/.test(digits) ? digits : undefined;
}
