import { randomUUID } from 'node:crypto';
import type { Result } from 'ioredis';
import { hasStopped } from '../dialogue/contact.ts';
import type { Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import type { RedisConnection } from './redis.ts';
import { createMemory } from './remembered.ts';
import type { SessionStore } from './session-store.ts';

const THIRTY_DAYS = 30 * 24 * 3600;
/**
 * Contacts are spread over this many buckets. All keys of a bucket share one hash tag, so a script may touch a
 * conversation and its bucket's list of unsettled ones together also in a Redis Cluster.
 */
const BUCKETS = 64;

/**
 * Conversations in Redis: one hash per contact (`v` version, `c` conversation, `p` the unsettled inbound,
 * `w` messages waiting, `m` the mark of the last save) and one sorted set per bucket with the contacts that are
 * unsettled, by time. Loading, saving and settling take one round trip each; what was saved last is remembered, so that
 * most messages need no loading.
 */
export function createRedisSessions(redis: RedisConnection): SessionStore {
  for (const [name, lua] of Object.entries(scripts)) {
    redis.defineCommand(name, { numberOfKeys: 2, lua });
  }
  const memory = createMemory();
  const process = randomUUID();
  let saves = 0;
  return {
    recall(urn) {
      const found = memory.recall(urn);
      if (found === undefined) return null;
      const { version, mark, body } = found;
      const conversation = JSON.parse(body) as Conversation;
      return { version: { version, mark }, conversation, unsettled: false, waiting: [] };
    },

    async load(urn) {
      const [version, conversation, pending, waiting] = await redis.hmget(keyOf(urn), 'v', 'c', 'p', 'w');
      return {
        version: Number(version ?? 0),
        conversation: conversation ? (JSON.parse(conversation) as Conversation) : null,
        unsettled: Boolean(pending),
        waiting: waiting ? waiting.split('\n') : [],
      };
    },

    async save(over, conversation, settled = false) {
      const { urn } = conversation;
      const inbound = conversation.last?.inbound ?? '';
      const body = JSON.stringify(conversation);
      const { version, mark: expected } = typeof over === 'number' ? { version: over, mark: '' } : over;
      const mark = `${process}.${++saves}`;
      // Until the answer is there it is not known what is stored.
      memory.forget(urn);
      const saved = await redis.ncoviSave(
        ...([keyOf(urn), pendingOf(urn)] as const),
        ...([version, body, settled ? '' : inbound, urn, Date.now(), THIRTY_DAYS] as const),
        ...([hasStopped(conversation) ? 1 : 0, expected, mark] as const),
      );
      if (expected !== '') memory.judge(saved === 1);
      if (saved === 1) {
        memory.keep({ urn, version: version + 1, mark, body, inbound, settled: settled || inbound === '' });
      }
      return saved === 1;
    },

    async settle(urn, inbound) {
      await redis.ncoviSettle(keyOf(urn), pendingOf(urn), inbound, urn);
      memory.settle(urn, inbound);
    },

    async unsettled(before, limit) {
      const buckets = Array.from({ length: BUCKETS }, (_, bucket) => `ncovi:{${bucket}}:unsettled`);
      const lists = await Promise.all(
        buckets.map((key) => redis.zrangebyscore(key, '-inf', `(${before}`, 'WITHSCORES', 'LIMIT', 0, limit)),
      );
      const due = lists.flatMap(pairs).sort((a, b) => Number(a.since) - Number(b.since));
      const now = Date.now();
      const claims = await Promise.all(
        due.slice(0, limit).map(async ({ urn, since }) => {
          const claimed = await redis.ncoviClaim(keyOf(urn), pendingOf(urn), urn, since, now);
          return claimed === 1 ? [urn] : [];
        }),
      );
      return claims.flat();
    },

    async enqueue(urn, messageId) {
      await redis.ncoviEnqueue(keyOf(urn), pendingOf(urn), messageId, THIRTY_DAYS);
    },

    async dequeue(urn, messageId) {
      return (await redis.ncoviDequeue(keyOf(urn), pendingOf(urn), messageId)) || null;
    },
  };
}

/** Each takes KEYS[1], the contact's hash, and KEYS[2], the bucket's unsettled contacts. */
const scripts = {
  // version, conversation, inbound or '', urn, now, seconds to live, 1 to let go what waits, the mark of a version that
  // was recalled as settled and with nothing waiting, or '', the mark of this save
  ncoviSave: `
    local found = redis.call('HMGET', KEYS[1], 'v', 'p', 'm', 'w')
    if (found[1] or '0') ~= ARGV[1] then return 0 end
    if ARGV[8] ~= '' and (found[3] ~= ARGV[8] or (found[2] or '') ~= '' or (found[4] or '') ~= '') then return 0 end
    redis.call('HSET', KEYS[1], 'v', ARGV[1] + 1, 'c', ARGV[2], 'p', ARGV[3], 'm', ARGV[9])
    if ARGV[7] == '1' then redis.call('HDEL', KEYS[1], 'w') end
    redis.call('EXPIRE', KEYS[1], ARGV[6])
    if ARGV[3] ~= '' then redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
    elseif found[2] and found[2] ~= '' then redis.call('ZREM', KEYS[2], ARGV[4]) end
    return 1`,
  // inbound, urn. A contact that expired while unsettled leaves the set too.
  ncoviSettle: `
    local pending = redis.call('HGET', KEYS[1], 'p')
    if pending and pending ~= '' and pending ~= ARGV[1] then return 0 end
    if pending then redis.call('HSET', KEYS[1], 'p', '') end
    return redis.call('ZREM', KEYS[2], ARGV[2])`,
  // urn, the time it was found with, now
  ncoviClaim: `
    if redis.call('ZSCORE', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
    redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
    return 1`,
  // message id, seconds to live
  ncoviEnqueue: `
    local waiting = redis.call('HGET', KEYS[1], 'w') or ''
    if waiting == '' then waiting = ARGV[1]
    elseif string.find('\\n' .. waiting .. '\\n', '\\n' .. ARGV[1] .. '\\n', 1, true) then return 0
    else waiting = waiting .. '\\n' .. ARGV[1] end
    redis.call('HSET', KEYS[1], 'w', waiting)
    redis.call('EXPIRE', KEYS[1], ARGV[2])
    return 1`,
  // message id
  ncoviDequeue: `
    local first, rest = '', {}
    for id in string.gmatch(redis.call('HGET', KEYS[1], 'w') or '', '[^\\n]+') do
      if id ~= ARGV[1] then rest[#rest + 1] = id end
    end
    if #rest > 0 then redis.call('HSET', KEYS[1], 'w', table.concat(rest, '\\n'))
    else redis.call('HDEL', KEYS[1], 'w') end
    return rest[1] or ''`,
};

const keyOf = (urn: Urn): string => `ncovi:{${bucketOf(urn)}}:${urn}`;
const pendingOf = (urn: Urn): string => `ncovi:{${bucketOf(urn)}}:unsettled`;

/** FNV-1a over the UTF-16 units: cheap, and spreads consecutive ids. */
function bucketOf(urn: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < urn.length; i++) hash = Math.imul(hash ^ urn.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}

function pairs(list: string[]): { urn: Urn; since: string }[] {
  const found = [];
  for (let i = 0; i + 1 < list.length; i += 2)
    found.push({ urn: list[i] as Urn, since: String(list[i + 1]) });
  return found;
}

type Keys = [contact: string, unsettled: string];

declare module 'ioredis' {
  interface RedisCommander<Context> {
    ncoviSave(
      ...args: [
        ...Keys,
        version: number,
        body: string,
        inbound: string,
        urn: string,
        now: number,
        ttl: number,
        letGo: 0 | 1,
        expected: string,
        mark: string,
      ]
    ): Result<number, Context>;
    ncoviSettle(...args: [...Keys, inbound: string, urn: string]): Result<number, Context>;
    ncoviClaim(...args: [...Keys, urn: string, since: string, now: number]): Result<number, Context>;
    ncoviEnqueue(...args: [...Keys, messageId: string, ttl: number]): Result<number, Context>;
    ncoviDequeue(...args: [...Keys, messageId: string]): Result<string, Context>;
  }
}
