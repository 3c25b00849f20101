import type { Content, MsgIn, Urn } from '../dialogue/message.ts';
import { telegramUpdate, type TelegramMessage, type TelegramUpdate } from './telegram-update.ts';

/**
 * What became of one update. `joined` is the group a bot was just added to; `receipt` the id of a press that nobody will
 * work on, and that is to be answered all the same.
 */
export type ParsedUpdate =
  | { messages: [MsgIn]; dropped?: never }
  | { messages: []; dropped: string; joined?: number; receipt?: string };

/**
 * Reads one update of the Bot API. Never throws; what is not for us comes back as `dropped` with the reason.
 * Source: core.telegram.org/bots/api#update.
 *
 * @param update parsed JSON of a webhook body, or one item of getUpdates
 * @param now epoch milliseconds, for presses: Telegram does not say when a button was pressed
 */
export function parseTelegramUpdate(update: unknown, now: number): ParsedUpdate {
  const read = telegramUpdate.safeParse(update);
  if (!read.success) return drop('unreadable');
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = read.data;
  if (message !== undefined) return readMessage(read.data, message);
  if (edited !== undefined) return readEdit(read.data, edited);
  if (press !== undefined) return readPress(read.data, press, now);
  if (member !== undefined) return readMembership(read.data, member);
  return drop('not-for-us');
}

function readMessage(update: TelegramUpdate, message: TelegramMessage): ParsedUpdate {
  if (message.chat.type !== 'private') return drop('group');
  if (message.from === undefined) return drop('not-for-us');
  if (message.from.is_bot) return drop('bot');
  const content = readContent(message, message.from.id);
  if (content === null) return drop('not-for-us');
  const taken = take(update, message.from, message.date * 1000, content);
  if (content.type === 'text') taken.messages[0].ref = String(message.message_id);
  return taken;
}

/** A changed text corrects the answer it was; changes of captions and live locations mean nothing to us. */
function readEdit(update: TelegramUpdate, message: TelegramMessage): ParsedUpdate {
  if (message.chat.type !== 'private') return drop('group');
  if (message.from === undefined || message.text === undefined) return drop('edited');
  if (message.from.is_bot) return drop('bot');
  const content: Content = { type: 'edit', text: message.text, of: String(message.message_id) };
  return take(update, message.from, (message.edit_date ?? message.date) * 1000, content);
}

function readContent(message: TelegramMessage, sender: number): Content | null {
  if (message.text !== undefined) return readText(message.text);
  if (message.contact !== undefined) {
    const { phone_number: phone, user_id: owner } = message.contact;
    return { type: 'phone', phone, own: owner === sender };
  }
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location;
    return { type: 'location', latitude, longitude };
  }
  const kind = kindsOfMedia.find(([field]) => message[field] !== undefined)?.[1];
  return kind === undefined ? null : { type: 'media', kind };
}

/** A deep link t.me/<bot>?start=<payload> arrives as the text "/start <payload>". */
function readText(text: string): Content {
  const start = /^\/start(?:@\w+)?(?:\s+(.*))?$/su.exec(text.trim());
  if (start === null) return { type: 'text', text };
  const payload = start[1] ?? '';
  // Telegram lets a link carry only these; anything else was typed by hand.
  return { type: 'start', payload: /^[\w-]{1,64}$/.test(payload) ? payload : null };
}

// An animation comes with a `document` beside it, so the order matters.
const kindsOfMedia = [
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['sticker', 'sticker'],
  ['document', 'file'],
  ['poll', 'other'],
  ['dice', 'other'],
  ['game', 'other'],
  ['story', 'other'],
  ['paid_media', 'other'],
  ['checklist', 'other'],
] as const;

type Press = NonNullable<TelegramUpdate['callback_query']>;

function readPress(update: TelegramUpdate, press: Press, now: number): ParsedUpdate {
  const { id: receipt, message, data } = press;
  if (press.from.is_bot) return { ...drop('bot'), receipt };
  if (message !== undefined && message.chat.type !== 'private') return { ...drop('group'), receipt };
  // A game's button, which we have none of.
  if (data === undefined) return { ...drop('not-for-us'), receipt };
  const taken = take(update, press.from, now, { type: 'press', payload: data });
  taken.messages[0].receipt = receipt;
  return taken;
}

type Membership = NonNullable<TelegramUpdate['my_chat_member']>;

/** In a private chat: blocked ("kicked") or unblocked ("member"). In a group: the bot was added, promoted or put out. */
function readMembership(update: TelegramUpdate, member: Membership): ParsedUpdate {
  const { chat, from, date } = member;
  const { status } = member.new_chat_member;
  if (chat.type !== 'private') {
    const wasIn = isIn(member.old_chat_member?.status ?? 'left');
    const joined = chat.type !== 'channel' && isIn(status) && !wasIn;
    return joined ? { ...drop('group'), joined: chat.id } : drop('group');
  }
  if (status === 'kicked' || status === 'left') return take(update, from, date * 1000, { type: 'stop' });
  if (status === 'member') return take(update, from, date * 1000, { type: 'start', payload: null });
  return drop('not-for-us');
}

const isIn = (status: string): boolean => !['left', 'kicked'].includes(status);

function take(update: TelegramUpdate, from: Press['from'], sentAt: number, content: Content) {
  const urn: Urn = `telegram:${from.id}`;
  const message: MsgIn = { id: `tg${update.update_id}`, urn, sentAt, content };
  if (from.language_code !== undefined) message.language = from.language_code;
  return { messages: [message] as [MsgIn] };
}

const drop = (dropped: string): { messages: []; dropped: string } => ({ messages: [], dropped });
