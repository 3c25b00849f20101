import { randomHex } from './random-id.ts';

/** An update of docs.zaloplatforms.com/docs/BOT/webhook, as it was captured in 2026: bare. */
export interface ZaloBotUpdate {
  event_name: string;
  message: {
    from: { id: string; display_name: string; is_bot: false };
    chat: { id: string; chat_type: 'PRIVATE' };
    message_id: string;
    /** Epoch milliseconds. */
    date: number;
    [field: string]: unknown;
  };
}

export type ZaloBotKind = 'text' | 'image' | 'sticker' | 'voice' | 'unsupported';

/** Something a person sent in their private chat with the bot, whose id is the person's. */
export function botUpdate(
  from: { id: string; name: string },
  kind: ZaloBotKind,
  content: object,
  sent: { id: string; date: number },
): ZaloBotUpdate {
  return {
    event_name: `message.${kind}.received`,
    message: {
      from: { id: from.id, display_name: from.name, is_bot: false },
      chat: { id: from.id, chat_type: 'PRIVATE' },
      ...content,
      message_id: sent.id,
      date: sent.date,
    },
  };
}

/** Ids of people and of messages are 20 hexadecimal digits. */
export const newBotId = (): string => randomHex(20);
