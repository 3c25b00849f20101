import { readFileSync } from 'node:fs';

export type Language = 'vi' | 'en';

/** What a citizen does next. */
export type Deed =
  | { type: string }
  | { press: string }
  | { share: 'contact' }
  /** The declaration was received under this code. */
  | { receipt: string };

interface Block {
  ask: string;
  ask_again?: string;
  ask_relative?: string;
  label: string;
  choices?: Record<string, string>;
}

/**
 * Answers by block: `=code` is a choice, `contact` or `contact:0987654321` the phone's own number, which is typed where
 * there is no button for it; anything else is typed.
 */
export type Answers = Record<string, string>;

/** Somebody healthy, with nothing special to say. */
export const HEALTHY: Answers = {
  consent: '=accept',
  name: 'Nguyễn Thị Hoa',
  birth: '1958',
  gender: '=female',
  nationality: 'Việt Nam',
  phone: 'contact',
  area: 'phường Tân Hiệp, Biên Hòa, Đồng Nai',
  address_line: '12 Nguyễn Ái Quốc, khu phố 3',
  symptoms: '=none',
  exposure: '=none',
  conditions: '=none',
  review: '=send',
};

/** Somebody coughing after having been near a case. */
export const SUSPECTED: Answers = {
  ...HEALTHY,
  symptoms: 'ho, sốt',
  danger_signs: '=none',
  onset: 'hôm qua',
  temperature: '38,2',
  exposure: '1',
  case_status: '=confirmed',
  case_date: 'hôm qua',
  case_place: 'chợ Biên Hòa',
};

/**
 * Reads what the bot said last and decides what to do, by the questions in the locale files: a reworded
 * question or a block in another place changes nothing here. Null while no question was put; throws on one
 * there is no answer to.
 */
export function nextDeed(
  said: string[],
  titles: string[],
  language: Language,
  answers: Answers,
): Deed | null {
  const receipt = said
    .map((text) => /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/u.exec(text)?.[0])
    .find(Boolean);
  if (receipt !== undefined) return { receipt };
  const other = language === 'vi' ? 'en' : 'vi';
  if (questionIn(said, other) === 'consent') return { type: language === 'vi' ? 'Tiếng Việt' : 'English' };
  const block = questionIn(said, language);
  if (block === null) return null;
  const answer = answers[block];
  if (answer === undefined) throw new Error(`Nothing to answer to ${block}: ${said.join(' ¶ ')}`);
  if (answer.startsWith('contact')) {
    const [, number = '0912 345 678'] = answer.split(':');
    return titles.includes(word('button.share_phone', language)) ? { share: 'contact' } : { type: number };
  }
  if (!answer.startsWith('=')) return { type: answer };
  const title = blocks(language)[block]?.choices?.[answer.slice(1)] ?? answer;
  return titles.includes(title) ? { press: title } : { type: title };
}

/** The block whose question is the newest among the texts; its longest match, since one may begin like another. */
export function questionIn(said: readonly string[], language: Language): string | null {
  for (const text of said.toReversed()) {
    const [longest] = questions(language).filter(({ pattern }) => pattern.test(text));
    if (longest !== undefined) return longest.block;
  }
  return null;
}

/** The words of a block of the declaration: its label, the titles of its choices. */
export const wordsOf = (block: string, language: Language) => blocks(language)[block];

/** All questions in all their forms, longest first. */
const questions = once((language: Language) =>
  Object.entries(blocks(language))
    .flatMap(([block, { ask, ask_again, ask_relative }]) =>
      [ask, ask_again, ask_relative].flatMap((form) => (form === undefined ? [] : [{ block, form }])),
    )
    .sort((a, b) => b.form.length - a.form.length)
    .map(({ block, form }) => ({ block, pattern: patternOf(form) })),
);

function patternOf(ask: string): RegExp {
  const parts = ask.split(/\{\{\w+\}\}/u).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  return new RegExp(parts.join('[^]+?'), 'u');
}

const blocks = once((language: Language) => locale(`${language}/declaration`) as Record<string, Block>);
const common = once((language: Language) => locale(`${language}/common`));

function locale(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../locales/${file}.json`, import.meta.url), 'utf8'));
}

function word(key: string, language: Language): string {
  let at = common(language);
  for (const step of key.split('.')) at = (at as Record<string, unknown>)[step];
  return String(at);
}

/** What was made for one language is kept. */
function once<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
