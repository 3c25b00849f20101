import type { Words } from './words.ts';

/** Names the words of pages about advisories: `title` is `console-advisories:title`. */
export const advisoryWord = (key: string): string => `console-advisories:${key}`;

/** The words of locales/<language>/console-advisories.json. */
export const advisoryWords =
  ({ t }: Words): Words['t'] =>
  (key, params) =>
    t(advisoryWord(key), params);
