import type { Opts } from 'telegraf/types';
import type { MsgOut } from '../dialogue/message.ts';
import type { ChannelLimits } from './channel.ts';
import { numberedChoices, type Button, type Fitted } from './numbered-choices.ts';
import { SendError } from './send-error.ts';
import { splitText } from './split-text.ts';

export type TelegramCall =
  | { method: 'sendMessage'; payload: Opts<'sendMessage'> }
  | { method: 'sendPhoto'; payload: Opts<'sendPhoto'> };

/** Telegram names no limit for titles; this many characters can be read on a phone. */
export const telegramLimits: ChannelLimits = { text: 4096, caption: 1024, buttons: 100, buttonTitle: 64 };

/**
 * The calls one message takes, sendPhoto first where it has a picture: plain text without parse_mode, so that no name can break the markup;
 * the buttons under the last part. Sources: core.telegram.org/bots/api#sendmessage, #sendphoto.
 *
 * @throws SendError `refused` for a blank text or a payload Telegram would not take
 */
export function telegramCalls(chat: number, message: MsgOut): TelegramCall[] {
  const share = message.quickReplies.find((reply) => reply.kind === 'share_phone');
  // Telegram takes one keyboard per message, and the share button exists only on a reply keyboard.
  const fitted = numberedChoices(message, telegramLimits, share === undefined ? undefined : 0);
  const { picture } = message;
  const parts = splitText(fitted.text, picture === undefined ? telegramLimits.text : telegramLimits.caption);
  if (parts.length === 0) throw new SendError('refused', 'telegram sendMessage: blank text');
  const markup = share === undefined ? inlineKeyboard(fitted) : shareKeyboard(share.title);
  const under = markup ?? (message.removeKeyboard ? { remove_keyboard: true as const } : undefined);
  return parts.map((text, index) => {
    const to = {
      chat_id: chat,
      ...(under !== undefined && index === parts.length - 1 ? { reply_markup: under } : {}),
    };
    if (picture !== undefined && index === 0)
      return { method: 'sendPhoto', payload: { ...to, photo: picture, caption: text } };
    return { method: 'sendMessage', payload: { ...to, text, link_preview_options: { is_disabled: true } } };
  });
}

function shareKeyboard(title: string) {
  const keyboard = [[{ text: title.normalize('NFC'), request_contact: true as const }]];
  return { keyboard, one_time_keyboard: true, resize_keyboard: true };
}

/** Choices one to a row, two where all are short; commands in rows of three below. */
function inlineKeyboard({ choices, commands }: Fitted) {
  if (choices.length + commands.length === 0) return undefined;
  const wide = choices.every((choice) => choice.title.length <= 14) ? 2 : 1;
  return { inline_keyboard: [...rows(choices, wide), ...rows(commands, 3)] };
}

function rows(buttons: Button[], wide: number) {
  const keys = buttons.map(({ title, payload }) => {
    const bytes = Buffer.byteLength(payload);
    if (bytes === 0 || bytes > 64) throw new SendError('refused', `telegram callback_data: ${bytes} bytes`);
    return { text: title, callback_data: payload };
  });
  return Array.from({ length: Math.ceil(keys.length / wide) }, (_, row) =>
    keys.slice(row * wide, (row + 1) * wide),
  );
}
