// Finds the phrases of a vocabulary in a message: with diacritics first, without them only where none were typed.
// Must not know: which question is being answered; vocabularies come in as tables.
import { expandTemplate, listPhrases, type WordClasses } from './expand-template.ts';
import { lacksItsTone, squeeze, withoutTones } from './fold.ts';
import { tokenise, type Token } from './tokens.ts';

/**
 * Codes with the phrases that mean them: templates (see expandTemplate) parted by commas.
 * Earlier phrases win over later ones. A phrase behind `=` is never found without its diacritics ("=dừng", for "dung" is
 * "đúng" more often).
 */
export type Vocabulary<C extends string> = Partial<Record<C, string>>;

type Entry<C> = { code: C; words: Token[]; strict: boolean };
/** `reach`: how many words the longest phrase has that begins with a word. */
type Compiled<C> = { entries: Map<string, Entry<C>[]>; reach: Map<string, number> };
export type Lexicon<C extends string> = () => Compiled<C>;

/** A stretch of the message: what it means, or `code` undefined for a word the lexicon lacks. */
export type Piece<C extends string> = { code: C | undefined; from: number; length: number };

/**
 * Makes a lexicon of vocabularies. It is compiled when first asked, so that a program pays only for the readers it uses.
 * A fault of a table (see expandTemplate, or a phrase without words) is thrown then.
 */
export function buildLexicon<C extends string>(
  vocabulary: Vocabulary<C>,
  classes: WordClasses = {},
): Lexicon<C> {
  let compiled: Compiled<C> | undefined;
  const lexicon = (): Compiled<C> => (compiled ??= compile(vocabulary, classes));
  built.push(lexicon);
  return lexicon;
}

const built: (() => unknown)[] = [];

/**
 * Compiles all lexicons there are, which takes about a second. For programs that many people write to from the first
 * moment: compiled when first asked, that second would be one in which nobody is answered.
 */
export function compileLexicons(): void {
  for (const lexicon of built) lexicon();
}

function compile<C extends string>(vocabulary: Vocabulary<C>, classes: WordClasses): Compiled<C> {
  const compiled: Compiled<C> = { entries: new Map(), reach: new Map() };
  for (const [code, templates] of Object.entries(vocabulary) as [C, string][]) {
    for (const phrase of listPhrases(templates).flatMap((template) => expandTemplate(template, classes))) {
      // A copy has no room to grow in.
      const words = [...phrase.split(' ').flatMap(wordsOf)];
      if (words.length === 0) throw new Error(`a phrase without words: ${phrase}`);
      // In one piece, which one grown bit by bit never is.
      const key = words.map(({ plain }) => plain).join(' ');
      const entry = { code, words, strict: phrase.startsWith('=') };
      const rivals = compiled.entries.get(key);
      if (rivals === undefined) compiled.entries.set(key, [entry]);
      else rivals.push(entry);
      const first = words[0]?.plain ?? '';
      compiled.reach.set(first, Math.max(compiled.reach.get(first) ?? 0, words.length));
    }
  }
  return compiled;
}

/** The words of all vocabularies, each once: there are few, and very many phrases of them. */
const known = new Map<string, readonly Token[]>();

function wordsOf(word: string): readonly Token[] {
  const tokens = known.get(word) ?? tokenise(word);
  known.set(word, tokens);
  return tokens;
}

/** The longest phrase that starts at a token; among phrases of one length the one nearest to what was typed. */
export function matchAt<C extends string>(
  lexicon: Lexicon<C>,
  tokens: readonly Token[],
  from: number,
): Piece<C> {
  const { entries, reach } = lexicon();
  const most = reach.get(tokens[from]?.plain ?? '') ?? 0;
  for (let length = Math.min(most, tokens.length - from); length > 0; length--) {
    const code = nearest(entries.get(plainKey(tokens, from, length)), tokens, from);
    if (code !== undefined) return { code, from, length };
  }
  return { code: undefined, from, length: 1 };
}

/** Cuts the whole message into phrases, left to right, longest first. */
export function scan<C extends string>(lexicon: Lexicon<C>, tokens: readonly Token[]): Piece<C>[] {
  const pieces: Piece<C>[] = [];
  for (let at = 0; at < tokens.length;) {
    const piece = matchAt(lexicon, tokens, at);
    pieces.push(piece);
    at += piece.length;
  }
  return pieces;
}

/** The code of a message, or of `length` of its words, when they are one phrase and nothing else. */
export function matchWhole<C extends string>(
  lexicon: Lexicon<C>,
  tokens: readonly Token[],
  from = 0,
  length = tokens.length - from,
): C | undefined {
  const { entries, reach } = lexicon();
  // Most messages begin with a word no phrase begins with.
  if (length < 1 || length > (reach.get(tokens[from]?.plain ?? '') ?? 0)) return undefined;
  return nearest(entries.get(plainKey(tokens, from, length)), tokens, from);
}

function nearest<C>(
  rivals: readonly Entry<C>[] | undefined,
  typed: readonly Token[],
  from: number,
): C | undefined {
  let best: { code: C; cost: number } | undefined;
  for (const { code, words, strict } of rivals ?? []) {
    let cost = 0;
    for (const [at, word] of words.entries()) cost += distance(word, typed[from + at]);
    if (strict && cost >= 1) continue;
    if (cost < (best?.cost ?? Infinity)) best = { code, cost };
  }
  return best?.code;
}

/** 0 the same word · 1 typed without diacritics · Infinity another word: typed diacritics are honoured. */
function distance(word: Token, typed: Token | undefined): number {
  if (typed === undefined) return Infinity;
  if (word.key === typed.key) return word.text === typed.text ? 0 : 0.1;
  if (!typed.marked) return 1;
  if (lacksItsTone(typed.text) && squeeze(withoutTones(word.text)) === squeeze(typed.text)) return 1;
  return Infinity;
}

function plainKey(tokens: readonly Token[], from = 0, length = tokens.length): string {
  let key = tokens[from]?.plain ?? '';
  for (let at = from + 1; at < from + length; at++) key += ` ${tokens[at]?.plain ?? ''}`;
  return key;
}
