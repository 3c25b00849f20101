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

type Entry<C> = { code: C; words: Token[]; order: number; strict: boolean };
export type Lexicon<C extends string> = { entries: Map<string, Entry<C>[]>; longest: number };

/** A stretch of the message: what it means, or `code` undefined for a word the lexicon lacks. */
export type Piece<C extends string> = { code: C | undefined; from: number; length: number };

/** Compiles vocabularies into one lexicon; done once, when a reader's module is loaded. */
export function buildLexicon<C extends string>(
  vocabulary: Vocabulary<C>,
  classes: WordClasses = {},
): Lexicon<C> {
  const lexicon: Lexicon<C> = { entries: new Map(), longest: 0 };
  let order = 0;
  for (const [code, templates] of Object.entries(vocabulary) as [C, string][]) {
    for (const phrase of listPhrases(templates).flatMap((template) => expandTemplate(template, classes))) {
      const words = tokenise(phrase);
      if (words.length === 0) throw new Error(`a phrase without words: ${phrase}`);
      const key = plainKey(words);
      const rivals = lexicon.entries.get(key) ?? [];
      rivals.push({ code, words, order: order++, strict: phrase.startsWith('=') });
      lexicon.entries.set(key, rivals);
      lexicon.longest = Math.max(lexicon.longest, words.length);
    }
  }
  return lexicon;
}

/** The longest phrase that starts at a token; among phrases of one length the one nearest to what was typed. */
export function matchAt<C extends string>(
  lexicon: Lexicon<C>,
  tokens: readonly Token[],
  from: number,
): Piece<C> {
  for (let length = Math.min(lexicon.longest, tokens.length - from); length > 0; length--) {
    const span = tokens.slice(from, from + length);
    const code = nearest(lexicon.entries.get(plainKey(span)) ?? [], span);
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

/** The code of a message that is one phrase and nothing else. */
export function matchWhole<C extends string>(lexicon: Lexicon<C>, tokens: readonly Token[]): C | undefined {
  if (tokens.length === 0 || tokens.length > lexicon.longest) return undefined;
  return nearest(lexicon.entries.get(plainKey(tokens)) ?? [], tokens);
}

function nearest<C>(rivals: readonly Entry<C>[], typed: readonly Token[]): C | undefined {
  let best: { code: C; cost: number; order: number } | undefined;
  for (const { code, words, order, strict } of rivals) {
    let cost = 0;
    for (const [at, word] of words.entries()) cost += distance(word, typed[at]);
    if (strict && cost >= 1) continue;
    if (cost < (best?.cost ?? Infinity)) best = { code, cost, order };
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

function plainKey(tokens: readonly Token[]): string {
  return tokens.map((token) => token.plain).join(' ');
}
