/** `JSON.parse` as the platform's bodies need it: integers that a double cannot hold keep their digits, as strings. */

/**
 * Parses JSON text. An integer beyond ±(2^53 − 1) comes back as a string of its exact digits, because Zalo ids
 * have up to 19 digits and older bodies send them as bare numbers.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const digits = context?.source;
    return digits !== undefined && /^-?\d+$/.test(digits) ? digits : value;
  };
  return JSON.parse(text, keepDigits);
}

/** Bytes to text; undefined when they are not UTF-8. A leading byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
