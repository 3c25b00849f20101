import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { ChannelName, Urn } from '../dialogue/message.ts';
import type { Converse } from './converse.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { Entry, Kept, Spool } from './spool.ts';

export interface ReplayOptions {
  spool: Spool;
  converse: Converse['converse'];
  channels: ReadonlyMap<ChannelName, Channel>;
  /** Whether conversations can be saved at this moment. */
  reachable: () => Promise<boolean>;
  logger: Logger;
  /** Milliseconds between two rounds. */
  every?: number;
  /** Milliseconds between two looks for what dead processes left, and between two alarms. */
  lookEvery?: number;
}

/** People whose messages are worked on side by side. */
const SIDE_BY_SIDE = 32;
/** So many people in a row whose message failed: what keeps conversations is away, and the round ends. */
const AWAY_AFTER = 3;
/** A message that failed so often while conversations could be saved is the message's own fault. */
const ATTEMPTS = 50;

/**
 * Works on what the spool holds, each person's messages in their order, until the signal. Also takes over what
 * processes that died have left, and raises the alarm while anything is kept.
 */
export async function replay(options: ReplayOptions, signal: AbortSignal): Promise<void> {
  const { spool, converse, channels, reachable, logger, every = 1_000, lookEvery = 30_000 } = options;
  const attempts = new WeakMap<Entry, number>();
  let looked = -Infinity;
  do {
    if (Date.now() - looked >= lookEvery) {
      looked = Date.now();
      look();
    }
    await round();
  } while (await pause(every, signal));

  function look(): void {
    try {
      const { adopted, unreadable } = spool.adopt();
      if (adopted > 0) logger.info({ event: 'spool_adopted', messages: adopted });
      if (unreadable > 0) logger.error({ event: 'spool_unreadable', count: unreadable });
    } catch (error) {
      logger.error({ event: 'spool_adoption_failed', ...faultOf(error) });
    }
    const { messages, bytes, oldest } = spool.state();
    if (oldest === null) return;
    const seconds = Math.round((Date.now() - oldest) / 1_000);
    logger.error({ event: 'spool_in_use', messages, bytes, oldestSeconds: seconds });
  }

  async function round(): Promise<void> {
    const people = spool.people();
    let failures = 0;
    const walk = async (): Promise<void> => {
      for (let urn = people.shift(); urn !== undefined; urn = people.shift()) {
        if (signal.aborted || failures >= AWAY_AFTER) return;
        failures = (await workThrough(urn)) ? 0 : failures + 1;
      }
    };
    await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, people.length) }, walk));
  }

  /** False: the oldest message of this person failed once more. */
  async function workThrough(urn: Urn): Promise<boolean> {
    for (let entry = spool.first(urn); entry !== undefined && !signal.aborted; entry = spool.first(urn)) {
      const kept = spool.read(entry);
      const failure = kept === null ? 'unreadable' : await workOn(kept);
      if (failure === null) spool.remove(urn, entry);
      else if (failure !== 'failed' || (await isPoison(entry))) {
        logger.error({ event: 'spooled_message_set_aside', contact: shortUrn(urn), reason: failure });
        spool.setAside(urn, entry);
      } else return false;
    }
    return true;
  }

  /** Null: done. `failed` can pass; anything else is why it never will. */
  async function workOn({ channel: name, at, headers, body }: Kept): Promise<string | null> {
    const channel = channels.get(name);
    if (channel === undefined) return 'no-channel';
    const received = channel.receive({ headers, body, receivedAt: at });
    if (received.messages.length === 0) return received.dropped ?? 'empty';
    try {
      for (const message of received.messages) await converse(name, message);
      return null;
    } catch {
      return 'failed';
    }
  }

  async function isPoison(entry: Entry): Promise<boolean> {
    const count = (attempts.get(entry) ?? 0) + 1;
    attempts.set(entry, count);
    return count >= ATTEMPTS && (await reachable());
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}
