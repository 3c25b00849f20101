import type { Logger } from 'pino';
import { afterQuietHours } from '../dialogue/remind.ts';
import { faultOf } from '../pipeline/fault.ts';
import { pause } from '../pipeline/pause.ts';
import { advisoriesUnderWay, type UnderWay } from '../storage/advisories-under-way.ts';
import type { Database } from '../storage/database.ts';
import { broadcastChannels, type BroadcastChannel } from './compose.ts';

/** What this process knows of the advisories under way, at most a moment old. */
export interface Watch {
  /** The advisory; `gone`: it is not under way; `unsure`: the database has not answered lately. */
  find(id: string): UnderWay | 'gone' | 'unsure';
  all(): readonly UnderWay[];
  /** Whether a message of this advisory may go out on this channel at this moment. */
  maySend(id: string, channel: BroadcastChannel): boolean;
  /** Milliseconds until the night is over for it; 0: it is day, or the advisory is urgent. */
  night(advisory: UnderWay): number;
  /** Looks every moment, until the signal. */
  keep(signal: AbortSignal): Promise<void>;
}

export interface WatchOptions {
  db: Database;
  /** Milliseconds the oldest job that conversations wait for has been due. */
  backlog: () => Promise<number>;
  timeZone: string;
  logger: Logger;
  now: () => number;
}

/** Milliseconds between two looks, while something is sent and while nothing is. */
const EVERY = { busy: 350, idle: 1_000 };
/** What was seen longer ago is not relied on: somebody may have paused it since. */
const FRESH = 1_200;
/** Replies that wait longer than this go before any advisory. */
const LONGEST_REPLY = 2_000;

export function watchUnderWay({ db, backlog, timeZone, logger, now }: WatchOptions): Watch {
  let seen: UnderWay[] = [];
  let seenAt = -Infinity;
  let repliesWait = true;
  const isFresh = () => performance.now() - seenAt < FRESH;

  async function look(): Promise<void> {
    const asked = performance.now();
    try {
      const found = await advisoriesUnderWay(db, broadcastChannels);
      if (found.some(({ status }) => status === 'sending')) repliesWait = (await backlog()) > LONGEST_REPLY;
      seen = found;
      seenAt = asked;
    } catch (error) {
      logger.warn({ event: 'advisories_not_seen', ...faultOf(error) });
    }
  }

  const watch: Watch = {
    find(id) {
      if (!isFresh()) return 'unsure';
      return seen.find((one) => one.id === id) ?? 'gone';
    },
    all: () => seen,
    maySend(id, channel) {
      const advisory = watch.find(id);
      if (typeof advisory === 'string' || advisory.status !== 'sending' || repliesWait) return false;
      if (advisory.expires_at.getTime() <= now()) return false;
      if (advisory.urgency === 'urgent') return true;
      return watch.night(advisory) === 0 && !seen.some(({ due }) => due.includes(channel));
    },
    night: ({ urgency }) => (urgency === 'urgent' ? 0 : afterQuietHours(now(), timeZone) - now()),
    async keep(signal) {
      do await look();
      while (await pause(seen.some(isBusy) ? EVERY.busy : EVERY.idle, signal));
    },
  };
  return watch;
}

const isBusy = ({ status }: UnderWay): boolean => ['freezing', 'sending', 'cancelled'].includes(status);
