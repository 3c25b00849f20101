import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('lets a conversation go after 30 days', async () => {
    const urn = 'telegram:expiring';
    await createRedisSessions(connections[0]).save(0, aConversation(urn));
    const [key] = await connections[0].keys(`*${urn}`);
    expect(await connections[0].ttl(key ?? '')).toBeGreaterThan(29 * 24 * 3600);
  });
});
