import { randomBytes, randomInt } from 'node:crypto';

/** A decimal id of that many digits, as Zalo's accounts have 15–19. */
export function randomDigits(length: number): string {
  let digits = String(randomInt(1, 10));
  while (digits.length < length) digits += String(randomInt(0, 10));
  return digits;
}

/** A hexadecimal id of that many characters, as Zalo's messages have 20. */
export const randomHex = (length: number): string => randomBytes(length).toString('hex').slice(0, length);

/** A user id of Telegram as they are today: above 2^32, below 2^52. */
export const randomTelegramId = (): number => randomInt(5_000_000_000, 8_999_999_999);
