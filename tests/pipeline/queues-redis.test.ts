import { idleHandlers } from '../support/idle-handlers.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openQueues } from '../../src/pipeline/queues.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { startStallingProxy } from '../support/stalling-proxy.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { queuesContract } from './queues.contract.ts';
import { testLogger } from '../support/test-logger.ts';

describe.skipIf(!hasRedis())('queues on Redis (needs redis-server)', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  queuesContract(() => ({ redis: server.url }));

  it('puts a payload that is none where failed jobs are kept', async () => {
    const queue = new Queue('declarations', { connection: { url: server.url }, prefix: '{ncovi}' });
    const queues = await openQueues({ redis: server.url }, testLogger());
    await queue.add('declaration', { id: 'poison', name: 'Nguyễn' }, { jobId: 'poison', attempts: 3_000 });
    queues.work(idleHandlers());
    await waitFor('the failed set', async () => (await queues.counts()).declarations['failed'] === 1);
    const [poison] = await queue.getFailed();
    expect(poison?.attemptsMade).toBe(1);
    expect(poison?.failedReason).toContain('not what a job of this name carries: id');
    expect(poison?.failedReason).not.toContain('Nguyễn');
    await poison?.remove();
    await queues.close();
    await queue.close();
  });

  it('says at once that a job could not be added when Redis is away, and works on when it is back', async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const queues = await openQueues({ redis: own.url }, testLogger());
    const [first, second] = [aDeclaration(), aDeclaration()];
    const seen: string[] = [];
    queues.work(
      idleHandlers({
        declaration: ({ id }) => {
          seen.push(id);
          return Promise.resolve();
        },
      }),
    );
    await queues.add('declaration', first, first.id);
    await waitFor('the first job', () => seen.includes(first.id));
    await stopProcess(own.process, 'SIGKILL');
    const began = Date.now();
    await expect(queues.add('declaration', second, second.id)).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(10_000);
    await own.restart();
    await waitFor('adding', async () => {
      await queues.add('declaration', second, second.id);
      return true;
    });
    await waitFor('the second job', () => seen.includes(second.id));
    await queues.close();
  });

  it('works when Redis comes back that was away just when work began', async () => {
    const way = await startStallingProxy(server.port);
    onTestFinished(() => way.close());
    const queues = await openQueues({ redis: `redis://127.0.0.1:${way.port}` }, testLogger());
    const declaration = aDeclaration();
    await queues.add('declaration', declaration, declaration.id);
    way.set('refusing');
    queues.work(idleHandlers());
    await sleep(500);
    way.set('open');
    await waitFor('the job', async () => !(await queues.isLive('declaration', declaration.id)));
    await queues.close();
  });
});
