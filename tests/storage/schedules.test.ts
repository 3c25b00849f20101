import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createSchedules } from '../../src/follow-up/schedules.ts';
import type { TellQueue } from '../../src/follow-up/tell-citizen.ts';
import type { WorkItem } from '../../src/storage/work-items.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('schedules (needs initdb and postgres)', () => {
  const timeZone = 'Asia/Ho_Chi_Minh';
  // 19:00 in Viet Nam.
  const now = new Date('2020-03-27T12:00:00Z');
  const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
  let database: TestDatabase | undefined;
  let told: Parameters<TellQueue['add']>[1][] = [];
  const queues: TellQueue = {
    add(_name, payload) {
      told.push(payload);
      return Promise.resolve();
    },
  };
  beforeEach(async () => {
    await database?.drop();
    database = await createTestDatabase();
    told = [];
  });
  afterAll(() => database?.drop());

  const db = () => {
    if (!database) throw new Error('no database');
    return database.db;
  };
  const schedules = () => createSchedules({ db: db(), queues, timeZone });
  const aPerson = async (changes: Parameters<typeof aPersonRow>[2] = {}): Promise<string> => {
    const id = randomUUID();
    await db()
      .insertInto('persons')
      .values(aPersonRow(id, ['75', '731', '26011'], changes))
      .execute();
    return id;
  };
  const anItem = async (person: string, changes: Partial<WorkItem> = {}): Promise<string> => {
    const id = randomUUID();
    await db()
      .insertInto('work_items')
      .values({
        ...{
          id,
          person,
          kind: 'verify',
          declaration: null,
          area_path: ['75', '731', '26011'],
          level: 4,
          tier: 3,
        },
        ...{ outcome: null, conclusion: null, assigned_to: null, call_again_at: null, deadline: hours(-1) },
        ...{ first_deadline: hours(-1), created_at: hours(-3), received_at: null, verified_at: null },
        ...{ concluded_at: null, closed_at: null, reopens: null },
        ...changes,
      })
      .execute();
    return id;
  };
  const isolate = async (person: string, changes: object = {}): Promise<void> => {
    await db()
      .insertInto('isolations')
      .values({
        ...{ person, work_item: null, place: 'home', day_zero: '2020-03-20', ends_on: '2020-04-03' },
        ...{ authority: 'UBND', decided_by: null, decided_at: hours(-100), ended_at: null, ending: null },
        ...changes,
      })
      .execute();
  };
  const find = (id: string) =>
    db().selectFrom('work_items').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const eventsOf = async (id: string) => {
    const rows = await db()
      .selectFrom('work_events')
      .select(['kind', 'staff'])
      .where('work_item', '=', id)
      .execute();
    return rows.map(({ kind, staff }) => [kind, staff]);
  };

  it('hand what is overdue up a tier, once, however many processes do it, to the top and no further', async () => {
    const late = await anItem(await aPerson());
    const inTime = await anItem(await aPerson(), { deadline: hours(1) });
    const verified = await anItem(await aPerson(), { status: 'verified', verified_at: hours(-2) });
    const atTop = await anItem(await aPerson(), { tier: 1 });
    const done = await Promise.all(Array.from({ length: 6 }, () => schedules().handUp(now)));
    expect(done.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await find(late)).toMatchObject({
      tier: 2,
      deadline: hours(2),
      first_deadline: hours(-1),
      version: 2,
    });
    expect(await eventsOf(late)).toEqual([['hand_up', null]]);
    for (const id of [inTime, verified, atTop]) expect(await find(id)).toMatchObject({ version: 1 });
    expect(await schedules().handUp(hours(3))).toBe(2);
    expect(await schedules().handUp(hours(30))).toBe(1);
    expect(await schedules().handUp(hours(300))).toBe(0);
    expect((await find(late)).tier).toBe(1);
  });

  it('send somebody to those who did not answer three calls, or for a day', async () => {
    const due = { status: 'unreachable' as const, deadline: hours(9) };
    const thrice = await anItem(await aPerson(), { ...due, missed_calls: [hours(-9), hours(-5), hours(-1)] });
    const yesterday = await anItem(await aPerson(), { ...due, missed_calls: [hours(-25)] });
    const waiting = await anItem(await aPerson(), { ...due, missed_calls: [hours(-2), hours(-1)] });
    expect(await schedules().visit(now)).toBe(2);
    expect(await schedules().visit(now)).toBe(0);
    for (const id of [thrice, yesterday]) {
      expect((await find(id)).status).toBe('visit');
      expect(await eventsOf(id)).toEqual([['visit', null]]);
    }
    expect((await find(waiting)).status).toBe('unreachable');
  });

  it('make those in isolation who are silent for 36 hours work, once', async () => {
    const long = { declared_at: hours(-37) };
    const silent = await aPerson(long);
    const followed = await aPerson(long);
    const following = await anItem(followed, {
      ...{ status: 'following', conclusion: 'home', concluded_at: hours(-60), verified_at: hours(-61) },
      deadline: hours(200),
    });
    const called = await aPerson(long);
    await db()
      .insertInto('health_log')
      .values({
        ...{ person: called, day: '2020-03-26', part: 'afternoon', temperature: null, symptoms: [] },
        ...{ source: 'phone', staff: null, declaration: null, at: hours(-30) },
      })
      .execute();
    const declared = await aPerson({ declared_at: hours(-35) });
    const busy = await aPerson(long);
    await anItem(busy, { status: 'verifying' });
    const inHospital = await aPerson(long);
    for (const person of [silent, followed, called, declared, busy]) await isolate(person);
    await isolate(inHospital, { place: 'facility' });
    await isolate(await aPerson(long), { ended_at: hours(-1), ending: 'completed' });
    await isolate(await aPerson(long), { decided_at: hours(-10) });

    expect(await schedules().lookForSilent(now)).toBe(2);
    expect(await schedules().lookForSilent(now)).toBe(0);
    expect(await find(following)).toMatchObject({ kind: 'missed', status: 'new', deadline: hours(4) });
    const items = await db().selectFrom('work_items').selectAll().where('person', '=', silent).execute();
    expect(items).toMatchObject([{ kind: 'missed', status: 'new', deadline: hours(4), tier: 3 }]);
    expect(await eventsOf(items[0]?.id ?? '')).toEqual([['missed', null]]);
  });

  it('ask those in isolation twice a day how they are, each account once', async () => {
    await isolate(await aPerson({ urn: 'telegram:one' }));
    await isolate(await aPerson({ urn: 'telegram:home', name: 'Bà Tư' }));
    await isolate(await aPerson({ urn: 'telegram:home', subject: 'child', name: 'Cháu Tí' }));
    await isolate(await aPerson({ urn: 'telegram:over' }), { ends_on: '2020-03-26' });
    const said = await aPerson({ urn: 'telegram:said' });
    await isolate(said);
    await db()
      .insertInto('health_log')
      .values({
        ...{ person: said, day: '2020-03-27', part: 'afternoon', temperature: '36.9', symptoms: [] },
        ...{ source: 'bot', staff: null, declaration: null, at: hours(-1) },
      })
      .execute();

    const at = (clock: string) => new Date(`2020-03-27T${clock}:00+07:00`);
    expect(await schedules().askIsolated(at('06:59'))).toBe(0);
    expect(await schedules().askIsolated(at('12:30'))).toBe(0);
    expect(await schedules().askIsolated(at('15:59'))).toBe(0);
    const asked = await Promise.all(Array.from({ length: 5 }, () => schedules().askIsolated(at('16:00'))));
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await schedules().askIsolated(at('16:01'))).toBe(0);
    expect(await schedules().askIsolated(at('21:00'))).toBe(0);
    expect(told.map(({ id, key, params }) => [id, key, params])).toEqual([
      ['measure-2020-03-27-afternoon-telegram:home', 'measure_family', { names: 'Bà Tư, Cháu Tí' }],
      ['measure-2020-03-27-afternoon-telegram:one', 'measure', {}],
    ]);
    expect(await schedules().askIsolated(new Date('2020-03-28T07:00:00+07:00'))).toBe(3);
  });
});
