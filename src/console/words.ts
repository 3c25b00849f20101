import type { DialogueAssets } from '../dialogue/assets.ts';

/** The words of one page in one language. */
export interface Words {
  language: 'vi' | 'en';
  /** A text of locales/<language>/console.json, or of another file as `<file>:<key>`; blanks are filled from `params`. */
  t: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** A code of the declaration in words, such as `symptoms` and `fever`; one it does not know stays as it is. */
  choice: (block: string, code: string) => string;
  /** `27/03/2020 14:05`, in the installation's time zone. */
  time: (at: Date) => string;
  /** `27/03/2020`. A day given as `2020-03-27` is that day everywhere. */
  day: (day: Date | string) => string;
  /** `1.234` in Vietnamese, `1,234` in English. */
  number: (count: number) => string;
}

/** Words of every language, made once. */
export function createWords(assets: DialogueAssets): (language: string) => Words {
  const made = { vi: wordsOf('vi', assets), en: wordsOf('en', assets) };
  return (language) => (language === 'en' ? made.en : made.vi);
}

function wordsOf(language: 'vi' | 'en', { phrasebook, timeZone }: DialogueAssets): Words {
  // Days and times are written alike in both: who reads English here works with Vietnamese papers.
  const written = { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const days = new Intl.DateTimeFormat('en-GB', written);
  const times = new Intl.DateTimeFormat('en-GB', { ...written, hour: '2-digit', minute: '2-digit' });
  const numbers = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB');
  return {
    language,
    t: (key, params) => phrasebook.say(language, key.includes(':') ? key : `console:${key}`, params),
    choice(block, code) {
      const key = `declaration:${block}.choices.${code}`;
      // What is beyond the buttons, such as a loss of smell that was typed, has its words with the dialogue's.
      const found = [key, `daily:${block}.choices.${code}`, `common:codes.${code}`].find((one) =>
        phrasebook.has(language, one),
      );
      return found === undefined ? code : phrasebook.say(language, found);
    },
    time: (at) => times.format(at).replace(',', ''),
    day: (day) =>
      typeof day === 'string' ? day.slice(0, 10).split('-').reverse().join('/') : days.format(day),
    number: (count) => numbers.format(count),
  };
}
