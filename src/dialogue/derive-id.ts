import { hash } from 'node:crypto';

/** A UUID (version 8, RFC 9562) that depends on nothing but the parts: the same input gives the same id. */
export function deriveId(...parts: string[]): string {
  const hex = digest(parts);
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Twelve letters and digits in groups of four, to be read out on the phone: Crockford's base 32, which has no
 * I, L, O or U. 60 bits: among a hundred million receipts, two alike are expected in less than one case of 200.
 */
export function receiptOf(id: string): string {
  let number = BigInt(`0x${digest(['receipt', id]).slice(0, 15)}`);
  let code = '';
  for (let i = 0; i < 12; i++) {
    code += alphabet.charAt(Number(number % 32n));
    number /= 32n;
  }
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** SHA-256 of a text, in hex. */
export const fingerprint = (text: string): string => digest([text]);

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const digest = (parts: string[]): string => hash('sha256', parts.join('\u0000'));
