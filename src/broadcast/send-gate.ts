import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import type { Logger } from 'pino';
import { RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { faultOf } from '../pipeline/fault.ts';
import type { RedisConnection } from '../pipeline/redis.ts';
import type { Database } from '../storage/database.ts';
import { LATEST, planSends } from './send-plan.ts';

/** Where windows are counted: by all processes in one place. */
export type GatePlace = { redis: RedisConnection } | { db: Database };

/** Lets messages of all processes through, never more than so many in any second. */
export interface SendGate {
  /**
   * Waits for one's turn; what follows is to be sent at once.
   *
   * @param still asked while waiting: false gives it up
   * @returns false when it was given up
   */
  pass(still: () => boolean): Promise<boolean>;
  /** Nobody passes for so many seconds, in no process; whoever waits is turned away. */
  close(seconds: number): Promise<void>;
  /** Milliseconds it stays closed, as far as this process knows; 0: it is open. */
  closedFor(): number;
}

/** Milliseconds beyond its window after which a gate counts as closed. */
const CLOSED = 1_000;
/** Longest sleep before `still` is asked again. */
const LOOK_AGAIN = 200;
/** A turn that took longer to be given may stand too close to the ones after it. */
const STALE = LATEST / 2;

/** Opens the gate of a name, such as a channel's. @param perSecond most in any second */
export function openGate(name: string, perSecond: number, place: GatePlace, logger: Logger): SendGate {
  const plan = planSends(perSecond);
  const limiter = limiterOf(place, plan.points, plan.ms);
  const waiting: { still: () => boolean; go: (passed: boolean) => void }[] = [];
  let pumping = false;
  let closedUntil = -Infinity;

  /** Ends in the same moment as nobody waits: whoever comes then starts it anew. */
  async function pump(): Promise<void> {
    pumping = true;
    try {
      while (waiting.length > 0) await letSomeThrough();
    } finally {
      pumping = false;
    }
  }

  async function letSomeThrough(): Promise<void> {
    for (let at = waiting.length - 1; at >= 0; at--) {
      if (waiting[at]?.still() === false) waiting.splice(at, 1)[0]?.go(false);
    }
    if (waiting.length === 0) return;
    const { granted, wait } = await ask(Math.min(waiting.length, plan.points));
    for (const { go } of waiting.splice(0, granted)) go(true);
    if (wait > plan.ms + CLOSED) {
      closedUntil = performance.now() + wait;
      for (const { go } of waiting.splice(0)) go(false);
    }
    if (wait > 0 && waiting.length > 0) await sleep(Math.min(wait, LOOK_AGAIN));
  }

  /** Points beyond the window's are lost to everybody; those below it are ours even where we asked for more. */
  async function ask(points: number): Promise<{ granted: number; wait: number }> {
    const asked = performance.now();
    try {
      const { consumedPoints: before, msBeforeNext } = await consume(points);
      const granted = Math.max(0, Math.min(points, plan.points - (before - points)));
      const isLate = performance.now() - asked > STALE;
      return { granted: isLate ? 0 : granted, wait: before >= plan.points ? Math.max(1, msBeforeNext) : 0 };
    } catch (error) {
      logger.warn({ event: 'gate_away', gate: name, ...faultOf(error) });
      return { granted: 0, wait: LOOK_AGAIN };
    }
  }

  async function consume(points: number): Promise<RateLimiterRes> {
    try {
      return await limiter.consume(name, points);
    } catch (error) {
      if (error instanceof RateLimiterRes) return error;
      throw error;
    }
  }

  return {
    pass: (still) =>
      new Promise((resolve) => {
        waiting.push({ still, go: resolve });
        if (!pumping) void pump();
      }),
    closedFor: () => Math.max(0, closedUntil - performance.now()),
    async close(seconds) {
      closedUntil = Math.max(closedUntil, performance.now() + seconds * 1_000);
      const present = await limiter.get(name);
      if ((present?.msBeforeNext ?? 0) < seconds * 1_000) await limiter.block(name, Math.ceil(seconds));
    },
  };
}

/** The braces keep all keys in one slot of a Redis Cluster. */
const PREFIX = '{ncovi}:sends';

/** As the library's own, but its durations, which are whole numbers there, are milliseconds. */
const IN_MILLISECONDS = `
redis.call('set', KEYS[1], 0, 'PX', ARGV[2], 'NX')
local consumed = redis.call('incrby', KEYS[1], ARGV[1])
return {consumed, redis.call('pttl', KEYS[1])}`;

function limiterOf(place: GatePlace, points: number, ms: number): RateLimiterRedis | RateLimiterPostgres {
  if ('redis' in place) {
    return new RateLimiterRedis({
      ...{ storeClient: place.redis, keyPrefix: PREFIX, points, duration: ms },
      customIncrTtlLuaScript: IN_MILLISECONDS,
    });
  }
  const { db } = place;
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) =>
      db.executeQuery(CompiledQuery.raw(text, values)),
  };
  return new RateLimiterPostgres({
    ...{ storeClient, storeType: 'client', tableName: 'send_windows', tableCreated: true, keyPrefix: PREFIX },
    ...{ clearExpiredByTimeout: false, points, duration: ms / 1_000 },
  });
}
