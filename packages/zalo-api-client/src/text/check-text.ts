/** Text as it is counted and sent. */

export interface MeasuredText {
  /** Composed (NFC) and without lone surrogates: what is sent. */
  text: string;
  codePoints: number;
  utf16Units: number;
}

/** Normalises text and counts it both ways; decomposed Vietnamese is up to twice as long as composed. */
export function measureText(raw: string): MeasuredText {
  const text = raw.toWellFormed().normalize('NFC');
  return { text, codePoints: Array.from(text).length, utf16Units: text.length };
}

/**
 * The text to send.
 * @throws RangeError when it is empty or longer than `limit` by either count; says which field, never the text
 */
export function checkText(raw: string, limit: number, field: string): string {
  const { text, codePoints, utf16Units } = measureText(raw);
  if (text.trim() === '') throw new RangeError(`${field} is empty`);
  const longest = Math.max(codePoints, utf16Units);
  if (longest > limit) throw new RangeError(`${field} has ${longest} characters, the limit is ${limit}`);
  return text;
}

/**
 * A link Zalo can open.
 * @throws RangeError when it is not an absolute http(s) URL
 */
export function checkUrl(raw: string, field: string): string {
  const url = URL.parse(raw);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(`${field} is not an absolute http(s) URL`);
  }
  return raw;
}

/**
 * A phone number the way Zalo writes it: country code, no plus.
 * @throws RangeError when it is not `84` and 8 to 10 digits
 */
export function checkPhone(raw: string, field: string): string {
  if (!/^84\d{8,10}$/.test(raw)) throw new RangeError(`${field} is not a phone number of the form 84…`);
  return raw;
}

/**
 * An id as a non-empty string without spaces.
 * @throws RangeError
 */
export function checkId(raw: string, field: string): string {
  if (!/^\S+$/.test(raw)) throw new RangeError(`${field} is empty or holds spaces`);
  return raw;
}
