import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubscriptionChange } from '../../src/dialogue/topics.ts';
import { noteVisit } from '../../src/storage/campaign-visits.ts';
import { changeSubscription, noteHeard } from '../../src/storage/subscriptions.ts';
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
  const subscriber = (urn: string) =>
    database.db.selectFrom('subscribers').selectAll().where('urn', '=', urn).executeTakeFirst();

  it('is what was said last of each topic, however often and in whatever order it comes', async () => {
    const urn = 'telegram:7' as const;
    const changes = [
      aChange({ urn, topics: ['news', 'prevention', 'area', 'daily'] }),
      aChange({ urn, at: at(1), action: 'stop', topics: ['news', 'daily'] }),
      aChange({ urn, at: at(2), topics: ['daily'] }),
    ];
    for (const change of [...changes.toReversed(), ...changes]) await changeSubscription(database.db, change);
    expect((await subscriber(urn))?.topics).toEqual(['prevention', 'area', 'daily']);
    await changeSubscription(
      database.db,
      aChange({ urn, at: at(3), action: 'stop', topics: ['news', 'prevention', 'area', 'daily'] }),
    );
    expect(await subscriber(urn)).toMatchObject({
      topics: [],
      channel: 'telegram',
      heard_at: new Date(at(3)),
    });
  });

  it('knows from it who follows, in what language they are and when they were heard: of the latest', async () => {
    const urn = 'zalo-oa:7' as const;
    const changes = [
      aChange({ urn }),
      aChange({ urn, at: at(2), language: 'en', follows: true }),
      aChange({ urn, at: at(1), action: 'stop' }),
    ];
    for (const change of changes) await changeSubscription(database.db, change);
    expect(await subscriber(urn)).toMatchObject({ follows: true, language: 'en', heard_at: new Date(at(2)) });
  });

  it('keeps every consent and every stop as proof that nobody can change', async () => {
    const change = aChange({ urn: 'telegram:8', notice: 'a'.repeat(64), words: '!subscribe:news' });
    await changeSubscription(database.db, change);
    const events = database.db.selectFrom('subscription_events').selectAll().where('urn', '=', change.urn);
    expect(await events.execute()).toMatchObject([
      { action: 'start', notice: change.notice, topics: ['news'] },
    ]);
    await expect(
      database.db.deleteFrom('subscription_events').where('urn', '=', change.urn).execute(),
    ).rejects.toThrow('append-only');
  });

  it('notes when subscribers were heard, that they left and came back, and nothing of anybody else', async () => {
    await changeSubscription(database.db, aChange({ urn: 'telegram:9' }));
    const heard = {
      ...{ urn: 'telegram:9', language: 'en', heardAt: new Date(at(9)), stoppedAt: new Date(at(9)) },
      follows: false,
    };
    const stranger = { ...heard, urn: 'telegram:10' };
    await noteHeard(database.db, [heard, stranger]);
    expect(await subscriber('telegram:9')).toMatchObject({ language: 'en', stopped_at: new Date(at(9)) });
    await noteHeard(database.db, [{ ...heard, heardAt: new Date(at(5)), stoppedAt: null }]);
    expect((await subscriber('telegram:9'))?.stopped_at).toEqual(new Date(at(9)));
    await noteHeard(database.db, [{ ...heard, heardAt: new Date(at(10)), stoppedAt: null, follows: true }]);
    expect(await subscriber('telegram:9')).toMatchObject({
      heard_at: new Date(at(10)),
      stopped_at: null,
      follows: true,
    });
    expect(await subscriber('telegram:10')).toBeUndefined();
  });

  it('hears of leaving right after subscribing, and takes subscribing for being back', async () => {
    const urn = 'zalo-oa:9' as const;
    // We hear of what was said a moment later.
    await changeSubscription(database.db, aChange({ urn, at: at(1) + 40 }));
    const said = { urn, language: 'vi', heardAt: new Date(at(1)), stoppedAt: null, follows: false };
    await noteHeard(database.db, [{ ...said, stoppedAt: new Date(at(2)) }]);
    const left = { heard_at: new Date(at(1) + 40), stopped_at: new Date(at(2)) };
    expect(await subscriber(urn)).toMatchObject(left);
    await changeSubscription(database.db, aChange({ urn, at: at(1) + 50 }));
    expect(await subscriber(urn)).toMatchObject(left);
    await changeSubscription(database.db, aChange({ urn, at: at(3) + 40 }));
    await noteHeard(database.db, [{ ...said, heardAt: new Date(at(3)) }]);
    expect(await subscriber(urn)).toMatchObject({ heard_at: new Date(at(3) + 40), stopped_at: null });
  });

  it('counts nobody who came by a link that was never made', async () => {
    await noteVisit(database.db, { urn: 'telegram:9', code: 'nothing', step: 'came', at: new Date(at(0)) });
    expect(await database.db.selectFrom('campaign_visits').selectAll().execute()).toEqual([]);
  });
});
