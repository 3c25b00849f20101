import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import {
  listDeclarations,
  type Cursor,
  type DeclarationFilter,
} from '../../src/storage/list-declarations.ts';
import { makePartition } from '../../src/storage/partitions.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('lists of declarations (needs initdb and postgres)', () => {
  const now = new Date('2020-03-27T01:00:00Z');
  const declarations = country();
  const amended = new Set(declarations.map(({ amends }) => amends));
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    for (const day of ['2020-03-01', '2020-02-01', '2020-01-01', '2019-06-01']) {
      await makePartition(database.db, new Date(day));
    }
    const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
    await insertDeclarations(database.db, declarations, sealing);
  });
  afterAll(() => database.drop());

  const pagesOf = async (filter: DeclarationFilter, limit: number): Promise<string[]> => {
    const ids: string[] = [];
    let after: Cursor | null = null;
    do {
      const page = await listDeclarations(database.db, filter, { limit, after }, now);
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    return ids;
  };
  const expected = (fits: (declaration: Declaration) => boolean, withAmended = false): string[] =>
    declarations
      .filter((declaration) => fits(declaration) && (withAmended || !amended.has(declaration.id)))
      .toSorted((a, b) => b.declaredAt - a.declaredAt || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id);

  const day = (text: string) => new Date(text);
  const cases: [string, DeclarationFilter, (declaration: Declaration) => boolean][] = [
    ['everything', {}, () => true],
    ['a province', { area: ['75'] }, ({ person }) => person.area?.path.at(-1) === '75'],
    ['a district', { area: ['75', '731'] }, ({ person }) => person.area?.path[0] === '731'],
    ['a commune', { area: ['75', '731', '26011'] }, ({ person }) => person.area?.code === '26011'],
    [
      'a commune of a map without districts',
      { area: ['01', '00004'] },
      ({ person }) => person.area?.code === '00004',
    ],
    ['one level', { levels: [4, 4] }, ({ triage }) => triage.level === 4],
    [
      'levels upwards in a province',
      { levels: [2, 5], area: ['75'] },
      ({ triage, person }) => triage.level >= 2 && person.area?.path.at(-1) === '75',
    ],
    ['all levels', { levels: [0, 5] }, () => true],
    ['interrupted ones', { status: 'interrupted' }, ({ status }) => status === 'interrupted'],
    ['complete ones', { status: 'complete' }, ({ status }) => status === 'complete'],
    [
      'days',
      { from: day('2020-01-15'), until: day('2020-02-15') },
      ({ declaredAt }) => declaredAt >= Date.parse('2020-01-15') && declaredAt < Date.parse('2020-02-15'),
    ],
    [
      'days long ago',
      { from: day('2018-01-15'), until: day('2019-07-01') },
      ({ declaredAt }) => declaredAt >= Date.parse('2018-01-15') && declaredAt < Date.parse('2019-07-01'),
    ],
    ['a symptom', { symptom: 'fever' }, ({ person }) => person.symptoms.includes('fever')],
    [
      'an exposure in a district',
      { exposure: 'case', area: ['75', '731'] },
      ({ person }) => person.exposures.includes('case') && person.area?.path[0] === '731',
    ],
    [
      'a name without diacritics, in any order',
      { name: 'dao NGUYEN' },
      ({ person }) => person.name === 'Nguyễn Thị Đào',
    ],
    ['a name only begun', { name: 'Trần văn H' }, ({ person }) => person.name === 'Trần Văn Hùng'],
    ['a name nobody has', { name: 'Nguyễn Khôngai' }, () => false],
    ['a name without letters', { name: " '&!|:*() " }, () => false],
    ['a phone', { phone: '+84900000003' }, ({ person }) => person.phone === '+84900000003'],
    ['a receipt', { receipt: 'R-17' }, ({ receipt }) => receipt === 'R-17'],
  ];
  it.each(cases)('hold %s, newest first, page by page', async (_what, filter, fits) => {
    expect(await pagesOf(filter, 7)).toEqual(expected(fits));
    expect(await pagesOf({ ...filter, amended: true }, 1_000)).toEqual(expected(fits, true));
  });

  it('show the newest version alone, whichever was stored first', () => {
    expect(expected(() => true).length).toBeLessThan(declarations.length);
  });

  it('show what a list needs and no answers', async () => {
    const { rows } = await listDeclarations(database.db, { receipt: 'R-18' }, { limit: 1, after: null }, now);
    expect(rows[0]).toMatchObject({ receipt: 'R-18', channel: 'telegram', area_version: '2020' });
    expect(rows[0]).not.toHaveProperty('answers');
  });
});

/** 300 declarations of two provinces over two years, one of a far future, two at the same moment, some amended. */
function country(): Declaration[] {
  const { person, triage } = aDeclaration();
  const areas = [
    { code: '26011', path: ['731', '75'], version: '2020' },
    { code: '26014', path: ['731', '75'], version: '2020' },
    { code: '26173', path: ['740', '75'], version: '2020' },
    { code: '00001', path: ['001', '01'], version: '2020' },
    { code: '00004', path: ['01'], version: '2025-07' },
    null,
  ];
  const made: Declaration[] = [];
  for (let i = 0; i < 300; i++) {
    const declaredAt =
      i === 0 ? Date.parse('9999-01-01') : Date.parse('2020-03-27') - Math.floor(i / 2) * 5 * 86_400_000;
    made.push(
      aDeclaration({
        receipt: `R-${i}`,
        declaredAt,
        status: i % 11 === 3 ? 'interrupted' : 'complete',
        amends: i % 6 === 1 ? (made[i - ((i % 4) + 1)]?.id ?? null) : null,
        person: {
          ...person,
          area: areas[i % 6] ?? null,
          name: [null, 'Nguyễn Thị Đào', 'Trần Văn Hùng', 'Lê Đào'][i % 4] ?? null,
          phone: `+8490000000${i % 10}`,
          symptoms: i % 5 === 0 ? ['fever', 'cough'] : [],
          exposures: i % 7 === 0 ? ['case'] : [],
        },
        triage: { ...triage, level: i % 3 === 0 ? i % 6 : 0 },
      }),
    );
  }
  return made.reverse();
}
