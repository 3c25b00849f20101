import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAreaMap, loadAreas } from '../../src/assets/areas.ts';
import { areaNames, storeAreas } from '../../src/storage/areas.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('areas (needs initdb and postgres)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are stored once, by however many starters, with their paths', async () => {
    const gazetteer = loadAreas('2020');
    const written = await Promise.all([1, 2, 3].map(() => storeAreas(database.db, '2020', gazetteer)));
    expect(written.toSorted((a, b) => a - b)).toEqual([0, 0, gazetteer.all().length]);
    const row = await database.db
      .selectFrom('areas')
      .selectAll()
      .where('code', '=', '26008')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ version: '2020', path: ['75', '731', '26008'], parent: '731' });
    expect(await areaNames(database.db, '2020', ['75', '00'])).toEqual(new Map([['75', 'Tỉnh Đồng Nai']]));
  });

  it('stay when the installation gets another map: records name the map they were made on', async () => {
    await storeAreas(database.db, '2020', loadAreaMap('2020'));
    const later = loadAreaMap('2025-07');
    expect(await storeAreas(database.db, '2025-07', later)).toBe(later.all().length);
    expect(await areaNames(database.db, '2025-07', ['26017', '731'])).toEqual(
      new Map([['26017', 'Phường Tam Hiệp']]),
    );
    expect(await areaNames(database.db, '2020', ['26008', '731'])).toEqual(
      new Map([
        ['26008', 'Phường Tân Hiệp'],
        ['731', 'Thành phố Biên Hòa'],
      ]),
    );
  });

  it('are of the map alone, whatever else its gazetteer understands', async () => {
    const later = loadAreas('2026-04');
    const written = await storeAreas(database.db, '2026-04', later);
    expect(written).toBe(loadAreaMap('2026-04').all().length);
    expect(await areaNames(database.db, '2026-04', ['26248', '731', '75'])).toEqual(
      new Map([
        ['26248', 'Phường Trảng Bom'],
        ['75', 'Thành phố Đồng Nai'],
      ]),
    );
  });

  it('follow the gazetteer when it changes', async () => {
    const one = {
      code: '99',
      name: 'Tỉnh Một',
      bareName: 'Một',
      kind: 'tỉnh',
      level: 'province',
      parent: null,
    };
    const map = (...areas: (typeof one)[]) => ({ all: () => areas, ancestors: () => [] });
    await storeAreas(database.db, 'test', map(one, { ...one, code: '98' }));
    expect(await storeAreas(database.db, 'test', map({ ...one, name: 'Tỉnh Mới' }))).toBe(1);
    expect(await areaNames(database.db, 'test', ['98', '99'])).toEqual(new Map([['99', 'Tỉnh Mới']]));
  });
});
