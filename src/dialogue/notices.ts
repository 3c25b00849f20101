import type { DialogueAssets } from './assets.ts';

type Words = Pick<DialogueAssets, 'phrasebook' | 'hotlines'>;

// Said where nothing is known of who reads it: in every language, the default first.

/** What a group is told that somebody added us to. */
export const groupNotice = (words: Words): string => inEveryLanguage(words, 'common:group_notice');

/** What somebody is told whose messages are too many to be worked on. */
export const tooFastNotice = (words: Words): string => inEveryLanguage(words, 'common:too_fast');

const inEveryLanguage = ({ phrasebook, hotlines }: Words, key: string): string =>
  phrasebook.languages
    .map((language) => phrasebook.say(language, key, { emergency: hotlines.emergency }))
    .join('\n\n');
