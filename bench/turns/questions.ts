import { readFileSync } from 'node:fs';

/** One of the questions the frameworks ask: the words and buttons of our own form, without anything that is ours. */
export interface Question {
  id: string;
  text: string;
  markup: Markup;
}

export type Markup =
  | { inline_keyboard: { text: string; callback_data: string }[][] }
  | {
      keyboard: { text: string; request_contact: true }[][];
      resize_keyboard: boolean;
      one_time_keyboard: boolean;
    }
  | undefined;

interface Words {
  ask: string;
  choices?: Record<string, string>;
}

const words = JSON.parse(
  readFileSync(new URL('../../locales/vi/declaration.json', import.meta.url), 'utf8'),
) as Record<string, Words>;

const asked = [
  ...['consent', 'name', 'birth', 'gender', 'phone', 'area', 'address_line'],
  ...['symptoms', 'exposure', 'conditions', 'review'],
];

/** The eleven questions behind the opening message, in the order of flows/declaration.yaml. */
export const questions: Question[] = asked.map((id) => {
  const { ask = '', choices = {} } = words[id] ?? {};
  return { id, text: ask, markup: id === 'phone' ? shareKeyboard() : buttons(id, choices) };
});

/** What is said at the end. */
export const thanks = 'Đã nhận tờ khai. Mã: {{receipt}}. Cảm ơn bà con.';

function buttons(id: string, choices: Record<string, string>): Markup {
  const all = id === 'review' ? { send: 'Gửi', correct: 'Sửa' } : choices;
  const rows = Object.entries(all).map(([code, text]) => [{ text, callback_data: `${id}.${code}` }]);
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function shareKeyboard(): Markup {
  const button = { text: '📱 Gửi số điện thoại', request_contact: true as const };
  return { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true };
}
