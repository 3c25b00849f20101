import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { countWork, listWork, type WorkCursor, type WorkFilter } from '../../src/storage/list-work.ts';
import { changeWork, eventsOf, findWork, workOfPerson, type WorkItem } from '../../src/storage/work-items.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { anOfficer, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('work items (needs initdb and postgres)', () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
  const now = new Date('2020-03-27T12:00:00Z');
  const declared = country();
  const worrying = declared.filter(({ triage }) => triage.deadlineMinutes !== null);
  let database: TestDatabase;
  let nation: string;
  let station: string;
  let centre: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await someAreas(database.db, [
      ['75', '731', '26011'],
      ['75', '731', '26014'],
      ['01', '001', '00001'],
    ]);
    await insertDeclarations(database.db, declared, sealing);
    nation = await anOfficer(database.db, []);
    centre = await anOfficer(database.db, ['75', '731'], { takesUnplaced: true });
    station = await anOfficer(database.db, ['75', '731', '26011']);
  });
  afterAll(() => database.drop());

  const as = <T>(staff: string, work: (tx: Scoped) => Promise<T>) => asStaff(database.db, staff, work);
  const pagesOf = (staff: string, filter: WorkFilter, limit: number) =>
    as(staff, async (tx) => {
      const urns: string[] = [];
      let after: WorkCursor | null = null;
      do {
        const page = await listWork(tx, filter, { limit, after }, now);
        urns.push(...page.rows.map(({ urn }) => urn));
        after = page.next;
      } while (after !== null);
      return urns;
    });
  const itemOf = (urn: string): Promise<WorkItem> =>
    database.db
      .selectFrom('work_items')
      .innerJoin('persons', 'persons.id', 'work_items.person')
      .selectAll('work_items')
      .where('urn', '=', urn)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow();
  const commune = ({ person }: Declaration) => person.area?.code;

  const cases: [string, WorkFilter, (declaration: Declaration) => boolean][] = [
    ['everything', {}, () => true],
    ['a province', { area: ['75'] }, ({ person }) => person.area?.path.at(-1) === '75'],
    ['a commune', { area: ['75', '731', '26014'] }, (one) => commune(one) === '26014'],
    ['those of no known place', { unplaced: 'only' }, ({ person }) => person.area === null],
    [
      'a district and those of no known place',
      { area: ['75', '731'], unplaced: 'too' },
      ({ person }) => person.area === null || person.area.path[0] === '731',
    ],
    ['levels', { levels: [4, 5] }, ({ triage }) => triage.level >= 4],
    ['new ones', { statuses: ['new'] }, () => true],
    ['closed ones never', { statuses: ['closed'] }, () => false],
    ['one tier', { tier: 3 }, ({ person }) => person.area !== null],
    ['overdue ones', { overdue: true }, ({ declaredAt }) => declaredAt + 7_200_000 < now.getTime()],
    ['a symptom', { symptom: 'fever' }, ({ person }) => person.symptoms.includes('fever')],
    ['an exposure', { exposure: 'case' }, ({ person }) => person.exposures.includes('case')],
    ['a name', { name: 'dao NGUYEN' }, ({ person }) => person.name === 'Nguyễn Thị Đào'],
    ['a name nobody has', { name: 'Nguyễn Khôngai' }, () => false],
    ['a phone', { phone: '+84900000003' }, ({ person }) => person.phone === '+84900000003'],
    ['a receipt', { receipt: 'R-8' }, ({ receipt }) => receipt === 'R-8'],
    ['one of mine', { assignedTo: randomUUID() }, () => false],
    ['one of nobody', { unassigned: true }, () => true],
  ];
  it.each(cases)('are listed: %s, and counted', async (_what, filter, fits) => {
    const expected = worrying
      .filter(fits)
      .toSorted((a, b) => b.triage.level - a.triage.level || a.declaredAt - b.declaredAt)
      .map(({ urn }) => urn);
    const listed = await pagesOf(nation, filter, 7);
    const levelAndTime = (urn: string) => {
      const one = worrying.find((declaration) => declaration.urn === urn);
      return [one?.triage.level, one?.declaredAt];
    };
    expect(listed.map(levelAndTime)).toEqual(expected.map(levelAndTime));
    expect(listed.toSorted()).toEqual(expected.toSorted());
    const counts = await as(nation, (tx) => countWork(tx, filter, new Date(0), now));
    expect(counts).toMatchObject({ open: expected.length, fresh: expected.length });
  });

  it('are seen by those who look after the place', async () => {
    const urns = (fits: (declaration: Declaration) => boolean) =>
      worrying
        .filter(fits)
        .map(({ urn }) => urn)
        .toSorted();
    expect((await pagesOf(station, {}, 50)).toSorted()).toEqual(urns((one) => commune(one) === '26011'));
    expect((await pagesOf(centre, { area: ['75', '731'], unplaced: 'too' }, 50)).toSorted()).toEqual(
      urns(({ person }) => person.area === null || person.area.path[0] === '731'),
    );
    expect(await pagesOf(station, { area: ['01'] }, 50)).toEqual([]);
    expect(await as(station, (tx) => countWork(tx, { unplaced: 'only' }, now, now))).toEqual({
      ...{ open: 0, overdue: 0, fresh: 0, byLevel: {} },
    });
  });

  it('show the person, their place and what they declared', async () => {
    const { rows } = await as(nation, (tx) =>
      listWork(tx, { receipt: 'R-8' }, { limit: 10, after: null }, now),
    );
    expect(rows).toEqual([
      expect.objectContaining({
        ...{
          urn: 'telegram:8',
          name: 'Nguyễn Thị Đào',
          symptoms: ['fever', 'cough'],
          status: 'new',
          version: 1,
        },
        area_names: ['Place 75', 'Place 731', 'Place 26014'],
        isolation_place: null,
      }),
    ]);
  });

  it('are changed by whoever saw the newest version, signed, and by nobody else', async () => {
    const { id, person } = await itemOf('telegram:2');
    const change = (staff: string, version: number) =>
      as(staff, (tx) =>
        changeWork(tx, id, version, { status: 'verifying' }, { kind: 'begin', note: 'gọi lần 1' }),
      );
    const races = await Promise.all(Array.from({ length: 8 }, () => change(nation, 1)));
    expect(races.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    expect(new Set(races)).toEqual(new Set(['changed', 'lost']));
    expect(await change(nation, 1)).toBe('lost');
    expect(await as(nation, (tx) => findWork(tx, id))).toMatchObject({ status: 'verifying', version: 2 });
    const events = await as(nation, (tx) => eventsOf(tx, id));
    expect(events.map(({ kind, note, staff }) => [kind, note, staff])).toEqual([
      ['declared', '', null],
      ['begin', 'gọi lần 1', nation],
    ]);
    expect(await as(nation, (tx) => workOfPerson(tx, person))).toHaveLength(1);
    const elsewhere = await anOfficer(database.db, ['01']);
    expect(await change(elsewhere, 2)).toBe('gone');
  });

  it('are one open one for each person, also when one is taken up again', async () => {
    const first = await itemOf('telegram:6');
    const close = { status: 'closed', outcome: 'wrong', closed_at: now } as const;
    const reopen = { status: 'new', outcome: null, closed_at: null } as const;
    const change = (version: number, changes: typeof close | typeof reopen) =>
      as(nation, (tx) => changeWork(tx, first.id, version, changes, { kind: 'test' }));
    expect(await change(1, close)).toBe('changed');
    const again = aDeclaration({ urn: 'telegram:6', subject: 'self', declaredAt: now.getTime() });
    await insertDeclarations(database.db, [again], sealing);
    const second = await itemOf('telegram:6');
    expect(second).toMatchObject({ reopens: first.id, person: first.person });
    expect(await change(2, reopen)).toBe('another_open');
    await as(nation, (tx) => changeWork(tx, second.id, 1, close, { kind: 'test' }));
    expect(await change(2, reopen)).toBe('changed');
  });

  it('go with a person who now lives elsewhere, and stay with one who does not say', async () => {
    const { person } = aDeclaration();
    const before = await itemOf('telegram:56');
    const calm = { ...aDeclaration().triage, level: 0, deadlineMinutes: null };
    const says = async (area: Declaration['person']['area'], at: string, name: string | null = null) => {
      await insertDeclarations(
        database.db,
        [
          aDeclaration({
            ...{ urn: 'telegram:56', declaredAt: Date.parse(at), triage: calm },
            person: { ...person, area, name },
          }),
        ],
        sealing,
      );
    };
    await says(null, '2020-03-28');
    expect((await itemOf('telegram:56')).area_path).toEqual(before.area_path);
    await says({ code: '00001', path: ['001', '01'], version: '2020' }, '2020-03-29');
    const moved = await itemOf('telegram:56');
    expect(moved).toMatchObject({ area_path: ['01', '001', '00001'], version: before.version + 1 });
    await says({ code: '26011', path: ['731', '75'], version: '2020' }, '2020-01-01');
    expect((await itemOf('telegram:56')).area_path).toEqual(['01', '001', '00001']);
    const events = await as(nation, (tx) => eventsOf(tx, before.id));
    expect(events.map(({ kind }) => kind)).toEqual(['declared', 'moved']);
    const known = await database.db
      .selectFrom('persons')
      .selectAll()
      .where('urn', '=', 'telegram:56')
      .executeTakeFirstOrThrow();
    expect(known).toMatchObject({ area_code: '00001', level: 0, name: 'Nguyễn Thị Đào' });
  });
});

/** 60 people of three communes and of nowhere; every other one worries. */
function country(): Declaration[] {
  const { person, triage } = aDeclaration();
  const areas = [
    { code: '26011', path: ['731', '75'], version: '2020' },
    { code: '00001', path: ['001', '01'], version: '2020' },
    { code: '26014', path: ['731', '75'], version: '2020' },
    null,
  ];
  return Array.from({ length: 60 }, (_, i) =>
    aDeclaration({
      receipt: `R-${i}`,
      urn: `telegram:${i}`,
      declaredAt: Date.parse('2020-03-27T00:00:00Z') + Math.floor(i / 4) * 3_600_000,
      person: {
        ...person,
        area: areas[Math.floor(i / 4) % 4] ?? null,
        name: ['Nguyễn Thị Đào', null, 'Trần Văn Hùng'][i % 4] ?? null,
        phone: `+8490000000${i % 10}`,
        symptoms: i % 4 === 0 ? ['fever', 'cough'] : [],
        exposures: i % 7 === 0 ? ['case'] : [],
      },
      triage: { ...triage, level: i % 6, deadlineMinutes: i % 2 === 0 ? 120 : null },
    }),
  );
}
