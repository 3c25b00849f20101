import { describe, expect, it, onTestFinished } from 'vitest';
import { openRedis, redisFaults } from '../../src/pipeline/redis.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { testLogger } from '../support/test-logger.ts';

describe.skipIf(!hasRedis())('the connection to Redis (needs redis-server)', () => {
  const open = async (extra: string[]) => {
    const server = await startRedis(extra);
    const redis = openRedis(server.url, testLogger());
    onTestFinished(async () => {
      redis.disconnect();
      await server.stop();
    });
    await waitFor('Redis', () => redis.ping());
    return { server, redis };
  };

  it('is silent about a Redis that writes everything down and throws nothing away', async () => {
    expect(await redisFaults((await open([])).redis)).toEqual([]);
  });

  it('says what is wrong with one that does not', async () => {
    const { redis } = await open(['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru']);
    expect(await redisFaults(redis)).toEqual([
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('maxmemory-policy noeviction (it is allkeys-lru)'),
    ]);
  });

  it('fails at once while Redis is away, and works when it is back', async () => {
    const { server, redis } = await open([]);
    await stopProcess(server.process, 'SIGKILL');
    const began = Date.now();
    await expect(redis.get('x')).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(2_500);
    await server.restart();
    await waitFor('Redis', () => redis.ping());
  });
});
