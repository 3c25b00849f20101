import { beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/send-error.ts';
import { planSends, LATEST } from '../../src/broadcast/send-plan.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis, type RedisServer } from '../support/redis.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';
import { anApproved, becomes, openSending, rowsOf, sendingHooks } from './a-broadcast.ts';
import type { TestChannel } from '../pipeline/a-channel.ts';

/** Most of these moments (ms) in any second, however it begins. */
function mostInASecond(moments: readonly number[]): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? 0) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe('a plan for at most so many messages in every second', () => {
  it('holds for every second, also where messages leave late', () => {
    for (let perSecond = 1; perSecond <= 2_000; perSecond = Math.ceil(perSecond * 1.07)) {
      const { points, ms } = planSends(perSecond);
      const span = 1_000 + LATEST;
      // Messages of one window each are at its start; of more, at its end first and at the starts of those after it.
      const most = points === 1 ? Math.floor(span / ms) + 1 : (Math.ceil(span / ms) + 1) * points;
      expect(most).toBeLessThanOrEqual(perSecond);
      expect(points).toBeGreaterThan(0);
      expect((points * 1_000) / ms).toBeGreaterThan(perSecond >= 10 ? perSecond * 0.7 : 0);
    }
  });
});

describe.skipIf(!hasPostgres() || !hasRedis())('the pace of advisories (needs postgres and redis)', () => {
  let redis: RedisServer;
  let database: TestDatabase;
  let staff: string;
  let telegram: TestChannel;
  const moments: number[] = [];
  const sides = sendingHooks((given) => {
    ({ redis, database, staff, telegram } = given);
  });
  beforeEach(() => {
    moments.length = 0;
    telegram.before = () => {
      moments.push(performance.now());
    };
  });
  const open = async (more: Partial<Parameters<typeof openSending>[0]> = {}) => {
    const side = await openSending({ ...database, redis: redis.url, ...more }, [telegram]);
    sides.push(side);
    return side;
  };
  const subscribe = async (count: number, topic = 'news') => {
    for (let i = 0; i < count; i++)
      await aSubscriber(database.db, `telegram:${topic}${i}`, { topics: [topic] });
  };

  it.each(['Redis', 'Postgres'])(
    'is never above the rate in any second, over two processes on %s',
    async (backend) => {
      await subscribe(100);
      const on = { rates: { telegram: 20 }, ...(backend === 'Postgres' && { redis: null }) };
      await Promise.all([open(on), open(on)]);
      const id = await anApproved(database.db, staff);
      await becomes(database.db, id, 'done');
      expect(moments).toHaveLength(100);
      expect(mostInASecond(moments)).toBeLessThanOrEqual(20);
    },
  );

  it('is the slower one an advisory asks for', async () => {
    await subscribe(30);
    await open();
    const id = await anApproved(database.db, staff, { rate: 5 });
    await becomes(database.db, id, 'done');
    expect(mostInASecond(moments)).toBeLessThanOrEqual(5);
  });

  it('is quiet in every process for as long as a platform asks', async () => {
    await subscribe(60);
    let asked = 0;
    telegram.before = () => {
      moments.push(performance.now());
      if (moments.length !== 20) return;
      asked = performance.now();
      throw new SendError('throttled', 'test', { retryAfter: 3 });
    };
    await Promise.all([open({ rates: { telegram: 50 } }), open({ rates: { telegram: 50 } })]);
    const id = await anApproved(database.db, staff);
    await becomes(database.db, id, 'done');
    expect(Object.values(await rowsOf(database.db, id))).toEqual(Array(60).fill('sent'));
    // What had been let through by then was on its way.
    expect(moments.filter((at) => at > asked + 500 && at < asked + 2_900)).toEqual([]);
  });

  it('lets an urgent advisory go first', async () => {
    // Longer under way than it takes to begin another one.
    await subscribe(400);
    await subscribe(40, 'prevention');
    await open({ rates: { telegram: 30 }, now: () => Date.parse('2020-03-27T03:00:00Z') });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const normal = await anApproved(database.db, staff, { urgency: 'normal', expiresAt });
    await waitFor('the first messages', () => telegram.sent.length > 5);
    const urgent = await anApproved(database.db, staff, { topic: 'prevention', expiresAt });
    await Promise.all([becomes(database.db, urgent, 'done'), becomes(database.db, normal, 'done')]);
    const order = telegram.sent.map(({ urn }) => urn.includes('prevention'));
    const [first, last] = [order.indexOf(true), order.lastIndexOf(true)];
    const between = order.slice(first, last).filter((isUrgent) => !isUrgent);
    // Those in hand when it began.
    expect(between.length).toBeLessThan(20);
    expect(order.slice(last + 1)).not.toHaveLength(0);
  });

  it('sleeps at night unless it is urgent, and goes on in the morning', async () => {
    await subscribe(3);
    await subscribe(2, 'prevention');
    let now = Date.parse('2020-03-27T15:30:00Z');
    const expiresAt = new Date('2020-03-29T00:00:00Z');
    await open({ now: () => now });
    const normal = await anApproved(database.db, staff, { urgency: 'normal', expiresAt });
    const urgent = await anApproved(database.db, staff, { topic: 'prevention', expiresAt });
    await becomes(database.db, urgent, 'done');
    await becomes(database.db, normal, 'sending');
    expect(telegram.sent).toHaveLength(2);
    now = Date.parse('2020-03-27T23:31:00Z');
    await becomes(database.db, normal, 'done');
    expect(telegram.sent).toHaveLength(5);
  });

  it('waits for its time, and for nobody after its end', async () => {
    await subscribe(3);
    let now = Date.parse('2020-03-27T03:00:00Z');
    telegram.before = () => {
      throw new SendError('unavailable', 'test');
    };
    await open({ now: () => now });
    const id = await anApproved(database.db, staff, {
      scheduledAt: new Date('2020-03-27T04:00:00Z'),
      expiresAt: new Date('2020-03-27T06:00:00Z'),
    });
    const late = await anApproved(database.db, staff, { expiresAt: new Date('2020-03-27T02:00:00Z') });
    await becomes(database.db, late, 'done');
    expect(await rowsOf(database.db, id)).toEqual({});
    now = Date.parse('2020-03-27T04:00:00Z');
    await waitFor('a try', async () =>
      Object.values(await rowsOf(database.db, id)).includes('waiting unavailable'),
    );
    now = Date.parse('2020-03-27T06:00:00Z');
    await becomes(database.db, id, 'done');
    const ends = new Set(Object.values(await rowsOf(database.db, id)).map((row) => row.split(' ')[0]));
    expect(ends).toEqual(new Set(['expired']));
  });

  it('lets replies go first that wait for their turn', async () => {
    await subscribe(20);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const { queues } = await open({ deliver: () => released });
    for (let i = 0; i < 20; i++) {
      const message = { id: `m-${i}`, text: 'Dạ', quickReplies: [] };
      await queues.add('deliver', { urn: 'telegram:1', message }, message.id);
    }
    await waitFor('replies that wait', async () => (await queues.backlog()) > 2_000);
    const id = await anApproved(database.db, staff);
    await becomes(database.db, id, 'sending');
    await waitFor('a look at it', async () => (await queues.backlog()) > 5_000);
    expect(telegram.sent).toEqual([]);
    release();
    await becomes(database.db, id, 'done');
    expect(telegram.sent).toHaveLength(20);
  });
});
