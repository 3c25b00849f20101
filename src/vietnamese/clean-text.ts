// Brings any typed text to one form: NFC, no invisible characters, ASCII digits, plain quotes, dashes and blanks.
// Must not know: Vietnamese words or the question asked; letter case and diacritics stay as typed.

/** Zeros of the digit sets a phone keyboard can produce: Arabic, Persian, Devanagari, Thai, Lao, Burmese, Khmer. */
const FOREIGN_ZEROS = [0x0660, 0x06f0, 0x0966, 0x0e50, 0x0ed0, 0x1040, 0x17e0];
const foreignDigit = /[٠-٩۰-۹०-९๐-๙໐-໙၀-၉០-៩]/gu;
/** Full-width forms, circled digits, mathematical letters and digits. */
const compatibilityForm = /[\uFF01-\uFF5E\u2460-\u2473\u{1D400}-\u{1D7FF}]/gu;
/** Key-cap emoji: the digit stays, the cap goes. */
const keyCap = /([0-9])\uFE0F?\u20E3/gu;
const invisible = /[\p{Cf}\p{Co}\p{Cn}\uFE00-\uFE0F\u20E3]/gu;
const control = /[\p{Cc}\s\u2028\u2029]+/gu;

/**
 * In: whatever arrived from a chat. Out: the same words in one form. Never throws, linear in the length of the text.
 */
export function cleanText(raw: string): string {
  if (raw !== last.raw) last = { raw, clean: clean(raw) };
  return last.clean;
}

/** One message is cleaned for many readers, one after the other. */
let last = { raw: '', clean: '' };

/** Latin letters, digits and punctuation that stay as they are; the grave accent is a kind of quote. */
const ordinary = /^[\x20-\x5f\x61-\x7e\u00c0-\u024f\u1ea0-\u1ef9]*$/;

function clean(raw: string): string {
  const composed = raw.toWellFormed().normalize('NFC');
  if (ordinary.test(composed)) return composed.trim().replace(/ {2,}/g, ' ');
  return composed
    .replaceAll('🔟', '10')
    .replace(keyCap, '$1')
    .replace(invisible, '')
    .replace(compatibilityForm, (char) => char.normalize('NFKC'))
    .replace(foreignDigit, asciiDigit)
    .replace(/[‘’‚‛ʼ`´′]/gu, "'")
    .replace(/[“”„‟«»″]/gu, '"')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(control, ' ')
    .trim()
    .normalize('NFC');
}

function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const zero = FOREIGN_ZEROS.find((start) => code >= start && code < start + 10) ?? code;
  return String(code - zero);
}
