import { createReader, type Person } from './person.ts';
import { randomDigits } from './random-id.ts';
import type { ZaloAccount, ZaloOa } from './zalo-account.ts';
import { following, newMessageId, userSaw, userSends, userShares } from './zalo-events.ts';
import type { ZaloEvent } from './zalo-wire.ts';

/** A person on Zalo: what every person can do, and what only Zalo has. */
export interface ZaloPerson extends Person {
  readonly channel: 'zalo-oa';
  /** `84…`: what their account is registered with. */
  readonly phone: string;
  /** Lets time pass since the last interaction, to leave the reply window. */
  silentFor(days: number): void;
  /** Looks at all there is in the chat: Zalo tells the account. */
  looks(): Promise<void>;
  /** Shares user info in the form of before 2025, with the phone as a number. */
  sharesContactInOldForm(phone: string): Promise<void>;
}

/** Makes the account known to the emulator and gives the driver of it. */
export function createZaloPerson(
  oa: ZaloOa,
  is: { id: string; name: string; phone: string },
  returning: boolean,
): ZaloPerson {
  const reader = createReader();
  const account: ZaloAccount = {
    ...is,
    idByApp: randomDigits(18),
    chat: reader.chat,
    follows: returning,
    interactedAt: returning ? oa.now() : null,
    tags: new Set(),
    sharedPhone: null,
    broadcastOn: null,
  };
  oa.accounts.set(is.id, account);

  function happens(event: ZaloEvent): Promise<void> {
    account.interactedAt = oa.now();
    return oa.delivery.push(is.id, event);
  }

  function sendsMedia(
    kind: 'photo' | 'sticker' | 'location',
    text: string,
    payload: object,
    caption?: string,
  ) {
    const type = kind === 'photo' ? 'image' : kind;
    const id = newMessageId();
    reader.chat.add({ id, from: 'person', kind, text, at: oa.now() });
    const words = caption === undefined || caption === '' ? {} : { text: caption };
    return happens(userSends(oa, account, type, { ...words, attachments: [{ type, payload }] }, id));
  }

  function shares(phone: string, form: 'new' | 'old'): Promise<void> {
    const shared = phone.replace(/\D/gu, '').replace(/^0/u, '84').slice(0, 15);
    account.sharedPhone = shared;
    const id = newMessageId();
    reader.chat.add({ id, from: 'person', kind: 'contact', text: `+${shared}`, at: oa.now() });
    return happens(userShares(oa, account, { name: is.name, phone: shared }, form));
  }

  function follow(): Promise<void> {
    account.follows = true;
    reader.chat.setState({ open: true });
    return happens(following(oa, account, 'follow'));
  }

  const person: ZaloPerson = {
    channel: 'zalo-oa',
    ...is,
    urn: `zalo-oa:${is.id}`,
    chat: reader.chat,
    get messages() {
      return reader.messages;
    },
    nextMessage: reader.nextMessage,
    begins: follow,
    sends(text) {
      const id = newMessageId();
      reader.chat.setState({ open: true });
      reader.chat.add({ id, from: 'person', kind: 'text', text, at: oa.now() });
      return happens(userSends(oa, account, 'text', { text }, id));
    },
    presses(title) {
      const { bubble, row, column } = reader.find(title);
      return person.pressesAt(bubble, row, column);
    },
    async pressesAt(bubble, row, column) {
      const button = reader.buttonAt(bubble, row, column);
      if (button === undefined || !['say', 'press'].includes(button.does)) {
        throw new Error('No button to press there');
      }
      button.pressed = true;
      reader.chat.change(bubble, {});
      // A press arrives as if typed; oa.query.show is seen in the chat, oa.query.hide is not.
      if (button.does === 'say') await person.sends(button.value);
      else await happens(userSends(oa, account, 'text', { text: button.value }));
    },
    sharesContact: (phone) => shares(phone, 'new'),
    sharesContactInOldForm: (phone) => shares(phone, 'old'),
    sendsPhoto(caption) {
      const url = 'https://photo.talk.zdn.vn/emulated/photo.jpg';
      return sendsMedia('photo', caption ?? '', { thumbnail: url, url }, caption);
    },
    sendsSticker() {
      const url = 'https://zalo-api.zadn.vn/api/emoticon/sticker/emulated';
      return sendsMedia('sticker', '👋', { id: '21979', url });
    },
    sendsLocation(latitude, longitude) {
      const coordinates = { latitude: String(latitude), longitude: String(longitude) };
      return sendsMedia('location', `${latitude}, ${longitude}`, { coordinates });
    },
    leaves() {
      account.follows = false;
      reader.chat.setState({ open: false });
      return oa.delivery.push(is.id, following(oa, account, 'unfollow'));
    },
    returns: follow,
    looks() {
      const ids = reader.messages.map(({ id }) => id);
      return ids.length === 0 ? Promise.resolve() : oa.delivery.push(is.id, userSaw(oa, account, ids));
    },
    silentFor(days) {
      account.interactedAt = oa.now() - days * 86_400_000;
    },
  };
  return person;
}
