// Reads a message whose every word must be known: one code, its fillers, nothing else.
// Must not know: any vocabulary; each answer type brings its own.
import { scan, type Lexicon } from '../../vietnamese/lexicon.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';

/** `filler` may stand beside any code; `veto` makes the message no answer (a question, an echo, a slur). */
export type OrAside<C extends string> = C | 'filler' | 'veto';

/**
 * In: a lexicon and the words of a message. Out: the one code said, perhaps twice over.
 * Refuses `empty`, `not-understood` (an unknown word, a veto, fillers only) and `ambiguous` (two codes).
 */
export function readCode<C extends string>(
  lexicon: Lexicon<OrAside<C>>,
  tokens: readonly Token[],
): Reading<C> {
  if (tokens.length === 0) return refuse('empty');
  const found = new Set<C>();
  for (const { code } of scan(lexicon, tokens)) {
    if (code === undefined || code === 'veto') return refuse('not-understood');
    if (code !== 'filler') found.add(code);
  }
  const [first, second] = found;
  if (first === undefined) return refuse('not-understood');
  return second === undefined ? read(first) : refuse('ambiguous');
}
