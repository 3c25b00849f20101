import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Urn } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { aConversation } from '../support/a-conversation.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { sessionStoreContract } from './session-store.contract.ts';

describe.skipIf(!hasRedis())('sessions in Redis (needs redis-server)', () => {
  let server: RedisServer;
  let connections: [Redis, Redis];
  beforeAll(async () => {
    server = await startRedis();
    connections = [new Redis(server.url), new Redis(server.url)];
  });
  afterAll(async () => {
    for (const connection of connections) connection.disconnect();
    await server.stop();
  });

  sessionStoreContract(() => ({
    ours: createRedisSessions(connections[0]),
    theirs: createRedisSessions(connections[1]),
  }));

  describe('what a process saved last', () => {
    let store: SessionStore;
    let other: SessionStore;
    let urn: Urn;
    let n = 0;
    beforeEach(() => {
      store = createRedisSessions(connections[0]);
      other = createRedisSessions(connections[1]);
      urn = `telegram:remembered-${++n}`;
    });
    const next = (inbound: string): Conversation => aConversation(urn, { last: { inbound, effects: [] } });

    it('is recalled as it was saved, once it is settled, and can be saved over', async () => {
      expect(store.recall(urn)).toBeNull();
      await store.save(0, next('in-1'));
      expect(store.recall(urn)).toBeNull();
      await store.settle(urn, 'in-1');
      const recalled = store.recall(urn);
      expect(recalled).toMatchObject({ conversation: next('in-1'), unsettled: false, waiting: [] });
      expect(await store.save(recalled?.version ?? -1, next('in-2'), true)).toBe(true);
      expect(await other.load(urn)).toMatchObject({
        version: 2,
        conversation: next('in-2'),
        unsettled: false,
      });
      expect(store.recall(urn)).toMatchObject({ conversation: next('in-2') });
      expect(other.recall(urn)).toBeNull();
    });

    it.each([
      ['another process saved since', async () => other.save(1, next('theirs'), true)],
      ['a message waits', async () => other.enqueue(urn, 'm-1')],
      ['it is gone', async () => connections[1].del(await keyOf(urn))],
      [
        'it was begun anew and has come as far',
        async () => {
          await connections[1].del(await keyOf(urn));
          await other.save(0, next('theirs'), true);
        },
      ],
      ['its effects are to be done again', async () => connections[1].hset(await keyOf(urn), 'p', 'in-1')],
    ])('is not saved over when %s', async (_what, happens) => {
      await store.save(0, next('in-1'), true);
      const recalled = store.recall(urn);
      await happens();
      expect(await store.save(recalled?.version ?? -1, next('ours'), true)).toBe(false);
      expect((await other.load(urn)).conversation?.last?.inbound).not.toBe('ours');
      expect(store.recall(urn)).toBeNull();
    });

    const keyOf = async (one: Urn): Promise<string> => (await connections[0].keys(`*${one}`))[0] ?? '';
  });

  it('lets a conversation go after 30 days', async () => {
    const urn = 'telegram:expiring';
    await createRedisSessions(connections[0]).save(0, aConversation(urn));
    const [key] = await connections[0].keys(`*${urn}`);
    expect(await connections[0].ttl(key ?? '')).toBeGreaterThan(29 * 24 * 3600);
  });
});
