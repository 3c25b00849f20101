import type { Chat } from './chat.ts';
import type { FaultBoard } from './faults.ts';
import { keepNewest } from './keep-newest.ts';
import type { TelegramDelivery } from './telegram-delivery.ts';
import { badRequest } from './telegram-refusal.ts';
import type { TelegramMessage, TelegramUser } from './telegram-updates.ts';

/** All the emulated platform knows of the one bot it serves. */
export interface TelegramBot {
  readonly token: string;
  readonly me: TelegramUser;
  readonly faults: FaultBoard;
  readonly delivery: TelegramDelivery;
  readonly accounts: Map<number, TelegramAccount>;
  /** Command menus by language code; '' is the default one. */
  readonly commands: Map<string, object[]>;
  now(): number;
  nextMessageId(): number;
}

/** One user, their chat with the bot, and the messages in it as the wire has them. */
export interface TelegramAccount {
  readonly user: TelegramUser;
  readonly chat: Chat;
  readonly messages: Map<number, TelegramMessage>;
  /** Callback queries the bot has not answered. */
  readonly callbacks: Set<string>;
  /** A bot may not write to somebody who never wrote to it. */
  started: boolean;
  blocked: boolean;
}

/** Our choice: old messages are forgotten. */
const MOST_MESSAGES = 200;

/** Keeps a message so that it can be edited, deleted and quoted in callback queries. */
export function remember(account: TelegramAccount, message: TelegramMessage): void {
  account.messages.set(message.message_id, message);
  keepNewest(account.messages, MOST_MESSAGES);
}

/** The account behind a chat id, or the refusal the Bot API gives. */
export function accountOf(bot: TelegramBot, chatId: number | string): TelegramAccount {
  if (chatId === '' || chatId === 0) throw badRequest('chat_id is empty');
  const account = bot.accounts.get(Number(chatId));
  if (account?.started !== true) throw badRequest('chat not found');
  return account;
}
