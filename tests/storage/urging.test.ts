import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import { addUrging, laggingUnits, lastUrgings, type UrgingLimits } from '../../src/storage/urging.ts';
import { aPatient } from '../support/a-patient.ts';
import { aMember, anOfficer, aUnit, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const now = new Date('2020-03-28T05:00:00Z');
const PROVINCE = ['75'];
const [LATE, SILENT, GOOD, AWAY] = [
  ['75', '731', '26011'],
  ['75', '731', '26014'],
  ['75', '731', '26017'],
  ['01', '001', '00001'],
] as const;
const limits: UrgingLimits = { belowMedian: 5, overdue: 2, silentDays: 3 };

describe.skipIf(!hasPostgres())('units that lag (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let cdc: string;
  let viewer: string;
  const units = new Map<readonly string[], string>();
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    await someAreas(db, [LATE, SILENT, GOOD, AWAY]);
    for (const [path, daysAgo] of [
      [LATE, 1],
      [SILENT, 4],
      [GOOD, 0],
      [AWAY, 90],
    ] as const) {
      const unit = await aUnit(db, { path });
      units.set(path, unit);
      const id = await aMember(db, unit);
      const at = new Date(now.getTime() - daysAgo * 86_400_000);
      await db.updateTable('staff').set({ signed_in_at: at }).where('id', '=', id).execute();
    }
    const yesterday = { declaredAt: now.getTime() - 86_400_000 };
    for (let i = 0; i < 3; i++) await aPatient(db, LATE, {}, yesterday);
    await aPatient(db, GOOD, {}, yesterday);
    for (let i = 0; i < 5; i++) await aPatient(db, AWAY, {}, yesterday);
    await sql`update work_items set deadline = ${new Date(now.getTime() - 60_000)}`.execute(db);
    for (const [path, count] of [
      [LATE, 20],
      [SILENT, 10],
      [GOOD, 5],
    ] as const) {
      await sql`insert into population (area_version, code, population, source, year)
        values ('2020', ${path.at(-1)}, ${count}, 'test', 2019)`.execute(db);
    }
    cdc = await anOfficer(db, PROVINCE);
    viewer = await aMember(db, await aUnit(db, { path: PROVINCE }), { role: 'viewer' });
  });
  afterAll(() => database.drop());

  const as = <T>(staff: string, work: (tx: Scoped) => Promise<T>) => asStaff(database.db, staff, work);
  const lagging = (changes: Partial<UrgingLimits> = {}, staff = cdc, own: readonly string[] = PROVINCE) =>
    as(staff, (tx) => laggingUnits(tx, own, { ...limits, ...changes }, now));
  const rulesOf = async (path: readonly string[], changes: Partial<UrgingLimits> = {}) =>
    (await lagging(changes)).find(({ id }) => id === units.get(path))?.rules;

  it('are found by what is overdue, by silence, and by adoption below the median of their neighbours', async () => {
    expect(await rulesOf(LATE)).toEqual(['overdue']);
    // 15, 0 and 20 percent: the median is 15.
    expect(await rulesOf(SILENT)).toEqual(['adoption', 'no_sign_in']);
    expect(await rulesOf(GOOD)).toBeUndefined();
    const found = (await lagging()).find(({ id }) => id === units.get(SILENT));
    expect(found).toMatchObject({ share: 0, median: 15, overdue: 0, silent: 4 });
  });

  it.each<[Partial<UrgingLimits>, readonly string[], string[] | undefined]>([
    [{ overdue: 3 }, LATE, ['overdue']],
    [{ overdue: 4 }, LATE, undefined],
    [{ overdue: 1 }, GOOD, ['overdue']],
    [{ silentDays: 4 }, SILENT, ['adoption', 'no_sign_in']],
    [{ silentDays: 5 }, SILENT, ['adoption']],
    [{ belowMedian: 15 }, SILENT, ['no_sign_in']],
    [{ belowMedian: 14.9 }, SILENT, ['adoption', 'no_sign_in']],
  ])('lag from the limits on: %o', async (changes, path, rules) => {
    expect(await rulesOf(path, changes)).toEqual(rules);
  });

  it('stand in order of how many rules they break, none of another province', async () => {
    const found = await lagging();
    expect(found.map(({ id }) => id)).toEqual([units.get(SILENT), units.get(LATE)]);
    // Units are no secret; what they lag in is, whatever area is asked about.
    const away = (await lagging({}, cdc, [])).find(({ id }) => id === units.get(AWAY));
    expect(away).toMatchObject({ overdue: 0, silent: null, share: null });
  });

  it('lag whenever nobody of them ever signed in', async () => {
    const { db } = database;
    const unit = await aUnit(db, { path: ['75', '731', '26020'] });
    const found = (await lagging({ silentDays: 365 })).find(({ id }) => id === unit);
    expect(found).toMatchObject({ silent: null, rules: ['no_sign_in'], share: null });
    await db.deleteFrom('units').where('id', '=', unit).execute();
  });

  it('are urged under the name of who did it, which the log keeps', async () => {
    const unit = units.get(LATE) ?? '';
    await as(cdc, (tx) => addUrging(tx, { unit, areaPath: LATE, rules: ['overdue'], text: 'Đề nghị…' }));
    const [last, ...more] = await as(cdc, lastUrgings);
    expect(more).toEqual([]);
    expect(last).toMatchObject({ rules: ['overdue'], text: 'Đề nghị…', unit: 'Unit 75 731 26011' });
    expect(last?.staff).toMatch(/^Member /);
    expect((await lagging()).find(({ id }) => id === unit)?.last_urged).toEqual(last?.at);
  });

  it('are urged by nobody who only looks, and by nobody of another area', async () => {
    const urge = (staff: string, path: readonly string[]) =>
      as(staff, (tx) =>
        addUrging(tx, { unit: units.get(path) ?? '', areaPath: path, rules: ['overdue'], text: '' }),
      );
    await expect(urge(viewer, LATE)).rejects.toThrow();
    await expect(urge(cdc, AWAY)).rejects.toThrow();
    const disguised = { unit: units.get(AWAY) ?? '', areaPath: LATE, rules: ['overdue'], text: '' };
    await expect(as(cdc, (tx) => addUrging(tx, disguised))).rejects.toThrow();
    expect(await as(cdc, lastUrgings)).toHaveLength(1);
  });
});
