import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdvisory, type AdvisoryDraft } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { countAudience, freezeAudience } from '../../src/storage/freeze-audience.ts';
import { mergePersons } from '../../src/storage/persons.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { aDraft, aSubscriber } from '../support/a-subscriber.ts';
import { aMember, anOfficer, aUnit, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const commune = ['75', '731', '26011'];
const elsewhere = ['01', '001', '00001'];

describe.skipIf(!hasPostgres())('the audience of an advisory (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let nation: string;
  let province: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    await someAreas(db, [commune, elsewhere]);
    nation = await anOfficer(db, [], { takesUnplaced: true });
    province = await anOfficer(db, ['75']);
    const person = async (name: string, path: readonly string[], changes: object = {}) => {
      const id = randomUUID();
      await db
        .insertInto('persons')
        .values(aPersonRow(id, path, { name_folded: name, ...changes }))
        .execute();
      return id;
    };
    // Two chats of a person found to be the same, heard at different times.
    const [kept, duplicate] = [await person('kept', commune), await person('duplicate', commune)];
    await aSubscriber(db, 'telegram:1', { person: kept, heard_at: hoursAgo(5) });
    await aSubscriber(db, 'zalo-oa:1', { person: duplicate, heard_at: hoursAgo(1) });
    expect(await asStaff(db, nation, (tx) => mergePersons(tx, duplicate, kept))).toBe(true);
    // The same phone, year of birth and name on three platforms: never merged, still one.
    const same = { phone: '+84901234567', birth_year: 1970 };
    for (const [urn, hours] of [
      ['telegram:2', 1],
      ['zalo-oa:2', 60],
      ['zalo-bot:2', 90],
    ] as const) {
      await aSubscriber(db, urn, {
        person: await person('le van tam', commune, same),
        heard_at: hoursAgo(hours),
      });
    }
    // The same name and phone, born another year: a child with the parent's phone.
    await aSubscriber(db, 'telegram:3', {
      person: await person('le van tam', commune, { ...same, birth_year: 2001, level: 5 }),
    });
    await aSubscriber(db, 'zalo-oa:4', { heard_at: hoursAgo(100), language: 'en' });
    await aSubscriber(db, 'zalo-oa:5', { heard_at: hoursAgo(200) });
    await aSubscriber(db, 'telegram:6', { person: await person('gone', commune), stopped_at: new Date() });
    await aSubscriber(db, 'telegram:7', { person: await person('other', commune), topics: ['prevention'] });
    await aSubscriber(db, 'telegram:8', { person: await person('far', elsewhere), campaign: 'phat-to-roi' });
  });
  afterAll(() => database.drop());

  async function frozen(staff: string, changes: Partial<AdvisoryDraft> = {}) {
    const { db } = database;
    const id = (await asStaff(db, staff, (tx) => createAdvisory(tx, aDraft(changes)))) ?? '';
    await db.updateTable('advisories').set({ status: 'freezing' }).where('id', '=', id).execute();
    const count = await freezeAudience(db, id);
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('advisory', '=', id)
      .orderBy('urn')
      .execute();
    expect(rows).toHaveLength(count ?? -1);
    return rows;
  }
  const urnsOf = async (staff: string, changes: Partial<AdvisoryDraft> = {}) =>
    (await frozen(staff, changes)).map(({ urn }) => urn);

  it('is one row per person, in the chat heard last, with the one before as the way out', async () => {
    const rows = await frozen(nation);
    expect(rows.map(({ urn, fallback }) => [urn, fallback])).toEqual([
      ['telegram:2', 'zalo-oa:2'],
      ['telegram:3', null],
      ['telegram:8', null],
      ['zalo-oa:1', 'telegram:1'],
      ['zalo-oa:4', null],
      ['zalo-oa:5', null],
    ]);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['waiting']));
  });

  it('is frozen once', async () => {
    const { db } = database;
    const id = (await asStaff(db, nation, (tx) => createAdvisory(tx, aDraft()))) ?? '';
    expect(await freezeAudience(db, id)).toBeNull();
    await db.updateTable('advisories').set({ status: 'freezing' }).where('id', '=', id).execute();
    const both = await Promise.all([freezeAudience(db, id), freezeAudience(db, id)]);
    expect(both.filter((count) => count !== null)).toEqual([6]);
    expect(await freezeAudience(db, id)).toBeNull();
  });

  it('leaves out whom the unit told of the topic already, in whichever chat, for as long as is asked', async () => {
    const { db } = database;
    const before = await frozen(nation);
    const set = (urn: string, changes: object) =>
      db
        .updateTable('deliveries')
        .set(changes)
        .where('advisory', '=', before[0]?.advisory ?? '')
        .where('urn', '=', urn)
        .execute();
    await set('telegram:2', { status: 'sent', sent_at: hoursAgo(1) });
    await set('telegram:3', { status: 'sent', sent_at: hoursAgo(24 * 10) });
    await set('zalo-oa:4', { status: 'unknown', claimed_at: hoursAgo(1) });
    await set('zalo-oa:5', { status: 'failed', claimed_at: hoursAgo(1) });
    const audience = { area: [], notToldWithin: 7 };
    const left = ['telegram:3', 'telegram:8', 'zalo-oa:1', 'zalo-oa:5'];
    expect(await urnsOf(nation, { audience })).toEqual(left);
    expect(await urnsOf(nation, { audience: { area: [], notToldWithin: 11 } })).toEqual(left.slice(1));
    // What another unit sent, or about something else, does not count.
    expect(await urnsOf(province, { audience })).toEqual(['telegram:2', 'telegram:3', 'zalo-oa:1']);
    expect(await urnsOf(nation, { audience, topic: 'prevention' })).toEqual(['telegram:7']);
    const id = (await asStaff(db, nation, (tx) => createAdvisory(tx, aDraft({ audience })))) ?? '';
    const windows = { channels: ['zalo-oa'], freeSince: hoursAgo(48), billedSince: hoursAgo(168) };
    const counts = await asStaff(db, nation, (tx) => countAudience(tx, id, windows));
    expect(counts).toMatchObject({ told: 2, stopped: 1, unsubscribed: 1 });
    await db
      .deleteFrom('deliveries')
      .where('advisory', '=', before[0]?.advisory ?? '')
      .execute();
  });

  it('never leaves the area of the unit, whatever area is asked for', async () => {
    expect(await urnsOf(province)).toEqual(['telegram:2', 'telegram:3', 'zalo-oa:1']);
    expect(await urnsOf(province, { audience: { area: ['01'] } })).toEqual([]);
    expect(await urnsOf(nation, { audience: { area: ['01'] } })).toEqual(['telegram:8']);
    expect(await urnsOf(nation, { audience: { area: commune } })).toHaveLength(3);
  });

  it('holds to everything that is asked for', async () => {
    const { db } = database;
    const meant = (audience: Omit<AdvisoryDraft['audience'], 'area'>) =>
      urnsOf(nation, { audience: { area: [], ...audience } });
    expect(await meant({ levels: [4, 5] })).toEqual(['telegram:3']);
    expect(await meant({ languages: ['en'] })).toEqual(['zalo-oa:4']);
    expect(await meant({ channels: ['zalo-oa'] })).toEqual([
      'zalo-oa:1',
      'zalo-oa:2',
      'zalo-oa:4',
      'zalo-oa:5',
    ]);
    expect(await meant({ activeWithin: 5, channels: ['zalo-oa'] })).toEqual([
      'zalo-oa:1',
      'zalo-oa:2',
      'zalo-oa:4',
    ]);
    expect(await meant({ campaign: 'phat-to-roi' })).toEqual(['telegram:8']);
    expect(await urnsOf(nation, { topic: 'prevention' })).toEqual(['telegram:7']);
    expect(await meant({ listed: true })).toEqual([]);
    const person = (
      await db
        .selectFrom('subscribers')
        .select('person')
        .where('urn', '=', 'telegram:8')
        .executeTakeFirstOrThrow()
    ).person;
    await db
      .insertInto('isolations')
      .values({
        ...{ person, work_item: null, place: 'home', day_zero: '2020-03-20', ends_on: '2020-04-03' },
        ...{ authority: 'TTYT', decided_by: nation, ended_at: null, ending: null },
      })
      .execute();
    expect(await meant({ status: 'isolated' })).toEqual(['telegram:8']);
    expect(await meant({ status: 'neither' })).not.toContain('telegram:8');
    expect(await meant({ status: 'followed' })).toEqual([]);
  });

  it('is counted by channel and by what the platform takes, for whoever may write to them', async () => {
    const { db } = database;
    const id = (await asStaff(db, nation, (tx) => createAdvisory(tx, aDraft()))) ?? '';
    const windows = { channels: ['zalo-oa'], freeSince: hoursAgo(48), billedSince: hoursAgo(168) };
    const counted = (staff: string) => asStaff(db, staff, (tx) => countAudience(tx, id, windows));
    const all = await counted(nation);
    expect(all.reached.map(({ channel, class: name, persons }) => [channel, name, persons])).toEqual([
      ['telegram', 'free', 3],
      ['zalo-oa', 'billed', 1],
      ['zalo-oa', 'closed', 1],
      ['zalo-oa', 'free', 1],
    ]);
    expect(all).toMatchObject({ stopped: 1, unsubscribed: 1 });
    // What the account broadcasts reaches those who follow it, and nothing else does.
    const follow = (follows: boolean) =>
      db.updateTable('subscribers').set({ follows }).where('urn', '=', 'zalo-oa:5').execute();
    await follow(true);
    const classes = (await counted(nation)).reached.map((one) => one.class);
    expect(classes).toEqual(['free', 'article', 'billed', 'free']);
    await follow(false);
    // Of another area, or looking only: nothing.
    const viewer = await aMember(db, await aUnit(db), { role: 'viewer' });
    for (const staff of [province, viewer]) {
      expect(await counted(staff)).toEqual({ reached: [], stopped: 0, unsubscribed: 0, told: 0 });
    }
    // Whoever sees no health detail learns no number from 1 to 4.
    const press = await aMember(db, await aUnit(db, { kind: 'communications' }), { role: 'communications' });
    const seen = await counted(press);
    expect(seen.reached.map(({ persons }) => persons)).toEqual([null, null, null, null]);
    expect(seen).toMatchObject({ stopped: null, unsubscribed: null });
  });
});
