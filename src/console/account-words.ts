import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Words } from './words.ts';

/** Names the words of pages about accounts: `sign_in_title` is `console-accounts:sign_in_title`. */
export const accountWord = (key: string): string => `console-accounts:${key}`;

/** The words of locales/<language>/console-accounts.json. */
export const accountWords =
  ({ t }: Words): Words['t'] =>
  (key, params) =>
    t(accountWord(key), params);

/** What was done, in words; a deed these words do not know stays a code. */
export function deedWords({ language, t }: Words, { phrasebook }: DialogueAssets, action: string): string {
  const step = /^work_(.+)$/.exec(action)?.[1];
  if (step !== undefined && phrasebook.has(language, `console:event.${step}`))
    return t(accountWord('deed_work'), { step: t(`event.${step}`) });
  const key = accountWord(`deed_${action}`);
  return phrasebook.has(language, key) ? t(key) : action;
}
