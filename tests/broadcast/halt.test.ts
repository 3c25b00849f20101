import { describe, expect, it } from 'vitest';
import { LAST, markOf, whyHalt } from '../../src/broadcast/halt.ts';
import { SendError, type SendFailure } from '../../src/channels/send-error.ts';
import { noteOutcomes } from '../../src/storage/recent-outcomes.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis, type RedisServer } from '../support/redis.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';
import { anApproved, becomes, openSending, rowsOf, statusOf, sendingHooks } from './a-broadcast.ts';
import type { TestChannel } from '../pipeline/a-channel.ts';

describe('what stops an advisory', () => {
  it.each([
    ['f'.repeat(40) + '.'.repeat(160), null],
    ['.'.repeat(159) + 'f'.repeat(41), 'failures'],
    ['s'.repeat(100) + '.'.repeat(100), null],
    ['s'.repeat(101), 'stopped'],
    ['', null],
  ])('%s: %s', (last, why) => {
    expect(whyHalt(last)).toBe(why);
  });

  it('is what became of a message for good', () => {
    const person = '';
    const mark = (status: 'sent' | 'failed' | 'unknown' | 'skipped' | 'waiting' | 'moved', reason = '') =>
      markOf({ outcome: { person, status, reason } });
    expect([mark('sent'), mark('unknown', 'no-answer'), mark('failed', 'refused')]).toEqual(['.', '.', 'f']);
    expect([mark('skipped', 'billed'), mark('waiting', 'throttled'), mark('moved')]).toEqual(['', '', '']);
    expect(markOf({ outcome: { person, status: 'moved' }, stopped: 'telegram:1' })).toBe('s');
  });
});

describe.skipIf(!hasPostgres() || !hasRedis())('halting (needs postgres and redis)', () => {
  let redis: RedisServer;
  let database: TestDatabase;
  let staff: string;
  let telegram: TestChannel;
  let zalo: TestChannel;
  const sides = sendingHooks((given) => {
    ({ redis, database, staff, telegram, zalo } = given);
  });
  const open = async () => {
    const side = await openSending({ ...database, redis: redis.url, rates: { telegram: 100 } }, [
      telegram,
      zalo,
    ]);
    sides.push(side);
  };
  const subscribe = async (count: number) => {
    for (let i = 0; i < count; i++) await aSubscriber(database.db, `telegram:${1000 + i}`);
  };
  const fail = (code: SendFailure, share: number) => {
    telegram.before = (urn) => {
      if (Number(urn.slice(-2)) < share) throw new SendError(code, 'test');
    };
  };
  const countOf = async (id: string, status: string) =>
    Object.values(await rowsOf(database.db, id)).filter((one) => one.startsWith(status)).length;

  it('comes when too many fail over all processes, though in none of them, and begins anew when resumed', async () => {
    const { db } = database;
    await subscribe(300);
    // 75 in all: among four processes no single one sees so many as stop an advisory.
    fail('refused', 25);
    await Promise.all([open(), open(), open(), open()]);
    const id = await anApproved(db, staff);
    await becomes(db, id, 'halted');
    expect(await statusOf(db, id)).toEqual({ status: 'halted', reason: 'failures' });
    await waitFor('nothing in hand', async () => (await countOf(id, 'sending')) === 0);
    expect(await countOf(id, 'failed refused')).toBeGreaterThan(40);
    expect(await countOf(id, 'waiting')).toBeGreaterThan(0);
    expect(await noteOutcomes(db, id, 'f'.repeat(LAST), LAST)).toBe('');
    telegram.before = () => undefined;
    await db.updateTable('advisories').set({ status: 'sending' }).where('id', '=', id).execute();
    await becomes(db, id, 'done');
    expect(await noteOutcomes(db, id, '.', LAST)).toBe('');
  });

  it('comes when too many have left, and not before', async () => {
    const { db } = database;
    await subscribe(200);
    fail('stopped', 50);
    await open();
    const calm = await anApproved(db, staff);
    await becomes(db, calm, 'done');
    expect(await countOf(calm, 'failed stopped')).toBe(100);
    await db.updateTable('subscribers').set({ stopped_at: null }).execute();
    fail('stopped', 100);
    const stopped = await anApproved(db, staff);
    await becomes(db, stopped, 'halted');
    expect(await statusOf(db, stopped)).toEqual({ status: 'halted', reason: 'stopped' });
  });

  it('keeps only the newest marks, whoever adds them', async () => {
    const { db } = database;
    const id = await anApproved(db, staff);
    await db.updateTable('advisories').set({ status: 'sending' }).where('id', '=', id).execute();
    expect(await noteOutcomes(db, id, 'f'.repeat(250), LAST)).toBe('f'.repeat(LAST));
    await Promise.all(Array.from({ length: 8 }, () => noteOutcomes(db, id, '.'.repeat(25), LAST)));
    expect(await noteOutcomes(db, id, 's', LAST)).toBe('.'.repeat(LAST - 1) + 's');
  });
});
