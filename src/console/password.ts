import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { isCommonPassword } from './common-passwords.ts';

/** Shortest and longest password. NIST SP 800-63B-4: length counts, rules of composition do not. */
export const PASSWORD_LENGTH = { min: 12, max: 128 };

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a password with argon2id under a fresh salt. @returns a PHC string */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...COST, salt, length: HASH_BYTES });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether this is the password. It takes as long for an account that is not there.
 *
 * @param stored PHC string; null: there is no such account
 * @throws Error when what is stored is no PHC string of argon2id
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const { hash, ...cost } = parsePhc(stored ?? NOBODY);
  const derived = await derive(password, { ...cost, length: hash.length });
  return timingSafeEqual(derived, hash) && stored !== null;
}

/** Why a password is not taken; null: it is. */
export function passwordFault(
  password: string,
  username: string,
): 'short' | 'long' | 'username' | 'common' | null {
  const written = inOneForm(password);
  const length = Array.from(written).length;
  if (length < PASSWORD_LENGTH.min) return 'short';
  if (length > PASSWORD_LENGTH.max) return 'long';
  if (username.length >= 3 && written.toLowerCase().includes(username.toLowerCase())) return 'username';
  return isCommonPassword(written) ? 'common' : null;
}

/** Belongs to nobody: what a password is compared with when there is no account. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(HASH_BYTES))}`;

/** The same letters however a keyboard puts their marks. */
const inOneForm = (password: string): string => password.normalize('NFKC');

interface Derivation {
  memory: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  length: number;
}

function derive(password: string, { salt, length, ...cost }: Derivation): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    ...cost,
    message: Buffer.from(inOneForm(password).slice(0, 4 * PASSWORD_LENGTH.max)),
    nonce: salt,
    tagLength: length,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, derived) => {
      if (error) reject(error);
      else resolve(derived);
    });
  });
}

function parsePhc(stored: string): Omit<Derivation, 'length'> & { hash: Buffer } {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!match) throw new Error('Not a PHC string of argon2id');
  const [, memory, passes, parallelism, salt = '', hash = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
