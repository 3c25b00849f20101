import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse, type Converse } from '../../src/pipeline/converse.ts';
import { createCarryOut } from '../../src/pipeline/effects.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { testLogger } from '../support/test-logger.ts';
import { aChannel } from './a-channel.ts';
import { decide, newUrn, says } from './a-dialogue.ts';

describe.skipIf(!hasRedis())('two processes that each remember (needs redis-server)', () => {
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

  const aProcess = (redis: Redis): Converse => {
    const store = createRedisSessions(redis);
    const channels = new Map([['telegram' as const, aChannel('telegram')]]);
    const common = { store, channels, metrics: createMetrics(), logger: testLogger() };
    const carryOut = createCarryOut({ ...common, queues: { add: () => Promise.resolve() } });
    return createConverse({ ...common, decide, carryOut, planReminder: () => Promise.resolve() });
  };

  it('take the messages of one person in turn as if they were one', async () => {
    const processes = connections.map(aProcess);
    const urn = newUrn();
    const told: unknown[] = [];
    for (const [n, at] of [0, 0, 1, 1, 0, 1, 0, 0, 0, 1].entries()) {
      const message = says(urn, `m${n}`);
      const answer = await processes[at]?.converse('telegram', message);
      // Delivered again, to the other one.
      expect(await processes[1 - at]?.converse('telegram', message)).toEqual(answer);
      told.push(answer?.inline);
    }
    expect(told).toEqual(Array.from({ length: 10 }, (_, n) => ({ inline: `${n + 1}.1 m${n}` })));
  });

  it('know an old message again that the other one worked on', async () => {
    const [one, two] = connections.map(aProcess);
    const urn = newUrn();
    const [first, second] = [says(urn, 'a'), says(urn, 'b')];
    await one?.converse('telegram', first);
    await two?.converse('telegram', second);
    expect(await one?.converse('telegram', first)).toEqual({ inline: null });
    expect(await one?.converse('telegram', second)).toEqual({ inline: { inline: '2.1 b' } });
  });
});
