// Channels turn a platform's wire format into MsgIn and MsgOut into calls of the platform.
// Must not know flows, sessions, storage or what any message means.
import type { ChannelName, MsgIn, MsgOut, Urn } from '../dialogue/message.ts';

/** The contract every platform fulfils; one suite (tests/channels/contract.ts) is run against each. */
export interface Channel {
  readonly name: ChannelName;
  readonly limits: ChannelLimits;
  /**
   * Set where the platform is not known to deliver again what was answered with 503: such a request is kept here
   * instead, with these of its headers, by which `receive` verifies it once more.
   */
  readonly proof?: readonly string[];
  /**
   * Verifies a webhook request and reads the messages in it. Never throws, whatever the body holds.
   * `status` is what the platform is to be answered; messages is empty when there is nothing to do.
   */
  receive(request: WebhookRequest): Received;
  /**
   * Sends one message. Rejects with a SendError that says whether trying again can help.
   *
   * @param heardAt when the person was last heard, epoch milliseconds, where it is known: a send the platform would
   *   refuse for its age is refused (`window-closed`) before the call
   * @returns the platform's ids of the messages it became, in order: by them `receive` says later what was seen, where
   *   the platform tells
   */
  send(urn: Urn, message: MsgOut, heardAt?: number): Promise<string[]>;
  /** How the platform takes what is sent now to somebody last heard at `heardAt` (epoch ms); always free when left out. */
  window?(heardAt: number): ReplyWindow;
  /**
   * The message as a body for the webhook's own response, where the platform allows that.
   * Null when it takes more than one call, or one the platform would refuse: then `send` is to be used.
   */
  inline?(urn: Urn, message: MsgOut): object | null;
  /** Approved messages by telephone number, for those the platform takes nothing else for; where it has them. */
  readonly templates?: TemplateMessages;
  /** Articles for all who follow, where the platform has them. */
  readonly articles?: ArticleBroadcasts;
  /** Tells the platform that a button press of this person was received. Rejects with a SendError. */
  acknowledge?(urn: Urn, receipt: string): Promise<void>;
}

/** Texts a platform has approved, sent for money by telephone number. All reject with a SendError. */
export interface TemplateMessages {
  /** Those that may be sent. */
  list(): Promise<{ id: string; name: string }[]>;
  find(id: string): Promise<MessageTemplate>;
  /** @param to `id`: the same for the same message, so that a platform that knows it takes it once */
  send(
    to: { phone: string; id: string },
    template: { id: string; data: Record<string, string> },
  ): Promise<void>;
}

/** Something to read that a platform brings to all who follow; to whom it did is not told. All reject with a SendError. */
export interface ArticleBroadcasts {
  /** @returns what the platform makes it under */
  create(article: {
    title: string;
    author: string;
    /** Address of a picture. */
    cover: string;
    description: string;
    /** Paragraphs. */
    body: readonly string[];
  }): Promise<string>;
  /** The article's id; null: it is still being made. May be asked any number of times. */
  ready(token: string): Promise<string | null>;
  broadcast(article: string): Promise<void>;
}

export interface MessageTemplate {
  id: string;
  name: string;
  /** Of one message, in đồng; null: the platform does not say. */
  price: number | null;
  params: { name: string; required: boolean; most: number | null }[];
}

/** `free`, `billed` (costs money), `closed` (refused until the person writes again). */
export type ReplyWindow = 'free' | 'billed' | 'closed';

export interface ChannelLimits {
  /** Longest text in characters, counted in both UTF-16 units and code points. */
  text: number;
  /** Longest text under a picture, counted in the same way. */
  caption: number;
  /** Most buttons under one message; further choices become numbered text. */
  buttons: number;
  buttonTitle: number;
}

export interface WebhookRequest {
  headers: Record<string, string | string[] | undefined>;
  /** The bytes exactly as they came: signatures are over these. */
  body: Buffer;
  /** When it came, epoch ms, where that was earlier than now. */
  receivedAt?: number;
}

/** Somebody opened the chat and saw what had come. May come again, late, and about messages nobody asks about. */
export interface Seen {
  urn: Urn;
  /** The platform's ids of the messages, as `send` gave them. */
  ids: string[];
  /** Epoch milliseconds. */
  at: number;
}

export interface Received {
  status: 200 | 400 | 401;
  messages: MsgIn[];
  /** Messages of ours that somebody has looked at. */
  seen?: Seen;
  /** Why a request was dropped, for log and metrics: `bad-secret`, `bad-signature`, `unreadable`, `echo`, … */
  dropped?: string;
  /** A body for the response where the channel answers by itself: a group turned away, a press nobody else answers. */
  answer?: object;
}
