import type { Logger } from 'pino';
import type { ArticleBroadcasts } from '../channels/channel.ts';
import { faultOf } from '../pipeline/fault.ts';
import { pause } from '../pipeline/pause.ts';
import { isSettled, moveAdvisory, type UnderWay } from '../storage/advisories-under-way.ts';
import { giveUpLostArticles, letArticleGo } from '../storage/advisory-articles.ts';
import type { Database } from '../storage/database.ts';
import { giveUpLost, letGo } from '../storage/deliveries.ts';
import { freezeAudience } from '../storage/freeze-audience.ts';
import { leadArticle } from './article.ts';
import type { Watch } from './watch-under-way.ts';

/** Jobs an advisory is sent by, over all processes. */
export const LANES = 4;

export interface ConductOptions {
  db: Database;
  /** For statements that take as long as they need. */
  slowDb: Database;
  queue: BroadcastQueue;
  watch: Watch;
  /** Undefined: no platform has them. */
  articles: ArticleBroadcasts | undefined;
  logger: Logger;
  now: () => number;
}

export interface BroadcastQueue {
  add(name: 'broadcast', payload: { advisory: string; lane: number }, id: string): Promise<void>;
  /** Milliseconds the oldest job that conversations wait for has been due. */
  backlog(): Promise<number>;
}

const EVERY = 1_000;
/** Claims are given up so long after, in ms: more than a claim is held and a call may take. */
const LEASE = 60_000;

/**
 * Leads every advisory on: freezes whom it is for when its time has come, keeps its lanes running, lets go who waits when it
 * is over, and ends it. Any number of processes may; each step is taken once.
 */
export async function conduct(options: ConductOptions, signal: AbortSignal): Promise<void> {
  const { db, slowDb, queue, watch, articles, logger, now } = options;
  const busy = new Set<string>();
  while (await pause(EVERY, signal)) {
    await guarded('claims', async () => {
      const lost = await giveUpLost(db, LEASE);
      await giveUpLostArticles(db, LEASE);
      if (lost > 0) logger.error({ event: 'deliveries_lost', lost });
    });
    for (const advisory of watch.all()) await guarded(advisory.id, () => lead(advisory));
  }

  async function guarded(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) logger.warn({ event: 'advisory_not_led', advisory: what, ...faultOf(error) });
    }
  }

  async function lead(advisory: UnderWay): Promise<void> {
    const { id, status, scheduled_at: scheduled } = advisory;
    const isExpired = advisory.expires_at.getTime() <= now();
    switch (status) {
      case 'approved':
        if (isExpired) await moveAdvisory(db, id, ['approved'], 'done', { kind: 'expired' });
        else if ((scheduled?.getTime() ?? 0) <= now()) {
          await moveAdvisory(db, id, ['approved'], 'freezing', { kind: 'freezing' });
        }
        return;
      case 'freezing':
        freeze(id);
        return;
      case 'sending':
      case 'paused':
      case 'halted':
        if (isExpired) await Promise.all([letGo(db, id, 'expired'), letArticleGo(db, id, 'expired')]);
        if ((status === 'sending' || isExpired) && (await isSettled(db, id))) {
          const kind = isExpired ? 'expired' : 'done';
          await moveAdvisory(db, id, ['sending', 'paused', 'halted'], 'done', { kind });
        } else if (status === 'sending' && watch.night(advisory) === 0) {
          if (advisory.article !== null) beside(`article ${id}`, () => leadArticle(db, advisory, articles));
          await keepLanes(id);
        }
        return;
      case 'cancelled':
        await Promise.all([letGo(db, id, 'cancelled'), letArticleGo(db, id, 'cancelled')]);
        if (await isSettled(db, id)) {
          await moveAdvisory(db, id, ['cancelled'], 'cancelled', { kind: 'ended' });
        }
        return;
      case 'draft':
      case 'submitted':
      case 'done':
        return;
    }
  }

  /** Beside all else, once at a time: it may take a minute. */
  function beside(what: string, work: () => Promise<void>): void {
    if (busy.has(what)) return;
    busy.add(what);
    void guarded(what, work).finally(() => busy.delete(what));
  }

  function freeze(id: string): void {
    beside(id, async () => {
      const begun = performance.now();
      const persons = await freezeAudience(slowDb, id);
      const ms = Math.round(performance.now() - begun);
      if (persons !== null) logger.info({ event: 'audience_frozen', advisory: id, persons, ms });
    });
  }

  /** Those that run, or wait for the morning, stay as they are. */
  async function keepLanes(advisory: string): Promise<void> {
    for (let lane = 0; lane < LANES; lane++) {
      await queue.add('broadcast', { advisory, lane }, `broadcast-${advisory}-${lane}`);
    }
  }
}
