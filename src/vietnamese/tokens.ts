// Cuts a cleaned text into words that can be compared with and without diacritics.
// Must not know: any vocabulary.
import { cleanText } from './clean-text.ts';
import { endInI, foldDiacritics, hasDiacritics, squeeze, toneKey } from './fold.ts';

/** One word, number or emoji of a message. */
export type Token = {
  /** As typed, in lower case. */
  text: string;
  /** Its key with diacritics. */
  key: string;
  /** Its key without diacritics and without doubled letters. */
  plain: string;
  /** True when it was typed with diacritics, which then must be honoured. */
  marked: boolean;
  /** What stood between it and the word before: blanks and punctuation. */
  gap: string;
};

const word = /[\p{L}\p{M}]+|[0-9]+|[✓✗✘\p{Extended_Pictographic}]/gu;
/** Southern spellings of words all readers know in the other one. */
const spellings: Readonly<Record<string, string>> = {
  bịnh: 'bệnh',
  nhứt: 'nhất',
  nhựt: 'nhật',
  thiệt: 'thật',
  gởi: 'gửi',
};

/** Behind "hom" these make it the day ("hom nay"), which is no "hơm" (no). */
const behindDay = /^(?:nay|qua|wa|kia|truoc|bua|thu|chu|cn|t\d|ni|no|nao|sau|mai|roi)$/u;

const apostropheInWord = /(?<=\p{L})'(?=\p{L})/gu;

/** Cuts the text into tokens; letters and digits part company (`38do5` is three tokens). Never throws. */
export function tokenise(raw: string): readonly Token[] {
  const clean = cleanText(raw);
  if (clean !== last.clean) last = { clean, tokens: cut(clean) };
  return last.tokens;
}

/** One message is read by many readers, one after the other. */
let last: { clean: string; tokens: readonly Token[] } = { clean: '', tokens: [] };

function cut(clean: string): Token[] {
  const text = clean.toLowerCase().replace(apostropheInWord, '');
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(word)) {
    const gap = text.slice(end, match.index);
    const before = tokens.at(-1);
    if (before?.text === 'hom' && gap === ' ') tokens.splice(-1, 1, dayLead(before, match[0]));
    tokens.push(makeToken(match[0], gap));
    end = match.index + match[0].length;
  }
  return tokens;
}

/** "hom nay" typed without diacritics is "hôm nay", "hom ray" is "hổm rày". */
function dayLead(lead: Token, after: string): Token {
  if (foldDiacritics(after) === 'ray') return makeToken('hổm', lead.gap);
  return behindDay.test(foldDiacritics(after)) ? makeToken('hôm', lead.gap) : lead;
}

/** What follows the last word of the text: `?` tells a question. */
export function ending(raw: string): string {
  return /[^\p{L}\p{M}\p{N}]*$/u.exec(cleanText(raw).slice(-40))?.[0] ?? '';
}

/** The tokens as one text again, words only. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}

/** What was made of words before: people use few of them. Emptied before it grows large. */
const known = new Map<string, Omit<Token, 'gap'>>();
const MOST_KNOWN = 5000;

function makeToken(typed: string, gap: string): Token {
  return { ...(known.get(typed) ?? learn(typed)), gap };
}

function learn(typed: string): Omit<Token, 'gap'> {
  const text = spellings[typed] ?? typed;
  const token = {
    text,
    key: squeeze(toneKey(endInI(text))),
    plain: squeeze(foldDiacritics(endInI(text))),
    marked: hasDiacritics(text),
  };
  if (known.size >= MOST_KNOWN) known.clear();
  if (typed.length <= 20) known.set(typed, token);
  return token;
}
