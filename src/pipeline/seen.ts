import type { Logger } from 'pino';
import type { Seen } from '../channels/channel.ts';
import type { Database } from '../storage/database.ts';
import { noteSeen, type SeenMessage } from '../storage/seen-messages.ts';
import { faultOf } from './fault.ts';

/** Tells advisories who read them. */
export interface SeenNotes {
  /** Costs a line in memory: whatever a platform posts, conversations do not wait for it. */
  note(seen: Seen): void;
  /** Writes down what is still to be written down. */
  close(): Promise<void>;
}

/** Most messages remembered between two writings; what comes beyond them counts as not read. */
const MOST = 20_000;
/** Milliseconds a message that is not written down as sent may still become so: longer than any lane takes. */
const PATIENCE = 90_000;

/**
 * Notes many messages in one statement now and then. People are faster than we are: what they have seen before it is
 * written down that it was sent is looked for again. What a dying process had not written down counts as not read.
 *
 * @param every ms between two writings
 */
export function createSeenNotes({ db, logger }: { db: Database; logger: Logger }, every = 5_000): SeenNotes {
  const noted = new Map<string, SeenMessage & { notedAt: number }>();
  const keyOf = ({ urn, id }: SeenMessage): string => `${urn} ${id}`;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const all = [...noted.values()];
    if (all.length === 0) return;
    try {
      const open = new Set(await noteSeen(db, all));
      for (const one of all) {
        if (!open.has(one) || performance.now() - one.notedAt > PATIENCE) noted.delete(keyOf(one));
      }
    } catch (error) {
      logger.warn({ event: 'seen_not_noted', count: all.length, ...faultOf(error) });
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, every).unref();
  return {
    note({ urn, ids, at }) {
      // What a platform says may be no moment at all.
      const seenAt = new Date(Math.min(at, Date.now()));
      for (const id of ids) {
        const one = { urn, id, at: seenAt, notedAt: performance.now() };
        if (noted.size < MOST && !noted.has(keyOf(one))) noted.set(keyOf(one), one);
      }
    },
    async close() {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
