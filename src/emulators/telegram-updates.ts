/** The shapes of core.telegram.org/bots/api#available-types that we send, named as there. */
export interface TelegramUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface TelegramMessage {
  message_id: number;
  from: TelegramUser;
  chat: { id: number; type: 'private'; first_name: string; last_name?: string; username?: string };
  date: number;
  [field: string]: unknown;
}

export interface TelegramUpdate {
  update_id: number;
  message?: TelegramMessage;
  edited_message?: TelegramMessage;
  callback_query?: object;
  my_chat_member?: object;
}

export type UpdateBody = Omit<TelegramUpdate, 'update_id'>;

/** A message in a private chat; `extra` carries what makes its kind (text, contact, location, …). */
export function message(
  user: TelegramUser,
  from: TelegramUser,
  parts: { id: number; date: number; extra: object },
): TelegramMessage {
  const { first_name, last_name, username } = user;
  const names = {
    first_name,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  };
  return {
    message_id: parts.id,
    from,
    chat: { id: user.id, ...names, type: 'private' },
    date: parts.date,
    ...parts.extra,
  };
}

/** Typed text; a command at its start is marked as the apps mark it. */
export function textOf(text: string): object {
  const command = /^\/[a-zA-Z0-9_]{1,32}/u.exec(text)?.[0];
  if (command === undefined) return { text };
  return { text, entities: [{ offset: 0, length: command.length, type: 'bot_command' }] };
}

/** A contact shared with the keyboard's button: `user_id` tells that it is the sender's own. */
export const contactOf = (phone: string, firstName: string, userId: number): object => ({
  contact: { phone_number: phone, first_name: firstName, user_id: userId },
});

export const locationOf = (latitude: number, longitude: number): object => ({
  location: { latitude, longitude },
});

export const stickerOf = (): object => ({
  sticker: {
    file_id: 'CAACAgIAAxkBAAEmulatedSticker',
    file_unique_id: 'AgADemulated',
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
    emoji: '👋',
    set_name: 'emulated',
    file_size: 20_480,
  },
});

export const photoOf = (caption?: string): object => ({
  photo: [90, 320, 800].map((width) => ({
    file_id: `AgACAgIAAxkBAAEmulatedPhoto${width}`,
    file_unique_id: `AQADemulated${width}`,
    file_size: width * 100,
    width,
    height: Math.round(width * 0.75),
  })),
  ...(caption === undefined || caption === '' ? {} : { caption }),
});

/** A press of an inline button. Source: core.telegram.org/bots/api#callbackquery */
export const callbackQuery = (
  id: string,
  from: TelegramUser,
  on: TelegramMessage,
  data: string,
): UpdateBody => ({
  callback_query: { id, from, message: on, chat_instance: String(from.id * 7 + 1), data },
});

/** The person blocked the bot, or came back. Source: core.telegram.org/bots/api#chatmemberupdated */
export function membership(
  user: TelegramUser,
  bot: TelegramUser,
  blocked: boolean,
  date: number,
): UpdateBody {
  const kicked = { user: bot, status: 'kicked', until_date: 0 };
  const member = { user: bot, status: 'member' };
  return {
    my_chat_member: {
      chat: message(user, user, { id: 0, date, extra: {} }).chat,
      from: user,
      date,
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    },
  };
}
