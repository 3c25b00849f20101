import type { BotKnownUpdate, BotUpdate } from 'zalo-api-client';
import type { Content, MsgIn } from '../dialogue/message.ts';

/**
 * What an update of the Bot Platform says to us. Everything a protected person writes (children, people with
 * disabilities, people who cannot read) arrives as `message.unsupported.received`, without its content; so does what
 * the platform has no event for. Source: docs.zaloplatforms.com/docs/BOT/webhook.
 *
 * @param now epoch milliseconds, for messages without a date
 * @returns the message, or why there is none
 */
export function readBotUpdate(update: BotUpdate, now: number): MsgIn | string {
  if (!update.known) return 'not-for-us';
  const { message_id: id, from, chat, date } = update.message;
  if (from.is_bot === true) return 'bot';
  if (chat.chat_type !== undefined && chat.chat_type.toUpperCase() !== 'PRIVATE') return 'group';
  // Ids become keys, and ours are split at colons.
  if (!/^[\w.-]{1,64}$/.test(chat.id) || !/^[\x21-\x7e]{1,128}$/.test(id)) return 'unreadable';
  return { id, urn: `zalo-bot:${chat.id}`, sentAt: date ?? now, content: contentOf(update) };
}

function contentOf(update: BotKnownUpdate): Content {
  switch (update.event_name) {
    case 'message.text.received':
      return { type: 'text', text: update.message.text };
    case 'message.image.received':
      return { type: 'media', kind: 'photo' };
    case 'message.sticker.received':
      return { type: 'media', kind: 'sticker' };
    case 'message.voice.received':
      return { type: 'media', kind: 'voice' };
    case 'message.unsupported.received':
      return { type: 'withheld' };
  }
}
