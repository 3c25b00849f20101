import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { MsgOut } from '../../src/dialogue/message.ts';
import { Hopeless, NotYet, type Handlers } from '../../src/pipeline/jobs.ts';
import type { QueuePlace } from '../../src/pipeline/queue-backing.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { waitFor } from '../support/wait-for.ts';
import { testLogger } from '../support/test-logger.ts';

/** What the queues do on either backend. */
export function queuesContract(place: () => QueuePlace): void {
  const open: Queues[] = [];
  const openOne = async () => {
    const queues = await openQueues(place(), testLogger());
    open.push(queues);
    return queues;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queues) => queues.close()));
  });
  const handlers = (some: Partial<Handlers>): Handlers => ({
    declaration: () => Promise.resolve(),
    deliver: () => Promise.resolve(),
    remind: () => Promise.resolve(),
    tell: () => Promise.resolve(),
    broadcast: () => Promise.resolve(),
    ...some,
  });

  it('carries a declaration from one process to another, whole', async () => {
    const declaration = aDeclaration();
    const seen: unknown[] = [];
    const [adding, working] = [await openOne(), await openOne()];
    await adding.add('declaration', declaration, declaration.id);
    working.work(
      handlers({
        declaration: (payload) => {
          seen.push(payload);
          return Promise.resolve();
        },
      }),
    );
    await waitFor('the job', () => seen.length === 1);
    expect(seen).toEqual([declaration]);
    await waitFor('its end', async () => !(await adding.isLive('declaration', declaration.id)));
  });

  it('takes a job with an id that is there already as the same job', async () => {
    const queues = await openOne();
    const declaration = aDeclaration();
    for (let i = 0; i < 5; i++) await queues.add('declaration', declaration, declaration.id);
    expect((await queues.counts()).declarations['waiting']).toBe(1);
    let worked = 0;
    queues.work(
      handlers({
        declaration: () => {
          worked++;
          return Promise.resolve();
        },
      }),
    );
    await waitFor('the job', async () => !(await queues.isLive('declaration', declaration.id)));
    expect(worked).toBe(1);
  });

  it('refuses a payload that is none before it is queued', async () => {
    const queues = await openOne();
    const wrong = { ...aDeclaration(), id: 'not a uuid' };
    await expect(queues.add('declaration', wrong, wrong.id)).rejects.toThrow();
  });

  it('tries again what failed, keeps what is hopeless where it can be seen, and says nobody’s words', async () => {
    const queues = await openOne();
    let attempts = 0;
    queues.work(
      handlers({
        deliver: ({ message }) => {
          attempts++;
          if (message.text === 'hopeless') return Promise.reject(new Hopeless('refused'));
          return attempts < 2 ? Promise.reject(new Error('no network')) : Promise.resolve();
        },
      }),
    );
    const again = aMessage('again');
    await queues.add('deliver', { urn: 'telegram:1', message: again }, again.id);
    await waitFor('the second attempt', async () => !(await queues.isLive('deliver', again.id)));
    expect(attempts).toBe(2);

    const before = (await queues.counts()).deliveries['failed'] ?? 0;
    const hopeless = aMessage('hopeless');
    await queues.add('deliver', { urn: 'telegram:1', message: hopeless }, hopeless.id);
    await waitFor('the failed set', async () => (await queues.counts()).deliveries['failed'] === before + 1);
    expect(await queues.isLive('deliver', hopeless.id)).toBe(false);
  });

  it('lets a job wait for its turn, and hurries it', async () => {
    const queues = await openOne();
    const message = aMessage('later');
    let turn = false;
    let worked = false;
    queues.work(
      handlers({
        deliver: () => {
          if (!turn) return Promise.reject(new NotYet(60_000, () => Promise.resolve(turn)));
          worked = true;
          return Promise.resolve();
        },
      }),
    );
    await queues.add('deliver', { urn: 'telegram:1', message }, message.id);
    await waitFor('its postponement', async () => (await queues.counts()).deliveries['delayed'] === 1);
    expect(await queues.isLive('deliver', message.id)).toBe(true);
    turn = true;
    await queues.hurry('deliver', message.id);
    await waitFor('the job', () => worked, { timeout: 5_000 });
  });

  it('carries characters Postgres refuses, without them', async () => {
    const queues = await openOne();
    const message = aMessage('a\u0000b \ud83d');
    const seen: string[] = [];
    queues.work(
      handlers({
        deliver: (payload) => {
          seen.push(payload.message.text);
          return Promise.resolve();
        },
      }),
    );
    await queues.add('deliver', { urn: 'telegram:1', message }, message.id);
    await waitFor('the job', () => seen.length === 1);
    expect(seen).toEqual(['ab \ufffd']);
  });
}

const aMessage = (text: string): MsgOut => ({ id: `m:${randomUUID()}`, text, quickReplies: [] });
