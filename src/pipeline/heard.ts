import type { Logger } from 'pino';
import type { Conversation } from '../dialogue/session.ts';
import type { Database } from '../storage/database.ts';
import { noteHeard, type Heard } from '../storage/subscriptions.ts';
import { faultOf } from './fault.ts';

/** What a conversation tells of its contact; null for one nobody was heard in. */
export function heardOf({ urn, language, heardAt, stoppedAt, follows }: Conversation): Heard | null {
  if (heardAt === undefined) return null;
  const stopped = stoppedAt === undefined ? null : new Date(stoppedAt);
  return { urn, language, heardAt: new Date(heardAt), stoppedAt: stopped, follows: follows === true };
}

/** Tells the table of subscribers when people were last heard. */
export interface HeardNotes {
  note(conversation: Conversation): void;
  /** Writes down what is still to be written down. */
  close(): Promise<void>;
}

/** Most contacts remembered between two writings. */
const MOST = 20_000;

/**
 * Notes many contacts in one statement now and then. What a dying process had not written down is noted with the next
 * message of the same person; until then they count as silent for a little longer than they are.
 *
 * @param every ms between two writings
 */
export function createHeardNotes(
  { db, logger }: { db: Database; logger: Logger },
  every = 30_000,
): HeardNotes {
  const noted = new Map<string, Heard>();
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const all = [...noted.values()];
    noted.clear();
    if (all.length === 0) return;
    await noteHeard(db, all).catch((error: unknown) => {
      logger.warn({ event: 'heard_not_noted', count: all.length, ...faultOf(error) });
    });
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, every).unref();
  return {
    note(conversation) {
      const { urn, topics } = conversation;
      const heard = heardOf(conversation);
      // Nobody else is among the subscribers.
      if (topics === undefined || heard === null) return;
      if (noted.size >= MOST && !noted.has(urn)) return;
      noted.set(urn, heard);
    },
    async close() {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
