import { randomDigits } from './random-id.ts';
import { createReader, type Person } from './person.ts';
import { remember, type TelegramAccount, type TelegramBot } from './telegram-bot.ts';
import {
  callbackQuery,
  contactOf,
  locationOf,
  membership,
  message,
  photoOf,
  stickerOf,
  textOf,
  type TelegramMessage,
  type TelegramUser,
} from './telegram-updates.ts';

/** A person on Telegram: what every person can do, and what only Telegram has. */
export interface TelegramPerson extends Person {
  readonly channel: 'telegram';
  readonly user: TelegramUser;
  /** Ids of presses the bot has not answered. */
  readonly unanswered: ReadonlySet<string>;
  /** Edits the newest text this person sent. */
  edits(text: string): Promise<void>;
  /** Shares somebody else's contact, which carries another user id. */
  sharesContactOfAnother(phone: string): Promise<void>;
  /** Presses a button that is not there, as a modified app can. */
  forgesPress(data: string): Promise<void>;
}

/** Makes the account known to the emulator and gives the driver of it. */
export function createTelegramPerson(bot: TelegramBot, user: TelegramUser, started: boolean): TelegramPerson {
  const reader = createReader();
  const account: TelegramAccount = {
    user,
    chat: reader.chat,
    messages: new Map(),
    callbacks: new Set(),
    started,
    blocked: false,
  };
  bot.accounts.set(user.id, account);
  const seconds = () => Math.floor(bot.now() / 1000);

  function wire(extra: object): TelegramMessage {
    const wired = message(user, user, { id: bot.nextMessageId(), date: seconds(), extra });
    remember(account, wired);
    return wired;
  }

  function says(kind: 'text' | 'photo' | 'sticker' | 'location' | 'contact', text: string, extra: object) {
    if (account.blocked) throw new Error(`${user.first_name} has blocked the bot and cannot write to it`);
    account.started = true;
    const wired = wire(extra);
    reader.chat.add({ id: String(wired.message_id), from: 'person', kind, text, at: bot.now() });
    return bot.delivery.push(user.id, { message: wired });
  }

  function press(on: TelegramMessage | undefined, data: string): Promise<void> {
    const id = randomDigits(19);
    account.callbacks.add(id);
    const about = on ?? message(user, bot.me, { id: 1, date: seconds(), extra: { text: '?' } });
    return bot.delivery.push(user.id, callbackQuery(id, user, about, data));
  }

  function sendsText(text: string): Promise<void> {
    return says('text', text, textOf(text));
  }

  function sharesContact(phone: string, userId: number): Promise<void> {
    const digits = phone.replace(/\D/gu, '').replace(/^0/u, '84').slice(0, 20);
    reader.chat.setState({ keyboard: [] });
    return says('contact', `+${digits}`, contactOf(digits, user.first_name, userId));
  }

  async function change(blocked: boolean): Promise<void> {
    if (account.blocked === blocked) return;
    account.blocked = blocked;
    reader.chat.setState({ open: !blocked });
    await bot.delivery.push(user.id, membership(user, bot.me, blocked, seconds()));
  }

  const person: TelegramPerson = {
    channel: 'telegram',
    id: String(user.id),
    urn: `telegram:${user.id}`,
    name: user.first_name,
    user,
    chat: reader.chat,
    unanswered: account.callbacks,
    get messages() {
      return reader.messages;
    },
    nextMessage: reader.nextMessage,
    begins: (payload) => sendsText(payload === undefined ? '/start' : `/start ${payload}`),
    sends: sendsText,
    presses(title) {
      const { bubble, row, column } = reader.find(title);
      return person.pressesAt(bubble, row, column);
    },
    async pressesAt(bubble, row, column) {
      const button = reader.buttonAt(bubble, row, column);
      if (button?.does !== 'press') throw new Error('No button to press there');
      button.pressed = true;
      reader.chat.change(bubble, {});
      await press(account.messages.get(Number(bubble)), button.value);
    },
    forgesPress: (data) => press(undefined, data),
    sharesContact: (phone) => sharesContact(phone, user.id),
    sharesContactOfAnother: (phone) => sharesContact(phone, user.id + 1),
    sendsPhoto: (caption) => says('photo', caption ?? '', photoOf(caption)),
    sendsSticker: () => says('sticker', '👋', stickerOf()),
    sendsLocation: (latitude, longitude) =>
      says('location', `${latitude}, ${longitude}`, locationOf(latitude, longitude)),
    leaves: () => change(true),
    returns: () => change(false),
    async edits(text) {
      const last = reader.chat.bubbles.findLast(
        (bubble) => bubble.from === 'person' && bubble.kind === 'text',
      );
      const old = account.messages.get(Number(last?.id));
      if (last === undefined || old === undefined) throw new Error('There is nothing to edit');
      const edited: TelegramMessage = { ...old, entities: undefined, ...textOf(text), edit_date: seconds() };
      remember(account, edited);
      reader.chat.change(last.id, { text });
      await bot.delivery.push(user.id, { edited_message: edited });
    },
  };
  return person;
}
