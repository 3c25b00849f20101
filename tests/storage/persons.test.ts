import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { listPersons, type PersonCursor, type PersonFilter } from '../../src/storage/list-persons.ts';
import {
  declarationsOfPerson,
  findPerson,
  householdOf,
  mergePersons,
  movePerson,
  possibleDuplicates,
  searchPersons,
  type Person,
} from '../../src/storage/persons.ts';
import { eventsOfPerson, workOfPerson } from '../../src/storage/work-items.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { aMember, anOfficer, aUnit, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('persons (needs initdb and postgres)', () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
  const here = { code: '26011', path: ['731', '75'], version: '2020' };
  const there = { code: '00001', path: ['001', '01'], version: '2020' };
  let database: TestDatabase;
  let station: string;
  let other: string;
  let nation: string;
  let time = Date.parse('2020-03-27');
  beforeAll(async () => {
    database = await createTestDatabase();
    await someAreas(database.db, [
      ['75', '731', '26011'],
      ['01', '001', '00001'],
    ]);
    station = await anOfficer(database.db, ['75', '731', '26011']);
    other = await anOfficer(database.db, ['01', '001', '00001']);
    nation = await anOfficer(database.db, []);
  });
  afterAll(() => database.drop());

  const as = <T>(staff: string, work: (tx: Scoped) => Promise<T>) => asStaff(database.db, staff, work);
  /** Declares, each time a minute later; gives the person it is about. */
  async function declare(
    urn: Urn,
    person: Partial<Declaration['person']> = {},
    changes: Partial<Declaration> = {},
  ): Promise<Person> {
    const declaration = aDeclaration({
      ...{ urn, declaredAt: (time += 60_000) },
      person: { ...aDeclaration().person, area: here, ...person },
      ...changes,
    });
    await insertDeclarations(database.db, [declaration], sealing);
    return database.db
      .selectFrom('persons')
      .selectAll()
      .where('urn', '=', urn)
      .where('subject', '=', declaration.subject)
      .executeTakeFirstOrThrow();
  }
  const namesOf = (persons: { name: string | null }[]) => persons.map(({ name }) => name);

  it('are found by receipt, phone and words of the name, within the area of who asks alone', async () => {
    const phone = '+84987000001';
    await declare('telegram:s1', { name: 'Lý Thị Sáu', phone }, { receipt: 'A1B2-C3D4-E5F6' });
    await declare('telegram:s2', { name: 'Lý Văn Sáng', area: there, phone });
    const search = (staff: string, typed: string) =>
      as(staff, async (tx) => namesOf(await searchPersons(tx, typed)));
    expect(await search(nation, 'ly sa')).toEqual(['Lý Văn Sáng', 'Lý Thị Sáu']);
    expect(await search(station, 'Lý Sá')).toEqual(['Lý Thị Sáu']);
    expect(await search(nation, '0987 000 001')).toEqual(['Lý Văn Sáng', 'Lý Thị Sáu']);
    expect(await search(other, '0987.000.001')).toEqual(['Lý Văn Sáng']);
    for (const typed of ['a1b2 c3d4 e5f6', 'A1B2-C3D4-E5F6', 'a1b2c3d4e5f6']) {
      expect(await search(station, typed)).toEqual(['Lý Thị Sáu']);
      expect(await search(other, typed)).toEqual([]);
    }
    for (const typed of ['', '   ', "'&!|:*()", 'không ai tên này', '123']) {
      expect(await search(nation, typed)).toEqual([]);
    }
  });

  it('have a household: all of the same account', async () => {
    await declare('telegram:h', { name: 'Bà Tư' });
    const child = await declare('telegram:h', { name: 'Cháu Tí' }, { subject: 'child-1' });
    expect(await as(station, async (tx) => namesOf(await householdOf(tx, child)))).toEqual([
      'Cháu Tí',
      'Bà Tư',
    ]);
  });

  it('may be the same: by phone and name or birth, also on another platform, but a family is none', async () => {
    const phone = '+84987000002';
    const mother = await declare('telegram:d1', { name: 'Vũ Thị Mùi', birthYear: 1960, phone });
    await declare('zalo-oa:d2', { name: 'Vu Thi Mui', birthYear: 1961, phone });
    await declare('telegram:d3', { name: 'Vũ Văn Con', birthYear: 1985, phone });
    await declare('zalo-oa:d4', { name: 'Vũ thị mùi', birthYear: 1960, phone: null });
    await declare('zalo-oa:d5', { name: 'Vũ Thị Mùi', birthYear: 1960, phone: null, area: there });
    const found = await as(nation, (tx) => possibleDuplicates(tx, mother));
    expect(found.map(({ urn }) => urn).toSorted()).toEqual(['zalo-oa:d2', 'zalo-oa:d4']);
  });

  it('are merged with all that hangs on them, once, by those who see both and may write', async () => {
    const first = await declare('telegram:m1', { name: 'Đỗ Văn Gộp' });
    const second = await declare('zalo-oa:m2', { name: 'Đỗ Văn Gộp', symptoms: ['cough'], area: null });
    const merge = (staff: string, duplicate = second.id, kept = first.id) =>
      as(staff, (tx) => mergePersons(tx, duplicate, kept));
    const viewer = await aMember(database.db, await aUnit(database.db), { role: 'viewer' });
    expect(await merge(station)).toBe(false);
    expect(await merge(viewer)).toBe(false);
    expect(await merge(nation, first.id, first.id)).toBe(false);
    expect(await merge(nation)).toBe(true);
    expect(await merge(nation)).toBe(false);

    const merged = await as(station, (tx) => findPerson(tx, first.id));
    expect(merged).toMatchObject({
      declaration: second.declaration,
      symptoms: ['cough'],
      area_code: '26011',
    });
    expect(await as(nation, (tx) => findPerson(tx, second.id))).toEqual(merged);
    const work = await as(station, (tx) => workOfPerson(tx, first.id));
    expect(work.map(({ status, outcome }) => [status, outcome]).toSorted()).toEqual([
      ['closed', 'duplicate'],
      ['new', null],
    ]);
    // The next declaration on the other platform is theirs too.
    await declare('zalo-oa:m2', { name: 'Đỗ Văn Gộp' });
    const declared = await as(station, (tx) => declarationsOfPerson(tx, first.id));
    expect(declared.map(({ urn }) => urn)).toEqual(['zalo-oa:m2', 'zalo-oa:m2', 'telegram:m1']);
    const events = await as(station, (tx) => eventsOfPerson(tx, first.id));
    expect(events.find(({ kind }) => kind === 'merged')).toMatchObject({ staff: nation });
  });

  it('are moved to whoever looks after the place they live in now, with work and all they declared', async () => {
    const person = await declare('telegram:v1', { name: 'Hồ Thị Chuyển' });
    const move = (staff: string, path: string[]) =>
      as(staff, (tx) => movePerson(tx, person.id, { version: '2020', path }));
    expect(await move(other, ['01', '001', '00001'])).toBe(false);
    expect(await move(station, ['01', '001', '99999'])).toBe(false);
    expect(await move(station, [])).toBe(false);
    expect(await move(station, ['01', '001', '00001'])).toBe(true);
    expect(await as(station, (tx) => findPerson(tx, person.id))).toBeUndefined();
    expect(await as(station, (tx) => workOfPerson(tx, person.id))).toEqual([]);
    expect(await as(station, (tx) => declarationsOfPerson(tx, person.id))).toEqual([]);
    expect(await as(other, (tx) => findPerson(tx, person.id))).toMatchObject({ area_code: '00001' });
    expect(await as(other, (tx) => workOfPerson(tx, person.id))).toMatchObject([
      { area_path: ['01', '001', '00001'], assigned_to: null },
    ]);
    expect(await as(other, (tx) => declarationsOfPerson(tx, person.id))).toHaveLength(1);
    const events = await as(other, (tx) => eventsOfPerson(tx, person.id));
    expect(events.map(({ kind, staff }) => [kind, staff])).toEqual([
      ['declared', null],
      ['moved', station],
    ]);
  });

  const lists: [string, PersonFilter, (person: Person) => boolean][] = [
    ['everybody', {}, () => true],
    ['a district', { area: ['75', '731'] }, ({ area_path }) => area_path[1] === '731'],
    ['nowhere', { unplaced: 'only' }, ({ area_path }) => area_path.length === 0],
    [
      'a district and nowhere',
      { area: ['75', '731'], unplaced: 'too' },
      ({ area_path }) => area_path[1] !== '001',
    ],
    ['levels', { levels: [3, 5] }, ({ level }) => level >= 3],
    ['a symptom', { symptom: 'dyspnea' }, ({ symptoms }) => symptoms.includes('dyspnea')],
    [
      'days',
      { from: new Date('2020-03-27T00:05:00Z'), until: new Date('2020-03-27T00:20:00Z') },
      ({ declared_at: at }) =>
        at >= new Date('2020-03-27T00:05:00Z') && at < new Date('2020-03-27T00:20:00Z'),
    ],
  ];
  it.each(lists)('are listed: %s, page by page', async (_what, filter, fits) => {
    await declare('telegram:l1', { area: null, symptoms: ['dyspnea'] });
    await declare(
      'telegram:l2',
      {},
      { triage: { ...aDeclaration().triage, level: 0, deadlineMinutes: null } },
    );
    const all = await database.db
      .selectFrom('persons')
      .selectAll()
      .where('merged_into', 'is', null)
      .execute();
    const listed = await as(nation, async (tx) => {
      const ids: string[] = [];
      let after: PersonCursor | null = null;
      do {
        const page = await listPersons(tx, filter, { limit: 3, after });
        ids.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      return ids;
    });
    const expected = all
      .filter(fits)
      .toSorted((a, b) => b.declared_at.getTime() - a.declared_at.getTime() || (a.id < b.id ? -1 : 1));
    expect(listed).toEqual(expected.map(({ id }) => id));
    expect(listed.length).toBeGreaterThan(0);
  });
});
