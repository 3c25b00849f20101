import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { hasStopped } from '../dialogue/contact.ts';
import type { FollowUp } from '../dialogue/follow-up-message.ts';
import { channelOf, type ChannelName, type MsgOut } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import type { Database } from '../storage/database.ts';
import { findTelling, recordTelling, type Telling } from '../storage/tellings.ts';
import { shortUrn } from './fault.ts';
import { NotYet, type Handlers } from './jobs.ts';
import type { Queues } from './queues.ts';
import type { SessionStore } from './session-store.ts';

export interface TellOptions {
  /** `followUpMessage` and `followUpDue` of the dialogue, with their assets. */
  say: (conversation: Conversation, what: FollowUp) => MsgOut;
  due: (conversation: Conversation, now: number) => number;
  db: Database;
  store: Pick<SessionStore, 'load' | 'enqueue'>;
  queues: Pick<Queues, 'add'>;
  channels: ReadonlyMap<ChannelName, Channel>;
  logger: Logger;
  now?: () => number;
}

/**
 * Lets a person know what a health unit says about their case: behind whatever waits for them, each thing at most once, to
 * nobody who left, and never where the platform takes money for it. What could not be told is written down.
 */
export function createTell(options: TellOptions): Handlers['tell'] {
  const { say, due, db, store, queues, channels, logger, now = Date.now } = options;
  return async ({ urn, id, person, key, params }) => {
    const record = async (outcome: Telling['outcome'], message: string | null = null): Promise<boolean> => {
      const isNew = await recordTelling(db, { id, person, urn, key, outcome, message });
      if (isNew) logger.info({ event: 'told', contact: shortUrn(urn), key, outcome });
      return isNew;
    };
    const before = await findTelling(db, id);
    const { conversation, waiting } = await store.load(urn);
    if (conversation === null) {
      await record('unknown');
      return;
    }
    const message = say(conversation, { id, key, params });
    if (before) {
      // An attempt died between writing down and handing over; once delivered, it waits no more.
      if (before.outcome === 'sent' && waiting.includes(message.id)) {
        await queues.add('deliver', { urn, message }, message.id);
      }
      return;
    }
    if (hasStopped(conversation)) {
      await record('stopped');
      return;
    }
    const { heardAt } = conversation;
    const window = heardAt === undefined ? 'free' : channels.get(channelOf(urn))?.window?.(heardAt);
    if (window === 'billed' || window === 'closed') {
      await record(window === 'billed' ? 'costs' : 'closed');
      return;
    }
    const at = due(conversation, now());
    if (at > now()) throw new NotYet(at - now(), () => Promise.resolve(false));
    // Only what waits is ever delivered, so nothing goes out before it is written down.
    await store.enqueue(urn, message.id);
    await record('sent', message.id);
    await queues.add('deliver', { urn, message }, message.id);
  };
}
