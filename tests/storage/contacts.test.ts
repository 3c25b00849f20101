import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, markF, mergeAsOne, removeContact } from '../../src/follow-up/change-contacts.ts';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import { graphAround } from '../../src/storage/contacts.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { aMember, anOfficer, aUnit } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('contacts (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let nation: string;
  let north: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    nation = await anOfficer(database.db, []);
    north = await anOfficer(database.db, ['01']);
  });
  afterAll(() => database.drop());

  const as = <T>(work: (tx: Scoped) => Promise<T>, staff = nation) => asStaff(database.db, staff, work);
  const people = async (count: number, path = ['75']): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await database.db
      .insertInto('persons')
      .values(ids.map((id) => aPersonRow(id, path)))
      .execute();
    return ids;
  };
  const link = (source = '', contact = '', staff = nation) =>
    as((tx) => addContact(tx, { source, contact, met_on: null, note: '' }), staff);
  const fOf = async (ids: string[]): Promise<(number | null)[]> => {
    const rows = await database.db
      .selectFrom('persons')
      .select(['id', 'f_status'])
      .where('id', 'in', ids)
      .execute();
    return ids.map((id) => rows.find((row) => row.id === id)?.f_status ?? null);
  };

  it('make everybody downstream F1 to F5, and nobody beyond', async () => {
    const chain = await people(8);
    for (let i = 7; i > 0; i--) await link(chain[i - 1], chain[i]);
    expect(await fOf(chain)).toEqual(Array(8).fill(null));
    expect(await as((tx) => markF(tx, chain[0] ?? '', 0))).toBe(5);
    expect(await fOf(chain)).toEqual([0, 1, 2, 3, 4, 5, null, null]);
    await as((tx) => markF(tx, chain[2] ?? '', null));
    expect(await fOf(chain)).toEqual([0, 1, null, null, null, null, null, null]);
    await as((tx) => markF(tx, chain[2] ?? '', 'computed'));
    expect(await fOf(chain)).toEqual([0, 1, 2, 3, 4, 5, null, null]);
  });

  it('leave no status behind when a link goes, also in a circle', async () => {
    const [a = '', b = '', c = ''] = await people(3);
    await as((tx) => markF(tx, a, 0));
    await link(a, b);
    await link(b, c);
    await link(c, b);
    expect(await fOf([a, b, c])).toEqual([0, 1, 2]);
    expect(await as((tx) => removeContact(tx, { source: a, contact: b }))).toBe(2);
    expect(await fOf([a, b, c])).toEqual([0, null, null]);
    expect(await as((tx) => removeContact(tx, { source: a, contact: b }))).toBeNull();
  });

  it('reach into other areas, where who is asking still sees nobody', async () => {
    const [here = '', end = ''] = await people(2, ['01']);
    const [there = ''] = await people(1, ['75']);
    await link(here, there);
    await link(there, end);
    expect(await as((tx) => markF(tx, here, 0), north)).toBe(2);
    expect(await fOf([here, there, end])).toEqual([0, 1, 2]);
    const seen = await as((tx) => graphAround(tx, here), north);
    expect(seen).toMatchObject({ contacts: [], cut: false });
    expect(seen.persons.map(({ id }) => id)).toEqual([here]);
    expect(await as((tx) => markF(tx, there, null), north)).toBeNull();
    await expect(link(here, there, north)).rejects.toThrow(/row-level security/);
    expect(await as((tx) => removeContact(tx, { source: here, contact: there }), north)).toBeNull();
  });

  it('are changed by those who may write alone', async () => {
    const [a = '', b = '', c = ''] = await people(3);
    await link(a, b);
    const viewer = await aMember(database.db, await aUnit(database.db), { role: 'viewer' });
    await expect(link(a, c, viewer)).rejects.toThrow(/row-level security/);
    await expect(as((tx) => markF(tx, a, 0), viewer)).rejects.toThrow(/row-level security/);
    expect(await as((tx) => removeContact(tx, { source: a, contact: b }), viewer)).toBeNull();
    expect((await as((tx) => graphAround(tx, b), viewer)).contacts).toMatchObject([
      { source: a, contact: b },
    ]);
  });

  it('of two records that are one person become those of the one', async () => {
    const [a = '', one = '', same = '', c = ''] = await people(4);
    await as((tx) => markF(tx, a, 1));
    await link(a, one);
    await link(same, c);
    expect(await as((tx) => mergeAsOne(tx, same, one))).toBe(true);
    expect(await fOf([a, one, c])).toEqual([1, 2, 3]);
  });

  it('miss nothing when two change the graph at once', async () => {
    const chain = await people(6);
    await Promise.all([
      ...chain.slice(1).map((id, i) => link(chain[i], id)),
      as((tx) => markF(tx, chain[0] ?? '', 0)),
    ]);
    expect(await fOf(chain)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are shown up to a limit, and it is said when there are more', async () => {
    const [hub = '', ...others] = await people(12);
    for (const other of others) await link(hub, other);
    const all = await as((tx) => graphAround(tx, others[0] ?? ''));
    expect([all.persons.length, all.contacts.length, all.cut]).toEqual([12, 11, false]);
    const some = await as((tx) => graphAround(tx, hub, 5));
    expect([some.persons.length, some.cut]).toEqual([5, true]);
  });
});
