import { describe, expect, it } from 'vitest';
import { SendError, type SendFailure } from '../../src/channels/send-error.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import { outcomesOf, outcomesByArea, paceOf, retryFailed } from '../../src/storage/advisory-report.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { giveUpLost } from '../../src/storage/deliveries.ts';
import { freezeAudience } from '../../src/storage/freeze-audience.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { anOfficer } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis, type RedisServer } from '../support/redis.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';
import { anApproved, becomes, openSending, rowsOf, sendingHooks } from './a-broadcast.ts';
import type { TestChannel } from '../pipeline/a-channel.ts';

describe.skipIf(!hasPostgres() || !hasRedis())('sending an advisory (needs postgres and redis)', () => {
  let redis: RedisServer;
  let database: TestDatabase;
  let staff: string;
  let telegram: TestChannel;
  let zalo: TestChannel;
  const sides = sendingHooks((given) => {
    ({ redis, database, staff, telegram, zalo } = given);
  });
  const open = async (more: Partial<Parameters<typeof openSending>[0]> = {}) => {
    const side = await openSending({ ...database, redis: redis.url, ...more }, [telegram, zalo]);
    sides.push(side);
  };
  const subscribe = async (count: number, from = 0) => {
    for (let i = from; i < from + count; i++) await aSubscriber(database.db, `telegram:${1000 + i}`);
  };
  const setStatus = (id: string, status: 'paused' | 'sending' | 'cancelled') =>
    database.db.updateTable('advisories').set({ status }).where('id', '=', id).execute();
  const failing = (of: Partial<Record<Urn, SendFailure>>) => (urn: Urn) => {
    const code = of[urn];
    if (code !== undefined) throw new SendError(code, 'test');
  };
  const counted = (rows: Record<string, string>) => {
    const counts: Partial<Record<string, number>> = {};
    for (const status of Object.values(rows)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it('reaches everybody once, by several processes, in their language, with how to stop', async () => {
    await subscribe(300);
    await aSubscriber(database.db, 'zalo-oa:1', { language: 'en' });
    await aSubscriber(database.db, 'zalo-oa:2', { language: 'km' });
    await Promise.all([open(), open()]);
    const texts = { vi: 'Rửa tay nhé.', en: 'Wash your hands.' };
    const id = await anApproved(database.db, staff, { texts, link: 'https://ncov.moh.gov.vn/' });
    await becomes(database.db, id, 'done');
    expect(telegram.sent).toHaveLength(300);
    expect(new Set(telegram.sent.map(({ urn }) => urn)).size).toBe(300);
    expect(Object.fromEntries(zalo.sent.map(({ urn, text }) => [urn, text]))).toEqual({
      'zalo-oa:1':
        'Wash your hands.\n\nhttps://ncov.moh.gov.vn/\n\nTo receive no more of these, please write STOP.',
      'zalo-oa:2': 'Rửa tay nhé.\n\nhttps://ncov.moh.gov.vn/\n\nKhông muốn nhận tin này nữa, xin nhắn DỪNG.',
    });
    const seen = await asStaff(database.db, staff, async (tx) => ({
      outcomes: await outcomesOf(tx, id),
      areas: await outcomesByArea(tx, id, []),
      pace: await paceOf(tx, id, new Date(0)),
    }));
    expect(seen.outcomes.map(({ channel, status, persons }) => [channel, status, persons])).toEqual([
      ['telegram', 'sent', 300],
      ['zalo-oa', 'sent', 2],
    ]);
    expect(seen.areas).toEqual([{ code: null, status: 'sent', persons: 302 }]);
    expect(seen.pace.reduce((sum, { sent }) => sum + sent, 0)).toBe(302);
    const other = await anOfficer(database.db, ['75']);
    expect(await asStaff(database.db, other, (tx) => outcomesOf(tx, id))).toEqual([]);
  });

  it('pauses, resumes, and lets all go that still wait when it is cancelled', async () => {
    await subscribe(200);
    await open({ rates: { telegram: 40 } });
    const id = await anApproved(database.db, staff);
    await waitFor('the first messages', () => telegram.sent.length > 5);
    await setStatus(id, 'paused');
    await waitFor(
      'nothing in hand',
      async () => counted(await rowsOf(database.db, id))['sending'] === undefined,
    );
    const paused = telegram.sent.length;
    expect(paused).toBeLessThan(200);
    await setStatus(id, 'sending');
    await waitFor('more messages', () => telegram.sent.length > paused + 5);
    await setStatus(id, 'cancelled');
    await waitFor('the end', async () => {
      const { waiting, sending } = counted(await rowsOf(database.db, id));
      return waiting === undefined && sending === undefined;
    });
    const rows = counted(await rowsOf(database.db, id));
    expect(rows).toEqual({ sent: telegram.sent.length, cancelled: 200 - telegram.sent.length });
    expect(rows['cancelled']).toBeGreaterThan(0);
  });

  it('sends nothing to who stopped or left after the audience was frozen', async () => {
    const { db } = database;
    await subscribe(4);
    const id = await anApproved(db, staff, { scheduledAt: null });
    await db.updateTable('advisories').set({ status: 'freezing' }).where('id', '=', id).execute();
    await freezeAudience(db, id);
    await db.updateTable('subscribers').set({ topics: [] }).where('urn', '=', 'telegram:1000').execute();
    await db
      .updateTable('subscribers')
      .set({ stopped_at: new Date() })
      .where('urn', '=', 'telegram:1001')
      .execute();
    await db.deleteFrom('subscribers').where('urn', '=', 'telegram:1002').execute();
    await open();
    await becomes(db, id, 'done');
    expect(await rowsOf(db, id)).toEqual({
      'telegram:1000': 'skipped unsubscribed',
      'telegram:1001': 'skipped stopped',
      'telegram:1002': 'skipped unsubscribed',
      'telegram:1003': 'sent',
    });
    expect(telegram.sent.map(({ urn }) => urn)).toEqual(['telegram:1003']);
  });

  it('writes to the other chat, once, when the first one takes nothing any more', async () => {
    const { db } = database;
    const [reached, lost] = ['5f0c0a5e-6a2b-4b52-9b0a-0d3f2a8c1e11', '5f0c0a5e-6a2b-4b52-9b0a-0d3f2a8c1e12'];
    const earlier = new Date(Date.now() - 60_000);
    for (const [n, person] of [reached, lost].entries()) {
      await aSubscriber(db, `telegram:${n}`, { person });
      await aSubscriber(db, `zalo-oa:${n}`, { person, heard_at: earlier });
    }
    telegram.before = failing({ 'telegram:0': 'stopped', 'telegram:1': 'refused' });
    zalo.before = failing({ 'zalo-oa:1': 'stopped' });
    await open();
    const id = await anApproved(db, staff);
    await becomes(db, id, 'done');
    expect(await rowsOf(db, id)).toEqual({ 'zalo-oa:0': 'sent', 'zalo-oa:1': 'failed stopped' });
    const stopped = await db
      .selectFrom('subscribers')
      .select('urn')
      .where('stopped_at', 'is not', null)
      .orderBy('urn')
      .execute();
    expect(stopped.map(({ urn }) => urn)).toEqual(['telegram:0', 'zalo-oa:1']);
  });

  it('asks nobody to pay unless it was agreed, and does not try what Zalo refuses', async () => {
    const { db } = database;
    zalo.window = (heardAt) => (heardAt < 1_000 ? 'closed' : heardAt < 2_000 ? 'billed' : 'free');
    for (const [n, at] of [500, 1_500, 2_500].entries()) {
      await aSubscriber(db, `zalo-oa:${n}`, { heard_at: new Date(at) });
    }
    await open();
    const free = await anApproved(db, staff);
    await becomes(db, free, 'done');
    expect(await rowsOf(db, free)).toEqual({
      'zalo-oa:0': 'skipped window-closed',
      'zalo-oa:1': 'skipped billed',
      'zalo-oa:2': 'sent',
    });
    const paid = await anApproved(db, staff, { billed: true });
    await becomes(db, paid, 'done');
    expect(await rowsOf(db, paid)).toMatchObject({
      'zalo-oa:0': 'skipped window-closed',
      'zalo-oa:1': 'sent',
    });
  });

  it('tries again what did not arrive, never what may have, and only failures that can pass when asked', async () => {
    const { db } = database;
    await subscribe(4);
    const tries = new Map<Urn, number>();
    telegram.before = (urn) => {
      const count = (tries.get(urn) ?? 0) + 1;
      tries.set(urn, count);
      if (urn === 'telegram:1000' && count === 1) throw new SendError('unavailable', 'test');
      if (urn === 'telegram:1001') throw new SendError('unavailable', 'test', { maybeSent: true });
      if (urn === 'telegram:1002' && count === 1) throw new SendError('misconfigured', 'test');
      if (urn === 'telegram:1003') throw new SendError('refused', 'test');
    };
    await open();
    const id = await anApproved(db, staff);
    await becomes(db, id, 'done');
    const rows = {
      'telegram:1000': 'sent',
      'telegram:1001': 'unknown no-answer',
      'telegram:1002': 'failed misconfigured',
      'telegram:1003': 'failed refused',
    };
    expect(await rowsOf(db, id)).toEqual(rows);
    expect(await asStaff(db, staff, (tx) => retryFailed(tx, id))).toBe(1);
    await becomes(db, id, 'done');
    await waitFor('the retry', async () => (await rowsOf(db, id))['telegram:1002'] === 'sent');
    expect(await rowsOf(db, id)).toEqual({ ...rows, 'telegram:1002': 'sent' });
    expect(Object.fromEntries(tries)).toEqual({
      'telegram:1000': 2,
      'telegram:1001': 1,
      'telegram:1002': 2,
      'telegram:1003': 1,
    });
  });

  it('gives up what a dead process held, and corrects it when the process was not dead', async () => {
    const { db } = database;
    await subscribe(1);
    let arrive: () => void = () => undefined;
    telegram.before = () => new Promise((resolve) => (arrive = resolve));
    await open();
    const id = await anApproved(db, staff);
    await waitFor('a send', async () => (await rowsOf(db, id))['telegram:1000'] === 'sending');
    expect(await giveUpLost(db, 60_000)).toBe(0);
    expect(await giveUpLost(db, 0)).toBe(1);
    expect(await rowsOf(db, id)).toEqual({ 'telegram:1000': 'unknown lost' });
    await becomes(db, id, 'done');
    arrive();
    await waitFor('the correction', async () => (await rowsOf(db, id))['telegram:1000'] === 'sent');
    expect(telegram.sent).toHaveLength(1);
  });
});
