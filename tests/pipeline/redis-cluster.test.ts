import { Cluster } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedis, pingRedis, redisFaults, type RedisConnection } from '../../src/pipeline/redis.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { aConversation } from '../support/a-conversation.ts';
import { hasRedis } from '../support/redis.ts';
import { startRedisCluster, type RedisClusterServers } from '../support/redis-cluster.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { queuesContract } from './queues.contract.ts';
import { sessionStoreContract } from './session-store.contract.ts';
import { testLogger } from '../support/test-logger.ts';

describe.skipIf(!hasRedis())('a Redis Cluster of three nodes (needs redis-server)', () => {
  let cluster: RedisClusterServers;
  let connections: [RedisConnection, RedisConnection];
  beforeAll(async () => {
    cluster = await startRedisCluster();
    const logger = testLogger();
    connections = [openRedis(cluster.url, logger), openRedis(cluster.url, logger)];
    for (const connection of connections) await waitFor('the cluster', () => pingRedis(connection));
  });
  afterAll(async () => {
    for (const connection of connections) connection.disconnect();
    await cluster.stop();
  });

  describe('conversations', () => {
    sessionStoreContract(() => ({
      ours: createRedisSessions(connections[0]),
      theirs: createRedisSessions(connections[1]),
    }));

    it('are spread over all nodes', async () => {
      const store = createRedisSessions(connections[0]);
      await Promise.all(
        Array.from({ length: 300 }, (_, n) => store.save(0, aConversation(`telegram:spread-${n}`))),
      );
      const [connection] = connections;
      if (!(connection instanceof Cluster)) throw new Error('not a cluster');
      const counts = await Promise.all(
        connection.nodes('master').map(async (node) => (await node.keys('*spread-*')).length),
      );
      expect(counts).toHaveLength(3);
      for (const count of counts) expect(count).toBeGreaterThan(30);
    });
  });

  describe('queues', () => {
    queuesContract(() => ({ redis: cluster.url }));
  });

  it('says what is wrong with any of its nodes', async () => {
    expect(await redisFaults(connections[0])).toEqual([]);
    const [connection] = connections;
    if (!(connection instanceof Cluster)) throw new Error('not a cluster');
    await connection.nodes('master')[1]?.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await redisFaults(connections[0])).toEqual([
      expect.stringContaining('maxmemory-policy noeviction'),
    ]);
    await connection.nodes('master')[1]?.config('SET', 'maxmemory-policy', 'noeviction');
  });

  it('is away while a node is, and works on by itself when it is back', async () => {
    const [, lost] = cluster.nodes;
    const store = createRedisSessions(connections[0]);
    const urns = Array.from({ length: 30 }, (_, n) => `telegram:outage-${n}` as const);
    if (lost === undefined) throw new Error('no second node');
    await stopProcess(lost.process, 'SIGKILL');
    await expect(pingRedis(connections[0])).rejects.toThrow();
    const whileAway = await Promise.allSettled(urns.map((urn) => store.save(0, aConversation(urn))));
    expect(whileAway.some(({ status }) => status === 'rejected')).toBe(true);
    await lost.restart();
    await waitFor('the cluster', () => pingRedis(connections[0]));
    await waitFor('every conversation', async () => {
      for (const urn of urns) {
        const { version } = await store.load(urn);
        if (version === 0) await store.save(0, aConversation(urn));
      }
      return true;
    });
    for (const urn of urns) expect((await store.load(urn)).version).toBe(1);
  });
});
