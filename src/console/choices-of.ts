import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Words } from './words.ts';

/** The codes a question of the declaration has, each with its words; `none` and `unknown` are no choice to look for. */
export function choicesOf(
  block: 'symptoms' | 'exposure',
  words: Words,
  { flows }: DialogueAssets,
): [string, string][] {
  const found = flows.get('declaration')?.blocks.find(({ id }) => id === block);
  if (found === undefined || !('choices' in found)) return [];
  return found.choices
    .filter(({ code }) => code !== 'none' && code !== 'unknown')
    .map(({ code }) => [code, words.choice(block, code)]);
}
