import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals single fields under FIELD_KEY, so that a copy of the database alone does not give them away. */
export interface FieldCrypto {
  /**
   * @param context what the field belongs to (record id and block); opening needs the same, so a sealed value
   *   moved to another record does not open
   * @returns `v1.` and base64url of nonce, ciphertext and tag
   */
  seal(plain: string, context: string): string;
  /** The plain text. Throws when the value was altered, moved or sealed under another key. */
  open(sealed: string, context: string): string;
}

const VERSION = 'v1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh nonce for every value. @param key 32 bytes */
export function createFieldCrypto(key: Buffer): FieldCrypto {
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      if (!sealed.startsWith(VERSION) || bytes.length < NONCE_BYTES + TAG_BYTES) {
        throw new Error('Not a sealed field of a known version');
      }
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(bytes.length - TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}
