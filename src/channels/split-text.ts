/**
 * Splits a text into parts no longer than `limit`, at the end of a paragraph where there is one in the second half
 * of the part, else of a line, a sentence, a word. White space at the borders is dropped; what is seen as one letter (its
 * marks, a family, a flag) is not torn apart unless it is longer than a part, and a surrogate pair never.
 *
 * @param limit in UTF-16 units; as no text has more code points than units, it holds in both
 * @returns at least one part, none of them blank; an empty list for a blank text
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = borderIn(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

const borders = [/\n\s*\n/g, /\n/g, /(?<=[.!?…:;])\s/g, /\s/g];

/** Where the first part ends: more than 0, at most `limit`. */
function borderIn(text: string, limit: number): number {
  // One more unit than fits, so that a border right after the last one counts.
  const head = text.slice(0, limit + 1);
  for (const least of [Math.floor(limit / 2), 1]) {
    for (const border of borders) {
      const last = [...head.matchAll(border)].map((match) => match.index).findLast((at) => at >= least);
      if (last !== undefined && last <= limit) return last;
    }
  }
  return wholeLetters(text, limit);
}

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The nearest border of a letter at or before `end`; inside the letter when it fills the whole part. */
function wholeLetters(text: string, end: number): number {
  const start = letters.segment(text).containing(end)?.index ?? end;
  if (start > 0) return start;
  return isLowSurrogate(text, end) && end > 1 ? end - 1 : end;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
