import type { Button } from './chat.ts';
import type { ReplyMarkup } from './telegram-params.ts';
import { badRequest } from './telegram-refusal.ts';

/** What a reply markup does to the phone: buttons under the message, and the keyboard (null: stays as it is). */
export interface Keys {
  inline: Button[][];
  keyboard: Button[][] | null;
}

/** Checks a reply markup as the Bot API does. Source: core.telegram.org/bots/api#inlinekeyboardbutton */
export function readMarkup(markup: ReplyMarkup | undefined): Keys {
  if (markup === undefined) return { inline: [], keyboard: null };
  if ('inline_keyboard' in markup)
    return { inline: markup.inline_keyboard.map((row) => row.map(inline)), keyboard: null };
  if ('keyboard' in markup) return { inline: [], keyboard: markup.keyboard.map((row) => row.map(key)) };
  return { inline: [], keyboard: 'remove_keyboard' in markup ? [] : null };
}

function inline(button: {
  text: string;
  callback_data?: string | undefined;
  url?: string | undefined;
}): Button {
  const { text, callback_data, url } = button;
  if (text.trim() === '')
    throw badRequest("can't parse inline keyboard button: Button text must be non-empty");
  if (callback_data !== undefined) {
    const bytes = Buffer.byteLength(callback_data);
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
    return { title: text, does: 'press', value: callback_data };
  }
  if (url === undefined) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (!/^(https?|tg):\/\/\S+$/u.test(url)) throw badRequest('BUTTON_URL_INVALID');
  return { title: text, does: 'open', value: url };
}

type KeyboardButton =
  string | { text: string; request_contact?: boolean | undefined; request_location?: boolean | undefined };

function key(button: KeyboardButton): Button {
  const { text, request_contact, request_location } =
    typeof button === 'string' ? { text: button, request_contact: false, request_location: false } : button;
  if (text.trim() === '') throw badRequest("can't parse keyboard button: Button text must be non-empty");
  if (request_contact === true) return { title: text, does: 'share_contact', value: '' };
  if (request_location === true) return { title: text, does: 'share_location', value: '' };
  return { title: text, does: 'say', value: text };
}
