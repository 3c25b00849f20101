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
  choices?: Record<string, string>;
}

/** Answers by block: `=code` is a choice, `contact` the phone's own number, anything else is typed. */
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
  if (asked(said, other) === 'consent') return { type: language === 'vi' ? 'Tiếng Việt' : 'English' };
  const block = asked(said, language);
  if (block === null) return null;
  const answer = answers[block];
  if (answer === undefined) throw new Error(`Nothing to answer to ${block}: ${said.join(' ¶ ')}`);
  if (answer === 'contact') {
    return titles.includes(word('button.share_phone', language))
      ? { share: 'contact' }
      : { type: '0912 345 678' };
  }
  if (!answer.startsWith('=')) return { type: answer };
  const title = blocks(language)[block]?.choices?.[answer.slice(1)] ?? answer;
  return titles.includes(title) ? { press: title } : { type: title };
}

/** The newest question among the texts; its longest match, since one question may begin like another. */
function asked(said: string[], language: Language): string | null {
  for (const text of said.toReversed()) {
    const fits = Object.entries(blocks(language))
      .filter(([, { ask }]) => pattern(ask).test(text))
      .sort(([, a], [, b]) => b.ask.length - a.ask.length);
    if (fits[0] !== undefined) return fits[0][0];
  }
  return null;
}

function pattern(ask: string): RegExp {
  const parts = ask.split(/\{\{\w+\}\}/u).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  return new RegExp(parts.join('[^]+?'), 'u');
}

function locale(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../locales/${file}.json`, import.meta.url), 'utf8'));
}

const blocks = (language: Language) => locale(`${language}/declaration`) as Record<string, Block>;

function word(key: string, language: Language): string {
  let at: unknown = locale(`${language}/common`);
  for (const step of key.split('.')) at = (at as Record<string, unknown>)[step];
  return String(at);
}
