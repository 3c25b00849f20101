/** Address of an account on a platform: the channel's name, a colon, the platform's id of the person. */
export type Urn = `${ChannelName}:${string}`;

export type ChannelName = 'telegram' | 'zalo-oa' | 'zalo-bot' | 'talk';

/** The channel a URN belongs to. */
export const channelOf = (urn: Urn): ChannelName => urn.slice(0, urn.indexOf(':')) as ChannelName;

/** The platform's own id of the person behind a URN. */
export const accountOf = (urn: Urn): string => urn.slice(urn.indexOf(':') + 1);

/** One thing a person sent, already freed of its platform's wire format. */
export interface MsgIn {
  /** The platform's id of this inbound, the same in every redelivery; unique within the channel. */
  id: string;
  urn: Urn;
  /** When the platform says it was sent, in epoch milliseconds. */
  sentAt: number;
  content: Content;
  /** The language of the person's app, where the platform tells (Telegram's `language_code`), such as `vi`. */
  language?: string;
  /** The platform's id of the message itself, where it can be edited later (Telegram's `message_id`). */
  ref?: string;
  /** Handle of a button press that the channel must answer (Telegram's callback query id). */
  receipt?: string;
}

export type Content =
  | { type: 'text'; text: string }
  /** A button pressed; the payload is one the dialogue made, but whoever sends it may have forged it. */
  | { type: 'press'; payload: string }
  /** A phone number shared with the platform's own button; `own` tells that it is the sender's. */
  | { type: 'phone'; phone: string; own: boolean }
  | { type: 'location'; latitude: number; longitude: number }
  /** The chat was opened, with the payload of the link that led here. `follows`: the account was followed, which opens it too. */
  | { type: 'start'; payload: string | null; follows?: true }
  | { type: 'media'; kind: 'photo' | 'voice' | 'video' | 'sticker' | 'file' | 'other' }
  /**
   * Something the platform keeps to itself. On Zalo's Bot Platform all that protected people write (children, people
   * with disabilities, people who cannot read) arrives like this.
   */
  | { type: 'withheld' }
  /** A text sent before was changed; `of` is that message's `ref`. */
  | { type: 'edit'; text: string; of: string }
  /** The person blocked the bot or stopped following: nothing may be sent any more. */
  | { type: 'stop' };

/** One message to a person: plain text (no markup) and the buttons under it. */
export interface MsgOut {
  /** Derived from the inbound that caused it: the same input gives the same id. */
  id: string;
  text: string;
  quickReplies: QuickReply[];
  /** Address of a picture the text stands under; a message with one has no buttons. */
  picture?: string;
  /** A share-phone keyboard shown before is to be taken away. */
  removeKeyboard?: true;
}

export type QuickReply =
  /**
   * An answer to the question; answers keep their order, so "2" typed means the second. `byWord`: it is typed as its
   * words where there are no buttons, because the text of the message numbers something else.
   */
  | { kind: 'choice'; payload: string; title: string; byWord?: true }
  /** Something one can always do: back, skip, change language. */
  | { kind: 'command'; payload: string; title: string }
  /** The platform's own share-my-phone button; left out where a platform has none. */
  | { kind: 'share_phone'; title: string };
