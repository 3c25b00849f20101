// Reads a place said freely: where somebody was, or where something happened.
// Must not know: any map; what was typed is kept as typed.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon, scan, type Lexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { dayWords } from '../../vietnamese/relative-words.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';
import { isUnknown } from './unknown.ts';
import { readAddressLine } from './address-line.ts';
import { yesnoWords } from './yesno-words.ts';

const numbers = buildLexicon({ number: 'một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười' });

/** In: what was typed. Out: the place as typed, or `unknown`. Refuses what readAddressLine refuses, a day and a yes or no. */
export function readPlace(text: string): Reading<string> {
  const tokens = stripParticles(tokenise(cleanText(text).slice(0, 300)));
  if (isUnknown(tokens)) return read('unknown');
  const isOther = isOnly(dayWords, tokens) || isOnly(yesnoWords, tokens);
  return isOther ? refuse('not-understood') : readAddressLine(text);
}

/** "hôm qua", "20/3", "dạ có": nothing but such words and numbers. */
function isOnly(lexicon: Lexicon<string>, tokens: readonly Token[]): boolean {
  return (
    tokens.length > 0 &&
    scan(lexicon, tokens).every(
      ({ code, from }) =>
        code !== undefined ||
        /^\d+$/u.test(tokens[from]?.text ?? '') ||
        scan(numbers, tokens.slice(from, from + 1))[0]?.code !== undefined,
    )
  );
}
