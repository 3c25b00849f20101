import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { SendError } from '../channels/send-error.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import {
  claimZaloRefresh,
  ensureZaloGrant,
  findZaloGrant,
  settleFailed,
  storeRefreshed,
  type ZaloGrant,
} from '../storage/zalo-grants.ts';
import { faultOf } from './fault.ts';
import type { Metrics } from './metrics.ts';
import { pause } from './pause.ts';
import { createZaloAlarm, zaloGrantAdvice } from './zalo-alarm.ts';
import { failedRefresh, pairOf, type RefreshAnswer } from './zalo-refresh.ts';

export interface ZaloTokenOptions {
  db: Database;
  crypto: FieldCrypto;
  appId: string;
  /** A refresh token from the settings. One that was never seen before begins a new chain of tokens, once. */
  seed: string | null;
  /** Exchanges a refresh token, which works once, for a new pair. Never rejects. */
  refresh: (refreshToken: string) => Promise<RefreshAnswer>;
  logger: Logger;
  metrics: Pick<Metrics, 'zaloGrant' | 'zaloTokenExpires' | 'zaloTokenRefreshed' | 'zaloRefreshes'>;
  /** A refresh that was not ended after so many ms was cut off; longer than `refresh` can take. */
  leaseMs?: number;
  /** Epoch milliseconds. */
  now?: () => number;
}

/**
 * The access token of an Official Account for any number of processes. Both calls reject with a SendError:
 * `misconfigured` while a human has to mend the grant, `unavailable` while trying again can help.
 */
export interface ZaloToken {
  accessToken(): Promise<string>;
  /** Another token than the one that was refused; refreshes only if nobody has done so since. */
  renewAccessToken(refused: string): Promise<string>;
  /** Until the signal: refreshes well before the end of the token, watches the grant, raises the alarm. */
  keep(signal: AbortSignal, every?: number): Promise<void>;
  /** Resolves when no tokens are on their way that only this process knows, or after `patience` ms. */
  settled(patience?: number): Promise<void>;
}

/** What is answered within this time before its end counts as ended, in ms; for short lives a tenth of the life. */
const MARGIN = 10 * 60_000;
/** A token this new that is refused is tried once more before the next refresh, in ms. */
const FRESH = 10_000;
const LOOK_AGAIN = 100;

/**
 * Keeps the grant in the database. One process at a time refreshes; the others go on with the token they have, or wait
 * and take what it got. That a refresh begins is stored before Zalo is asked, and the new pair before it is used: the
 * old refresh token is worth nothing any more.
 */
export function createZaloToken(options: ZaloTokenOptions): ZaloToken {
  const { db, crypto, appId, refresh, logger, metrics, leaseMs = 15_000, now = Date.now } = options;
  const seed = options.seed === null ? null : { token: options.seed, mark: zaloSeedMark(options.seed) };
  const observe = createZaloAlarm(logger, metrics);
  /** Processes do not all find the token old at the same time. */
  const dueAfter = 0.45 + Math.random() / 10;
  let known: ZaloGrant | null = null;
  let refused: string | null = null;
  let underWay: Promise<string> | null = null;
  let unstored: Promise<void> | null = null;
  let seedRetryAt = 0;
  let givenUp = false;

  const isUsable = (grant: ZaloGrant | null): grant is ZaloGrant & { accessToken: string } => {
    if (grant?.accessToken == null || grant.accessToken === refused) return false;
    return grant.expiresAt - Math.min(MARGIN, lifeOf(grant) / 10) > now();
  };
  const isDue = (grant: ZaloGrant): boolean => grant.refreshedAt + lifeOf(grant) * dueAfter < now();
  const newSeed = (grant: ZaloGrant) => (seed && !grant.seeds.includes(seed.mark) ? seed : null);

  /** All calls of this process that find the token old wait for the same refresh. */
  function get(ahead: boolean): Promise<string> {
    underWay ??= obtain(ahead).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function obtain(ahead: boolean): Promise<string> {
    const patience = Date.now() + leaseMs * 2;
    for (;;) {
      let grant = await look();
      const isEnough = isUsable(grant) && newSeed(grant) === null && !(ahead && isDue(grant));
      const step = isEnough ? 'nothing' : await refreshIfFree(grant);
      if (step === 'asked') grant = await look();
      if (isUsable(grant)) return grant.accessToken;
      if (step !== 'busy' || Date.now() > patience) throw refusal(grant);
      await sleep(LOOK_AGAIN);
    }
  }

  async function look(): Promise<ZaloGrant> {
    let grant = await findZaloGrant(db, appId, crypto);
    if (grant === null) {
      await ensureZaloGrant(db, appId);
      grant = await findZaloGrant(db, appId, crypto);
    }
    if (grant === null) throw new Error('The row of the Zalo grant is gone');
    known = grant;
    observe(grant, newSeed(grant) !== null);
    return grant;
  }

  /** `busy`: another process is at it, or has just been. */
  async function refreshIfFree(grant: ZaloGrant): Promise<'asked' | 'busy' | 'nothing'> {
    const fresh = newSeed(grant);
    const spent = fresh?.token ?? grant.refreshToken;
    if (spent === null || unstored !== null) return 'nothing';
    if ((fresh ? seedRetryAt : grant.retryAt) > now()) return 'nothing';
    const claim = await claimZaloRefresh(db, appId, grant, leaseMs);
    if (claim === null) return 'busy';
    if (grant.attempt !== null) logger.warn({ event: 'zalo_refresh_was_cut_off' });
    const answer = await refresh(spent);
    metrics.zaloRefreshes.inc({ outcome: answer.outcome });
    if (answer.outcome === 'renewed') await store(answer, spent, grant, fresh?.mark ?? null);
    else {
      const failed = failedRefresh(grant, answer, fresh?.mark ?? null, now());
      if (fresh) seedRetryAt = failed.askAgainAt;
      logger[answer.outcome === 'unreached' ? 'warn' : 'error']({
        event: fresh ? 'zalo_seed_refresh_failed' : 'zalo_refresh_failed',
        outcome: answer.outcome,
        trouble: answer.trouble,
      });
      await settleFailed(db, appId, claim, failed);
    }
    return 'asked';
  }

  async function store(
    answer: RefreshAnswer & { outcome: 'renewed' },
    spent: string,
    { generation }: ZaloGrant,
    mark: string | null,
  ): Promise<void> {
    const pair = pairOf(answer, spent, now());
    const write = () => storeRefreshed(db, appId, crypto, { pair, generation, seed: mark });
    try {
      const isNewest = await write();
      logger.info({ event: isNewest ? 'zalo_token_refreshed' : 'zalo_token_superseded' });
    } catch (error) {
      logger.error({ event: 'zalo_tokens_not_stored', ...faultOf(error), advice: NOT_STORED });
      unstored = storeAtLast(write);
      throw new SendError('unavailable', 'zalo: new tokens could not be stored');
    }
  }

  /** The pair is in this process alone: nothing is more important than bringing it to the database. */
  async function storeAtLast(write: () => Promise<boolean>): Promise<void> {
    while (!givenUp) {
      await sleep(500);
      try {
        await write();
        logger.info({ event: 'zalo_tokens_stored' });
        unstored = null;
        return;
      } catch {
        // The database is still away.
      }
    }
  }

  function refusal({ state, refreshToken, trouble, retryAt }: ZaloGrant): SendError {
    const mustBeMended =
      state === 'lost' || state === 'refused' || (refreshToken === null && trouble === null);
    if (mustBeMended)
      return new SendError('misconfigured', `zalo: grant ${state}, see npm run zalo -- status`);
    const retryAfter = Math.max(1, Math.ceil((retryAt - now()) / 1_000));
    return new SendError('unavailable', 'zalo: tokens are being refreshed', { retryAfter });
  }

  return {
    async accessToken() {
      return isUsable(known) ? known.accessToken : get(false);
    },
    async renewAccessToken(token) {
      if (known?.accessToken === token && known.refreshedAt + FRESH > now()) return token;
      refused = token;
      return isUsable(known) ? known.accessToken : get(false);
    },
    async keep(signal, every = 60_000) {
      for (let wait = Math.min(every, 1_000); await pause(wait, signal); wait = every) {
        await get(true).catch((error: unknown) => {
          if (!(error instanceof SendError)) logger.warn({ event: 'zalo_grant_unread', ...faultOf(error) });
        });
      }
    },
    async settled(patience = 5_000) {
      const late = sleep(patience, undefined, { ref: false });
      await Promise.race([Promise.allSettled([underWay, unstored]).then(() => unstored), late]);
      givenUp = unstored !== null;
      if (givenUp) logger.error({ event: 'zalo_tokens_given_up', advice: zaloGrantAdvice.lost });
    },
  };
}

/** By this a token of the settings is known again without being kept. */
export const zaloSeedMark = (seed: string): string => createHash('sha256').update(seed).digest('hex');

const lifeOf = ({ expiresAt, refreshedAt }: ZaloGrant): number => expiresAt - refreshedAt;

const NOT_STORED =
  'Zalo gave new tokens, and the database did not take them. Do not stop this process before it logs zalo_tokens_stored: with it they would be lost.';
