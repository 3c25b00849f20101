// Reads a phone number as people in Vietnam write it and gives it in E.164.
// Must not know: whose number it is or what the conversation is about.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Mobile prefixes of eleven digits that were replaced by ten digits in 2018; the rest of the number stayed.
 * 61 is the landline code Đồng Nai had until 2017, now 251.
 */
const REPLACED: Readonly<Record<string, string>> = {
  162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39',
  120: '70', 121: '79', 122: '77', 126: '76', 128: '78',
  123: '83', 124: '84', 125: '85', 127: '81', 129: '82',
  186: '56', 188: '58', 199: '59',
}; // prettier-ignore

/**
 * In: one number with any punctuation (`0912.345.678`, `+84 (0) 912…`, `01201234567`, `+82 10-…`).
 * Out: E.164, or undefined when no such number can exist. Service numbers (1900…, 115) are no answer to "your phone".
 */
export function parsePhone(written: string): string | undefined {
  const international = /^\s*\(?\s*(?:\+|00)/u.test(written);
  const digits = written.replace(/\D/gu, '').replace(international ? /^00/u : /^$/u, '');
  if (digits.length < 8 || digits.length > 15) return undefined;
  const national = nationalDigits(digits, international);
  if (national === undefined) return international ? foreign(digits) : undefined;
  const number = parsePhoneNumberFromString(`+84${modern(national)}`);
  if (!number?.isValid()) return undefined;
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE' ? number.number : undefined;
}

/** The digits behind +84 or behind the leading 0; undefined for a number of another country. */
function nationalDigits(digits: string, international: boolean): string | undefined {
  if (international) return digits.startsWith('84') ? digits.slice(2).replace(/^0/u, '') : undefined;
  if (digits.startsWith('0')) return digits.slice(1);
  if (/^84(?:[35789]\d{8}|2\d{9}|1[2689]\d{8})$/u.test(digits)) return digits.slice(2);
  if (/^840[235789]\d{8,9}$/u.test(digits)) return digits.slice(3);
  return /^[35789]\d{8}$/u.test(digits) ? digits : undefined;
}

function modern(national: string): string {
  const prefix = REPLACED[national.slice(0, 3)];
  if (national.length === 10 && prefix !== undefined) return prefix + national.slice(3);
  return /^61[368]\d{6}$/u.test(national) ? `251${national.slice(2)}` : national;
}

function foreign(digits: string): string | undefined {
  const number = parsePhoneNumberFromString(`+${digits}`);
  return number?.isValid() ? number.number : undefined;
}
