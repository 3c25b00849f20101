import type { Conversation } from '../dialogue/session.ts';
import type { Urn } from '../dialogue/message.ts';

/**
 * Where conversations live between messages. No lock is ever held: `save` compares and sets.
 * Two implementations, sessions-redis.ts and sessions-postgres.ts; one suite runs against both.
 */
export interface SessionStore {
  /** The conversation with the version to save against; version 0 and null where there is none yet. */
  load(urn: Urn): Promise<Loaded>;
  /**
   * What `load` would most likely give, without asking: what this process saved last, settled and with nothing waiting.
   * Null where nothing is known. Saving over it is refused when anything of that is not so any more.
   */
  recall(urn: Urn): Loaded | null;
  /**
   * Stores the conversation if nobody stored one since `version` was loaded, and marks its effects as still to be
   * done, in one step. False: a newer one is there, load and decide again. With a contact that has stopped, the
   * messages waiting for them are let go in the same step.
   *
   * @param settled there is nothing to be done after saving (the only reply rides in the webhook's response)
   */
  save(version: Version, conversation: Conversation, settled?: boolean): Promise<boolean>;
  /** The effects of this inbound are done. Does nothing if a newer inbound was saved since. */
  settle(urn: Urn, inbound: string): Promise<void>;
  /**
   * Up to `limit` contacts whose effects have been waiting since before `before` (epoch ms), oldest first.
   * Those given count as waiting since now: two sweepers asking at once do not get the same one.
   */
  unsettled(before: number, limit: number): Promise<Urn[]>;
  /** Puts a message behind those already waiting for delivery to this contact. Again: changes nothing. */
  enqueue(urn: Urn, messageId: string): Promise<void>;
  /** Takes a message out of those waiting. Answers the one that is first now, or null. */
  dequeue(urn: Urn, messageId: string): Promise<string | null>;
}

/** What a save is compared with: a version that was loaded, or one that was recalled, with its mark. */
export type Version = number | { version: number; mark: string };

export interface Loaded {
  version: Version;
  conversation: Conversation | null;
  /** The effects of `conversation.last` are not known to be done. */
  unsettled: boolean;
  /** Ids of messages that could not be delivered yet, oldest first: whatever comes next queues behind them. */
  waiting: string[];
}
