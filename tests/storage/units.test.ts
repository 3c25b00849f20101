import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAreaMap } from '../../src/assets/areas.ts';
import { nameUnit } from '../../src/console/unit-names.ts';
import { storeAreas } from '../../src/storage/areas.ts';
import { addProvinceUnits } from '../../src/storage/province-units.ts';
import {
  addUnit,
  findUnitOf,
  isWithin,
  listUnits,
  unitsAbove,
  unitsRightBelow,
} from '../../src/storage/units.ts';
import { makeDongNai, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('units of a province', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
  });
  afterAll(() => database.drop());

  it('are the Department, the CDC, communications, one centre per district and one station per commune', async () => {
    const { db } = database;
    const units = await listUnits(db, '75');
    const counts = Object.groupBy(units, ({ kind }) => kind);
    const map = loadAreaMap('2020')
      .all()
      .filter(({ code, parent }) => code === '75' || parent !== null);
    const districts = map.filter(({ parent }) => parent === '75').map(({ code }) => code);
    expect(counts.district_centre).toHaveLength(districts.length);
    expect(counts.station).toHaveLength(map.filter(({ parent }) => districts.includes(parent ?? '')).length);
    expect(
      units
        .slice(0, 3)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([
      'Sở Thông tin và Truyền thông tỉnh Đồng Nai',
      'Sở Y tế tỉnh Đồng Nai',
      'Trung tâm Kiểm soát bệnh tật tỉnh Đồng Nai',
    ]);
    expect(units.filter(({ takesUnplaced }) => takesUnplaced).map(({ kind }) => kind)).toEqual(['cdc']);
    const station = await unitOf(db);
    expect((await unitsAbove(db, station.id)).map(({ name }) => name)).toEqual([
      'Sở Y tế tỉnh Đồng Nai',
      'Trung tâm Kiểm soát bệnh tật tỉnh Đồng Nai',
      'Trung tâm Y tế Thành phố Biên Hòa',
      station.name,
    ]);
    expect(station).toMatchObject({ areaVersion: '2020', areaPath: ['75', '731', '26008'] });
    expect(station.name).toMatch(/^Trạm y tế Phường /);
  });

  it('are made once, and go below the nation when that is there', async () => {
    const { db } = database;
    const make = () =>
      addProvinceUnits(db, { version: '2020', province: '74' }, (kind, name) => nameUnit('2020', kind, name));
    const top = {
      ...{ name: 'Bộ Y tế', kind: 'nation' as const, parent: null, phone: null },
      ...{ areaVersion: null, areaPath: [], takesUnplaced: false },
    };
    const nation = (await addUnit(db, top)) ?? '';
    expect(await addUnit(db, top)).toBeNull();
    const counts = await Promise.all([make(), make()]);
    expect(counts.toSorted((one, other) => (one ?? 0) - (other ?? 0))[0]).toBe(0);
    expect(await make()).toBe(0);
    const [department] = await unitsRightBelow(db, nation);
    expect(department).toMatchObject({ name: 'Sở Y tế tỉnh Bình Dương', below: 2, staff: 0 });
    expect(await isWithin(db, nation, (await unitOf(db, 'station', '25741')).id)).toBe(true);
    expect(await isWithin(db, nation, (await unitOf(db)).id)).toBe(false);
  });

  it('hang below the CDC on a map without districts', async () => {
    const { db } = database;
    await storeAreas(db, '2026-04', loadAreaMap('2026-04'));
    const name = (kind: Parameters<typeof nameUnit>[1], area: string) => nameUnit('2026-04', kind, area);
    const made = await addProvinceUnits(db, { version: '2026-04', province: '75' }, name);
    expect(made).toBeGreaterThan(50);
    const cdc = await findUnitOf(db, 'cdc', { version: '2026-04', code: '75' });
    const below = await unitsRightBelow(db, cdc?.id ?? '');
    expect(below).toHaveLength((made ?? 0) - 3);
    expect(new Set(below.map(({ kind }) => kind))).toEqual(new Set(['station']));
  });

  it('are none of a province the map does not have', async () => {
    const made = await addProvinceUnits(database.db, { version: '2020', province: '03' }, () => '');
    expect(made).toBeNull();
  });
});
