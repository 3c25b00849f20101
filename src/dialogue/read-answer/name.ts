// Reads a person's name in any script.
// Must not know: whether such a person exists.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { matchAt, matchWhole, scan } from '../../vietnamese/lexicon.ts';
import { nameCase } from '../../vietnamese/name-case.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { familyNames, nameLeads, nameTails, noNames, titles } from './name-words.ts';
import { isSentence } from './sentence.ts';
import { readSmallTalk } from './small-talk.ts';
import { read, refuse, type Reading } from './reading.ts';

const LONGEST = 80;
const letters = /^[\p{L}\p{M}](?:[\p{L}\p{M}' .-]*[\p{L}\p{M}.])?$/u;
const noPicture = /[\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}\u{1F1E6}-\u{1F1FF}]/gu;

/**
 * In: what was typed. Out: the name in NFC and name case, without lead-in ("em tên") and particles.
 * Letters keep the diacritics they were typed with. Refuses `empty`, `not-a-name` (digits, formulas, links, roles,
 * other answers, questions, pleas, insults), `too-long` and `too-short`.
 */
export function readName(text: string): Reading<string> {
  const clean = cleanText(text);
  if (clean.length > 4 * LONGEST) return refuse('too-long');
  if (tokenise(clean).length === 0) return refuse('empty');
  if (/^[=+@\t-]| - |[?<>{}[\]\\|/]|\.(?:com|vn|net|org)\b/iu.test(clean)) return refuse('not-a-name');
  const name = bareName(
    clean
      .replace(noPicture, ' ')
      .replace(/[.,;:!~()"*_^ ]+$|^[.,;:!~()"*_^ ]+/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  const words = tokenise(name);
  if (words.length === 0) return refuse('not-a-name');
  if (!letters.test(name)) return refuse('not-a-name');
  if (readSmallTalk(clean) !== null || isSentence(words)) return refuse('not-a-name');
  if (isNoName(words) || words.some(({ text }) => text === 'tôi')) return refuse('not-a-name');
  if (name.length < 2 && !/[\p{Script=Han}\p{Script=Hangul}]/u.test(name)) return refuse('too-short');
  return name.length > LONGEST || words.length > 12 ? refuse('too-long') : read(nameCase(name));
}

/** "mẹ tôi", "không", "con gái": no word that could be part of a name, and more than two names of kin side by side. */
function isNoName(words: readonly Token[]): boolean {
  const [family, middle] = words;
  // Typed without marks, Đỗ Minh Anh is made of the same letters as "đó mình anh".
  if (family && middle?.text === 'minh' && matchWhole(familyNames, [family]) !== undefined) return false;
  const codes = scan(noNames, words).map((piece) => piece.code);
  const said = codes.includes('pronoun') || codes.includes('answer') || codes.length === 1;
  return said && !codes.includes(undefined);
}

/** The words between "tôi tên là" and "ạ". */
function bareName(clean: string): string {
  let words = clean.split(/\s*[:=]\s*|\s+/u).filter((word) => word !== '');
  const tokens = tokenise(words.join(' '));
  if (tokens.length === words.length) {
    const lead = matchAt(nameLeads, tokens, 0);
    if (lead.code !== undefined && lead.length < words.length) words = words.slice(lead.length);
  } else {
    const apart = words.map((word) => tokenise(word).length);
    const lead = matchAt(nameLeads, tokens, 0);
    if (lead.code !== undefined && apart.slice(0, lead.length).every((count) => count === 1))
      words = words.slice(lead.length);
  }
  const [title, family] = words.map((word) => tokenise(word));
  const isAddressed =
    words.length > 2 &&
    title !== undefined &&
    family !== undefined &&
    matchWhole(titles, title) !== undefined;
  if (isAddressed && matchWhole(familyNames, family) !== undefined) words = words.slice(1);
  while (words.length > 1 && matchAt(nameTails, tokenise(words.at(-1) ?? ''), 0).code !== undefined)
    words = words.slice(0, -1);
  return words.join(' ').replace(/[.,;:!]+$/u, '');
}
