import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubscriptionChange } from '../../src/dialogue/topics.ts';
import { noteVisit } from '../../src/storage/campaign-visits.ts';
import { changeSubscription, noteHeard, type Heard } from '../../src/storage/subscriptions.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('subscriptions (needs postgres)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const at = (minute: number) => Date.UTC(2020, 2, 27, 1, minute);
  const aChange = (changes: Partial<SubscriptionChange>): SubscriptionChange => ({
    ...{ id: randomUUID(), urn: 'telegram:1', language: 'vi', at: at(0), action: 'start', topics: ['news'] },
    ...{ notice: '', words: 'nhận tin' },
    ...changes,
  });
  const heard = (urn: string, minute: number, more: Partial<Heard> = {}): Heard => ({
    ...{ urn, language: 'vi', heardAt: new Date(at(minute)), stoppedAt: null, follows: false },
    ...more,
  });
  const subscriber = (urn: string) =>
    database.db.selectFrom('subscribers').selectAll().where('urn', '=', urn).executeTakeFirst();

  it('is what was said last of each topic, however often and in whatever order it comes', async () => {
    const urn = 'telegram:7' as const;
    const changes = [
      aChange({ urn, topics: ['news', 'prevention', 'area', 'daily'] }),
      aChange({ urn, at: at(1), action: 'stop', topics: ['news', 'daily'] }),
      aChange({ urn, at: at(2), topics: ['daily'] }),
    ];
    for (const change of [...changes.toReversed(), ...changes])
      await changeSubscription(database.db, change, null);
    expect((await subscriber(urn))?.topics).toEqual(['prevention', 'area', 'daily']);
    await changeSubscription(
      database.db,
      aChange({ urn, at: at(3), action: 'stop', topics: ['news', 'prevention', 'area', 'daily'] }),
      null,
    );
    expect(await subscriber(urn)).toMatchObject({ topics: [], channel: 'telegram' });
  });

  it('brings with it who follows, in what language they are and when they were heard: of the latest', async () => {
    const urn = 'zalo-oa:7' as const;
    for (const latest of [
      heard(urn, 0),
      heard(urn, 2, { language: 'en', follows: true }),
      heard(urn, 1, { stoppedAt: new Date(at(1)) }),
    ]) {
      await changeSubscription(database.db, aChange({ urn }), latest);
    }
    expect(await subscriber(urn)).toMatchObject({
      ...{ follows: true, language: 'en', heard_at: new Date(at(2)), stopped_at: null },
    });
  });

  it('keeps every consent and every stop as proof that nobody can change', async () => {
    const change = aChange({ urn: 'telegram:8', notice: 'a'.repeat(64), words: '!subscribe:news' });
    await changeSubscription(database.db, change, null);
    const events = database.db.selectFrom('subscription_events').selectAll().where('urn', '=', change.urn);
    expect(await events.execute()).toMatchObject([
      { action: 'start', notice: change.notice, topics: ['news'] },
    ]);
    await expect(
      database.db.deleteFrom('subscription_events').where('urn', '=', change.urn).execute(),
    ).rejects.toThrow('append-only');
  });

  it('notes when subscribers were heard, that they left and came back, and nothing of anybody else', async () => {
    const urn = 'telegram:9' as const;
    await changeSubscription(database.db, aChange({ urn }), heard(urn, 0));
    const left = { language: 'en', stoppedAt: new Date(at(9)) };
    await noteHeard(database.db, [heard(urn, 9, left), heard('telegram:10', 9, left)]);
    expect(await subscriber(urn)).toMatchObject({ language: 'en', stopped_at: new Date(at(9)) });
    await noteHeard(database.db, [heard(urn, 5)]);
    expect((await subscriber(urn))?.stopped_at).toEqual(new Date(at(9)));
    await noteHeard(database.db, [heard(urn, 10, { follows: true })]);
    expect(await subscriber(urn)).toMatchObject({
      heard_at: new Date(at(10)),
      stopped_at: null,
      follows: true,
    });
    expect(await subscriber('telegram:10')).toBeUndefined();
  });

  it('hears of leaving after subscribing however late both are worked on, and takes subscribing for being back', async () => {
    const urn = 'zalo-oa:9' as const;
    await changeSubscription(database.db, aChange({ urn, at: at(20) }), heard(urn, 1));
    await noteHeard(database.db, [heard(urn, 1, { stoppedAt: new Date(at(2)) })]);
    const left = { heard_at: new Date(at(1)), stopped_at: new Date(at(2)) };
    expect(await subscriber(urn)).toMatchObject(left);
    await changeSubscription(database.db, aChange({ urn, at: at(21) }), heard(urn, 1));
    expect(await subscriber(urn)).toMatchObject(left);
    await changeSubscription(database.db, aChange({ urn, at: at(22) }), heard(urn, 3));
    expect(await subscriber(urn)).toMatchObject({ heard_at: new Date(at(3)), stopped_at: null });
  });

  it('knows of whoever left before it was worked on', async () => {
    const urn = 'zalo-oa:11' as const;
    const left = heard(urn, 1, { stoppedAt: new Date(at(2)) });
    await noteHeard(database.db, [left]);
    await changeSubscription(database.db, aChange({ urn }), left);
    expect(await subscriber(urn)).toMatchObject({ stopped_at: new Date(at(2)) });
  });

  it('lets a platform’s refusal stand until something newer is heard', async () => {
    const urn = 'telegram:12' as const;
    await changeSubscription(database.db, aChange({ urn }), heard(urn, 0));
    await database.db
      .updateTable('subscribers')
      .set({ stopped_at: new Date(at(3)) })
      .where('urn', '=', urn)
      .execute();
    await noteHeard(database.db, [heard(urn, 2)]);
    expect((await subscriber(urn))?.stopped_at).toEqual(new Date(at(3)));
    await noteHeard(database.db, [heard(urn, 4)]);
    expect((await subscriber(urn))?.stopped_at).toBeNull();
  });

  it('counts nobody who came by a link that was never made', async () => {
    await noteVisit(database.db, { urn: 'telegram:9', code: 'nothing', step: 'came', at: new Date(at(0)) });
    expect(await database.db.selectFrom('campaign_visits').selectAll().execute()).toEqual([]);
  });
});
