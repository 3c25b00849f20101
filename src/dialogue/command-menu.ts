import type { Phrasebook } from './phrasebook.ts';
import type { Command } from './read-answer/command-words.ts';

/** The commands a platform's menu lists, in this order. */
export const menuCommands = [
  'declare',
  'family',
  'status',
  'hotline',
  'help',
  'lang',
  'cancel',
] as const satisfies Command[];

/**
 * The command menu in a language: what is typed behind the slash (a–z and _, at most 32) and what it does. The words are
 * ones `readDialogueCommand` understands.
 */
export const commandMenu = (
  phrasebook: Phrasebook,
  language: string,
): { command: string; description: string }[] =>
  menuCommands.map((command) => ({
    command: phrasebook.say(language, `common:menu_command.${command}.word`),
    description: phrasebook.say(language, `common:menu_command.${command}.does`),
  }));
