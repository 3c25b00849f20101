// Reads a place said freely: where somebody was, or where something happened.
// Must not know: any map; what was typed is kept as typed.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { read, type Reading } from './reading.ts';
import { isUnknown } from './unknown.ts';
import { readAddressLine } from './address-line.ts';

/** In: what was typed. Out: the place as typed, or `unknown`. Refuses what readAddressLine refuses. */
export function readPlace(text: string): Reading<string> {
  const tokens = stripParticles(tokenise(cleanText(text).slice(0, 300)));
  return isUnknown(tokens) ? read('unknown') : readAddressLine(text);
}
