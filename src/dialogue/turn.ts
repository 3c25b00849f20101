// The dialogue: one message in, a new conversation and what it causes out. Pure: no clock, randomness, disk or network.
// Must not know platforms, queues, databases, or any text a citizen reads.
import type { DialogueAssets } from './assets.ts';
import type { Event } from './event.ts';
import type { MsgIn } from './message.ts';
import type { Conversation } from './session.ts';

/** What one inbound message caused. */
export interface Turn {
  /** To be saved; equal to the one passed in when the message had been seen before. */
  conversation: Conversation;
  /** In the order they are to be carried out. */
  events: Event[];
  /** The message is a redelivery: of the last one (its effects are repeated in `events`) or of an older one (none). */
  repeated: boolean;
}

/**
 * Takes one message of one person. Nothing a person can send makes it throw.
 *
 * @param conversation what was saved after the last turn, or null for a person never seen
 * @param now epoch milliseconds
 */
export function takeTurn(
  assets: DialogueAssets,
  conversation: Conversation | null,
  message: MsgIn,
  now: number,
): Turn {
  void assets;
  void now;
  return {
    conversation: conversation ?? {
      urn: message.urn,
      language: 'vi',
      session: null,
      last: null,
      seen: [],
      sent: null,
    },
    events: [],
    repeated: false,
  };
}
