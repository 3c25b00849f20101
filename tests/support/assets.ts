import { loadAssets } from '../../src/assets/load-assets.ts';
import type { DialogueAssets } from '../../src/dialogue/assets.ts';

let loaded: DialogueAssets | undefined;

/** The project's own flows, words, rules and map of 2020, read once per test file. */
export function realAssets(): DialogueAssets {
  loaded ??= loadAssets({ adminVersion: '2020', timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'vi' });
  return loaded;
}
