import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import { deriveId } from '../dialogue/derive-id.ts';
import type { ChannelName } from '../dialogue/message.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import { faultOf } from '../pipeline/fault.ts';
import { NotYet, type Handlers } from '../pipeline/jobs.ts';
import type { Metrics } from '../pipeline/metrics.ts';
import { moveAdvisory, type UnderWay } from '../storage/advisories-under-way.ts';
import type { Database } from '../storage/database.ts';
import { claimDeliveries, writeOutcomes, type Claimed } from '../storage/deliveries.ts';
import { noteOutcomes } from '../storage/recent-outcomes.ts';
import { allowedAdvisorySteps } from './advisory.ts';
import {
  broadcastChannels,
  composeAdvisory,
  pictureOf,
  readIsTold,
  type BroadcastChannel,
} from './compose.ts';
import type { Gates } from './gates.ts';
import { LAST, markOf, whyHalt } from './halt.ts';
import { backOff, judgeFailure, skipFor, type Judged } from './judge-send.ts';
import { LANES } from './conduct.ts';
import { byTemplate } from './send-by-template.ts';
import type { Watch } from './watch-under-way.ts';

export interface LaneOptions {
  db: Database;
  channels: ReadonlyMap<ChannelName, Channel>;
  phrasebook: Pick<Phrasebook, 'say'>;
  gates: Gates;
  watch: Watch;
  metrics: Metrics;
  logger: Logger;
  signal: AbortSignal;
  now: () => number;
}

/**
 * Most that one lane claims, and has under way, on one channel at once; of those a process that dies holds, nobody knows
 * what became of them, so it is half a second's worth at most.
 */
const BATCH = 50;
const AT_ONCE = 25;
/** Milliseconds after which what was claimed is given back, if its sending has not begun; see LEASE. */
const HOLD = 15_000;
/** Milliseconds until one looks again whether there is something to do. */
const LOOK_AGAIN = 250;
/** A night is looked at again after so long, in ms: somebody may have made it urgent, or cancelled it. */
const NAP = 30_000;

/** Sends an advisory: each lane claims a few people at a time on each channel, until nobody is left or it is stopped. */
export function createLane(options: LaneOptions): Handlers['broadcast'] {
  const { db, channels, phrasebook, gates, watch, metrics, logger, signal, now } = options;
  return async ({ advisory: id }) => {
    const found = watch.find(id);
    if (found === 'unsure') throw later(LOOK_AGAIN * 2);
    if (found === 'gone' || found.status !== 'sending') return;
    const night = watch.night(found);
    if (night > 0) throw later(Math.min(night, NAP));
    await Promise.all(broadcastChannels.map((channel) => sendOn(id, channel)));
    if (signal.aborted) throw later(LOOK_AGAIN);
  };

  async function sendOn(id: string, name: BroadcastChannel): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const advisory = watch.find(id);
      if (advisory === 'gone' || (advisory !== 'unsure' && advisory.status !== 'sending')) return;
      if (advisory !== 'unsure' && watch.night(advisory) > 0) return;
      if (advisory === 'unsure' || !watch.maySend(id, name) || gates.closedFor(name) > 0) {
        await sleep(LOOK_AGAIN);
        continue;
      }
      try {
        const judged = await sendSome(advisory, name);
        const isAway = judged.length > 0 && judged.every(({ away }) => away);
        failures = isAway ? failures + 1 : 0;
        // Also when all were given back: the gate is shut, or what counts for it is away.
        if (judged.every(({ outcome }) => outcome.status === 'released')) await sleep(LOOK_AGAIN * 2);
        if (isAway) await rest(Math.min(backOff(failures), 15_000));
      } catch (error) {
        logger.warn({ event: 'lane_failed', advisory: id, channel: name, ...faultOf(error) });
        await sleep(LOOK_AGAIN * 4);
      }
    }
  }

  /** Claims, sends, writes down. @returns what was tried; none when nobody waits */
  async function sendSome(advisory: UnderWay, name: BroadcastChannel): Promise<Judged[]> {
    const by = randomUUID();
    const { id, topic } = advisory;
    const claimedAt = performance.now();
    const limit = Math.max(1, Math.min(BATCH, Math.ceil(gates.sustained(name, advisory.rate) / LANES / 2)));
    const { claimed, skipped } = await claimDeliveries(db, { advisory: id, topic, channel: name, by, limit });
    const still = () => !signal.aborted && performance.now() - claimedAt < HOLD && watch.maySend(id, name);
    const left = [...claimed];
    const judged: Judged[] = [];
    const sendNext = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        const became = await sendOne(advisory, name, one, still);
        judged.push(became);
        metrics.sends.inc({ channel: name, outcome: `advisory_${became.outcome.status}` });
        if (became.closeFor !== undefined) await gates.close(name, became.closeFor);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, claimed.length) }, sendNext));
    await Promise.all([writeDown(id, by, judged), haltIfWrong(id, judged)]);
    // Somebody was there, so there may be more.
    return skipped > 0 && judged.length === 0 ? [{ outcome: { person: '', status: 'skipped' } }] : judged;
  }

  async function sendOne(
    advisory: UnderWay,
    name: BroadcastChannel,
    claimed: Claimed,
    still: () => boolean,
  ): Promise<Judged> {
    const { person, urn, language } = claimed;
    const heardAt = claimed.heard_at.getTime();
    const channel = channels.get(name);
    const window = channel?.window?.(heardAt) ?? 'free';
    if (window === 'closed') {
      const send = byTemplate(advisory, claimed, channel?.templates, now);
      if (send === null) return skipFor(claimed, 'window-closed');
      return (await mayPass(advisory, name, still)) ? send() : { outcome: { person, status: 'released' } };
    }
    if (window === 'billed' && !advisory.billed) return skipFor(claimed, 'billed');
    if (!(await mayPass(advisory, name, still))) return { outcome: { person, status: 'released' } };
    const text = composeAdvisory(phrasebook, advisory, language);
    try {
      if (channel === undefined) throw new SendError('misconfigured', `no channel ${name}`);
      const out = {
        id: deriveId('advisory', advisory.id, urn),
        text,
        quickReplies: [],
        ...pictureOf(advisory),
      };
      const message = (await channel.send(urn, out, heardAt)).at(-1);
      const told = readIsTold.has(name) && message !== undefined && { message };
      return { outcome: { person, status: 'sent', sentAt: now(), ...told } };
    } catch (error) {
      return judgeFailure(claimed, error, now());
    }
  }

  /** A gate that gives no answer lets nobody through; nothing was sent, and nobody is left claimed. */
  async function mayPass(advisory: UnderWay, name: BroadcastChannel, still: () => boolean): Promise<boolean> {
    try {
      return await gates.pass(advisory, name, still);
    } catch (error) {
      logger.warn({ event: 'gate_failed', advisory: advisory.id, channel: name, ...faultOf(error) });
      return false;
    }
  }

  /** What went out is written down however long the database is away, for as long as this process lives. */
  async function writeDown(advisory: string, by: string, judged: readonly Judged[]): Promise<void> {
    if (judged.length === 0) return;
    const outcomes = judged.map(({ outcome }) => outcome);
    const stopped = judged.flatMap((one) => one.stopped ?? []);
    for (let attempt = 1; ; attempt++) {
      try {
        await writeOutcomes(db, { advisory, by }, outcomes, stopped);
        return;
      } catch (error) {
        logger.warn({ event: 'outcomes_not_written', advisory, attempt, ...faultOf(error) });
        await sleep(Math.min(5_000, backOff(attempt)));
      }
    }
  }

  /** Once for each claim, beside what is written down anyway. While the database is away nothing is claimed either. */
  async function haltIfWrong(id: string, judged: readonly Judged[]): Promise<void> {
    const marks = judged.map(markOf).join('');
    if (marks === '') return;
    try {
      const why = whyHalt(await noteOutcomes(db, id, marks, LAST));
      if (why !== null) await halt(id, why);
    } catch (error) {
      logger.warn({ event: 'halt_not_judged', advisory: id, ...faultOf(error) });
    }
  }

  async function halt(id: string, reason: 'failures' | 'stopped'): Promise<void> {
    const step = { kind: 'halt', note: reason, reason };
    if (await moveAdvisory(db, id, allowedAdvisorySteps.halt, 'halted', step)) {
      logger.error({ event: 'advisory_halted', advisory: id, why: reason });
    }
  }

  /** Sleeps, but not longer than until somebody ends this process. */
  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}

const later = (ms: number): NotYet => new NotYet(ms, () => Promise.resolve(false));
