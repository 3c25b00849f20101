import { createReader, type Person } from './person.ts';
import type { ZaloBot, ZaloBotAccount } from './zalo-bot-methods.ts';
import { botUpdate, newBotId, type ZaloBotKind } from './zalo-bot-updates.ts';

/** A person who writes to a Zalo bot: what every person can do, and what only exists there. */
export interface ZaloBotPerson extends Person {
  readonly channel: 'zalo-bot';
  sendsVoice(): Promise<void>;
  /**
   * Whether the platform protects this person (children, people with disabilities, people who cannot read): all they
   * send then arrives as `message.unsupported.received`.
   */
  setProtected(is: boolean): void;
}

/** Makes the account known to the emulator and gives the driver of it. */
export function createZaloBotPerson(
  bot: ZaloBot,
  is: { id: string; name: string },
  started: boolean,
): ZaloBotPerson {
  const reader = createReader();
  const account: ZaloBotAccount = { chat: reader.chat, started };
  bot.accounts.set(is.id, account);

  function says(
    kind: ZaloBotKind,
    shown: Parameters<typeof reader.chat.add>[0]['kind'],
    text: string,
    content: object,
  ) {
    if (!reader.chat.state.open) throw new Error(`${is.name} has deleted the chat and must open it again`);
    account.started = true;
    const [id, date] = [newBotId(), bot.now()];
    const isKept = kind === 'unsupported' || reader.chat.state.protected;
    reader.chat.add({ id, from: 'person', kind: shown, text, at: date, withheld: isKept });
    const update = isKept
      ? botUpdate(is, 'unsupported', {}, { id, date })
      : botUpdate(is, kind, content, { id, date });
    return bot.delivery.push(is.id, update);
  }

  const noButtons = () => Promise.reject(new Error('A Zalo bot has no buttons'));
  const person: ZaloBotPerson = {
    channel: 'zalo-bot',
    ...is,
    urn: `zalo-bot:${is.id}`,
    chat: reader.chat,
    get messages() {
      return reader.messages;
    },
    nextMessage: reader.nextMessage,
    // Nothing tells a bot that somebody opened the chat: they have to write.
    begins: () => person.sends('Xin chào'),
    sends: (text) => says('text', 'text', text, { text, message_type: 'CHAT_TEXT' }),
    presses: noButtons,
    pressesAt: noButtons,
    sendsPhoto: (caption) =>
      says('image', 'photo', caption ?? '', {
        photo_url: 'https://photo.talk.zdn.vn/emulated/photo.jpg',
        message_type: 'CHAT_PHOTO',
        ...(caption === undefined || caption === '' ? {} : { caption }),
      }),
    sendsSticker: () =>
      says('sticker', 'sticker', '👋', {
        sticker: '0e078a2fbd2e57700e3f',
        url: 'https://zalo-api.zadn.vn/api/emoticon/sticker/emulated',
      }),
    sendsVoice: () =>
      says('voice', 'voice', '', {
        voice_url: 'https://voice.zdn.vn/emulated/voice.aac',
        message_type: 'CHAT_VOICE',
      }),
    // There are no events for these.
    sharesContact: (phone) => says('unsupported', 'contact', phone, {}),
    sendsLocation: (latitude, longitude) => says('unsupported', 'location', `${latitude}, ${longitude}`, {}),
    leaves() {
      // The bot is not told.
      reader.chat.setState({ open: false });
      return Promise.resolve();
    },
    returns() {
      reader.chat.setState({ open: true });
      return Promise.resolve();
    },
    setProtected(next) {
      reader.chat.setState({ protected: next });
    },
  };
  return person;
}
