import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolationFrom } from '../../src/follow-up/isolation-days.ts';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import { countIsolations } from '../../src/storage/count-isolations.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { addHealthNote, healthLogOf } from '../../src/storage/health-log.ts';
import {
  breachIsolation,
  certificateOf,
  decideIsolation,
  endIsolation,
  extendIsolation,
  findIsolation,
  isolationEventsOf,
  isolationsOf,
  placeIsolation,
} from '../../src/storage/isolations.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { anOfficer, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('isolations (needs initdb and postgres)', () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
  let database: TestDatabase;
  let officer: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await someAreas(database.db, [['75', '731', '26011']]);
    officer = await anOfficer(database.db, ['75', '731', '26011']);
  });
  afterAll(() => database.drop());

  const as = <T>(work: (tx: Scoped) => Promise<T>, staff = officer) => asStaff(database.db, staff, work);
  const declare = async (urn: Urn, at: string, temperature?: number | string, symptoms: string[] = []) => {
    const { person, answers } = aDeclaration();
    const said = { value: temperature ?? '', raw: '', at: 1 };
    const declaration = aDeclaration({
      ...{ urn, declaredAt: Date.parse(at), person: { ...person, symptoms } },
      answers: { ...answers, ...(temperature !== undefined && { temperature: said }) },
    });
    await insertDeclarations(database.db, [declaration], sealing);
    await insertDeclarations(database.db, [declaration], sealing);
    return personOf(urn);
  };
  const personOf = async (urn: Urn): Promise<string> => {
    const found = await database.db
      .selectFrom('persons')
      .select('id')
      .where('urn', '=', urn)
      .executeTakeFirstOrThrow();
    return found.id;
  };
  const decision = (person: string, place: 'home' | 'concentrated' | 'facility' = 'home') => ({
    ...{ person, workItem: null, place, authority: 'UBND xã', document: '12/QĐ-UBND' },
    ...isolationFrom('2020-03-20'),
  });

  it('are decided once at a time, changed with what happened written down, and end with a certificate', async () => {
    const person = await declare('telegram:i1', '2020-03-21');
    const id = await as((tx) => decideIsolation(tx, decision(person)));
    if (id === null) throw new Error('not decided');
    expect(await as((tx) => decideIsolation(tx, decision(person)))).toBeNull();
    expect(await as((tx) => findIsolation(tx, id))).toMatchObject({
      ...{
        day_zero: '2020-03-20',
        ends_on: '2020-04-03',
        decided_by: officer,
        place: 'home',
        ended_at: null,
      },
    });
    await as((tx) => breachIsolation(tx, id, 'ra chợ'));
    await as((tx) => extendIsolation(tx, id, { dayZero: '2020-03-22', endsOn: '2020-04-05' }, 'gặp thêm F0'));
    await as((tx) => placeIsolation(tx, id, { place: 'concentrated', site: 'Trường quân sự' }, ''));
    expect(await as((tx) => certificateOf(tx, id))).toBeUndefined();
    expect(await as((tx) => endIsolation(tx, id, 'completed', ''))).toBe(true);
    expect(await as((tx) => endIsolation(tx, id, 'died', ''))).toBe(false);
    expect(await as((tx) => breachIsolation(tx, id, ''))).toBe(false);
    expect(await as((tx) => certificateOf(tx, id))).toMatchObject({
      ...{ name: 'Nguyễn Thị Đào', day_zero: '2020-03-22', ends_on: '2020-04-05', site: 'Trường quân sự' },
      ...{
        authority: 'UBND xã',
        document: '12/QĐ-UBND',
        area_names: ['Place 75', 'Place 731', 'Place 26011'],
      },
    });
    const events = await as((tx) => isolationEventsOf(tx, id));
    expect(events.map(({ kind, note }) => [kind, note])).toEqual([
      ['breach', 'ra chợ'],
      ['extended', 'gặp thêm F0'],
      ['moved', ''],
      ['ended', ''],
    ]);
    expect(await as((tx) => decideIsolation(tx, decision(person, 'facility')))).not.toBeNull();
    expect((await as((tx) => isolationsOf(tx, person))).map(({ place }) => place)).toEqual([
      'facility',
      'concentrated',
    ]);
  });

  it('belong to those who look after the person', async () => {
    const person = await declare('telegram:i2', '2020-03-21');
    const id = await as((tx) => decideIsolation(tx, decision(person)));
    const elsewhere = await anOfficer(database.db, ['01']);
    expect(await as((tx) => findIsolation(tx, id ?? ''), elsewhere)).toBeUndefined();
    expect(await as((tx) => endIsolation(tx, id ?? '', 'cancelled', ''), elsewhere)).toBe(false);
    await expect(as((tx) => decideIsolation(tx, decision(person)), elsewhere)).rejects.toThrow(
      /row-level security/,
    );
  });

  it('have a health log: from the bot, each declaration once, by day and part in Viet Nam, and from staff', async () => {
    const person = await declare('telegram:i3', '2020-03-21T01:00:00Z', 37.2);
    await as((tx) => decideIsolation(tx, decision(person)));
    await declare('telegram:i3', '2020-03-22T16:59:00Z', 38.5, ['fever', 'cough']);
    await declare('telegram:i3', '2020-03-22T17:00:00Z', 'not_measured', ['none']);
    await declare('telegram:i3', '2020-03-23T05:00:00Z', 999);
    await as((tx) =>
      addHealthNote(tx, {
        ...{ person, day: '2020-03-22', part: 'morning', temperature: 36.9, symptoms: [], source: 'phone' },
      }),
    );
    const log = await as((tx) => healthLogOf(tx, person, '2020-03-20'));
    expect(
      log.map(({ day, part, temperature, symptoms, source }) => [day, part, temperature, symptoms, source]),
    ).toEqual([
      ['2020-03-22', 'morning', 36.9, [], 'phone'],
      ['2020-03-22', 'afternoon', 38.5, ['fever', 'cough'], 'bot'],
      ['2020-03-23', 'morning', null, [], 'bot'],
      ['2020-03-23', 'afternoon', null, [], 'bot'],
    ]);
    expect(await as((tx) => healthLogOf(tx, person, '2020-03-23'))).toHaveLength(2);
  });

  it('are counted by place, area and day: in all, running, new, ended, ended that day', async () => {
    await sql`truncate isolations cascade`.execute(database.db);
    const at = (day: number, hour = 12) => new Date(Date.UTC(2020, 2, day, hour - 7));
    const rows: ['home' | 'facility', Date, Date | null, string | null][] = [
      ['home', at(20), null, null],
      ['home', at(27, 0), null, null],
      ['home', at(26, 23.9), at(27, 23.9), 'completed'],
      ['home', at(20), at(26), 'completed'],
      ['home', at(20), at(28), 'moved'],
      ['home', at(20), at(21), 'cancelled'],
      ['home', at(28), null, null],
      ['facility', at(27), at(27, 13), 'died'],
    ];
    for (const [i, [place, decided_at, ended_at, ending]] of rows.entries()) {
      const person = await declare(`telegram:c${i}`, '2020-03-10');
      await database.db
        .insertInto('isolations')
        .values({
          ...{ person, place, decided_at, ended_at, ending, work_item: null, decided_by: null },
          ...period(),
        })
        .execute();
    }
    const counted = await as((tx) => countIsolations(tx, ['75', '731'], '2020-03-27', 'Asia/Ho_Chi_Minh'));
    expect(counted).toEqual({
      home: { total: 5, current: 3, fresh: 1, ended: 2, endedToday: 1 },
      concentrated: { total: 0, current: 0, fresh: 0, ended: 0, endedToday: 0 },
      facility: { total: 1, current: 0, fresh: 1, ended: 1, endedToday: 1 },
    });
    expect(await as((tx) => countIsolations(tx, ['01'], '2020-03-27', 'Asia/Ho_Chi_Minh'))).toMatchObject({
      home: { total: 0 },
    });
  });

  const period = () => ({ day_zero: '2020-03-20', ends_on: '2020-04-03', authority: 'UBND xã' });
});
