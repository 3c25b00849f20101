import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { declarationsOf, insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { countOutside, makePartition, makePartitions } from '../../src/storage/partitions.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('months of declarations (needs initdb and postgres)', () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
  const now = new Date('2020-03-27T01:00:00Z');
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const store = async (...days: string[]) => {
    const declarations = days.map((day) => aDeclaration({ declaredAt: Date.parse(day) }));
    await insertDeclarations(database.db, declarations, sealing);
    return declarations;
  };
  const tables = async () => {
    const { rows } = await sql<{ month: string; day: string }>`
      select tableoid::regclass::text as month, to_char(declared_at at time zone 'UTC', 'YYYY-MM-DD') as day
      from declarations order by declared_at`.execute(database.db);
    return rows.map(({ month, day }) => `${day} ${month}`);
  };

  it('are made ahead, once by however many starters', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => makePartitions(database.db, now)));
    expect(results.flatMap(({ made }) => made).sort()).toEqual(['2020-03', '2020-04', '2020-05']);
    await store('2020-03-31T23:59:59.999Z', '2020-04-01T00:00:00Z');
    expect(await tables()).toEqual(['2020-03-31 declarations_2020_03', '2020-04-01 declarations_2020_04']);
    expect(await makePartitions(database.db, now)).toEqual({ made: [], outside: 0 });
  });

  it('take over what lay about of them; what is dated far off stays where it is, and is found', async () => {
    const [, , far] = await store('2020-03-27', '2019-02-01', '1970-01-02', '2020-07-01', '9999-12-31');
    expect(await countOutside(database.db)).toBe(5);
    expect(await makePartitions(database.db, now)).toEqual({
      made: expect.arrayContaining(['2019-02', '2020-03', '2020-04', '2020-05']) as string[],
      outside: 3,
    });
    expect(await tables()).toEqual([
      '1970-01-02 declarations_default',
      '2019-02-01 declarations_2019_02',
      '2020-03-27 declarations_2020_03',
      '2020-07-01 declarations_default',
      '9999-12-31 declarations_default',
    ]);
    expect((await declarationsOf(database.db, 'telegram:4242', 10)).map(({ id }) => id)).toContain(far?.id);
    expect(await makePartitions(database.db, new Date('2020-07-01'))).toMatchObject({ outside: 2 });
  });

  it('lose and double nothing that is stored while they are made', async () => {
    const storing = Promise.all(
      Array.from({ length: 20 }, () => store('2020-03-05', '2020-04-05', '2020-05-05')),
    );
    await makePartitions(database.db, now);
    await storing;
    await makePartitions(database.db, now);
    expect(await countOutside(database.db)).toBe(0);
    expect(await tables()).toHaveLength(60);
  });

  it('do not let an id come twice, not even with another time', async () => {
    await makePartition(database.db, now);
    const [declaration] = await store('2020-03-27');
    if (declaration === undefined) throw new Error('nothing was stored');
    for (const day of ['2020-03-27', '2020-03-28', '2020-05-01']) {
      const again = { ...declaration, declaredAt: Date.parse(day) };
      expect(await insertDeclarations(database.db, [again, declaration], sealing)).toEqual([]);
    }
    expect(await tables()).toEqual(['2020-03-27 declarations_2020_03']);
  });
});
