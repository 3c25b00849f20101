import { Secret, TOTP } from 'otpauth';
import { toString as drawQr } from 'qrcode';
import type { FieldCrypto } from '../storage/field-crypto.ts';

const ISSUER = 'NCOVI';
const PERIOD = 30;
/** A clock that is off by one step is forgiven. RFC 6238, 5.2. */
const WINDOW = 1;

/** A fresh secret of one-time codes, sealed for the database. */
export function newTotp(crypto: FieldCrypto, staff: string): string {
  return crypto.seal(new Secret({ size: 20 }).base32, contextOf(staff));
}

/**
 * The time step a code belongs to; null: it is no code of now. That each step counts once is the database's business.
 *
 * @param sealed as `newTotp` made it
 * @throws Error when it was sealed for another account or under another key
 */
export function totpStep(
  crypto: FieldCrypto,
  { staff, sealed }: { staff: string; sealed: string },
  code: string,
  now: number,
): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(crypto, staff, sealed, '').validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}

/** What an app on the phone is shown: the secret to type, in groups of four, and the same as a QR code in SVG. */
export async function showTotp(
  crypto: FieldCrypto,
  { staff, sealed, username }: { staff: string; sealed: string; username: string },
): Promise<{ secret: string; qr: string }> {
  const one = totp(crypto, staff, sealed, username);
  return {
    secret: one.secret.base32.replace(/.{4}(?=.)/g, '$& '),
    qr: await drawQr(one.toString(), { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
  };
}

const totp = (crypto: FieldCrypto, staff: string, sealed: string, username: string): TOTP =>
  new TOTP({
    ...{ issuer: ISSUER, label: username, algorithm: 'SHA1', digits: 6, period: PERIOD },
    secret: Secret.fromBase32(crypto.open(sealed, contextOf(staff))),
  });

const contextOf = (staff: string): string => `totp:${staff}`;
