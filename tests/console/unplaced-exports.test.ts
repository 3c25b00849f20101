import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { isolated } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';

const base = aDeclaration();

describe.skipIf(!hasPostgres())('exports of people without a known place (needs initdb and postgres)', () => {
  let console: TestConsole;
  const people = {} as Record<'cdc' | 'health' | 'centre' | 'hanoi' | 'nation', SignedIn>;
  beforeAll(async () => {
    console = await startConsole();
    people.cdc = await console.someone(['75'], { kind: 'cdc' });
    people.health = await console.someone(['75'], { kind: 'health_department' });
    people.centre = await console.someone(['75', '731'], { kind: 'district_centre' });
    people.hanoi = await console.someone(['01'], { kind: 'cdc' });
    people.nation = await console.someone([], { kind: 'nation' });
    await console.db
      .updateTable('units')
      .set({ takes_unplaced: true })
      .where('id', 'in', [people.cdc.unit, people.centre.unit])
      .execute();
    const of = (i: number, area: (typeof base)['person']['area']) =>
      aDeclaration({
        ...{ urn: `telegram:${i}`, receipt: `R${i}`, declaredAt: NOON - i * 60_000 },
        person: { ...base.person, name: `Người ${i}`, area },
      });
    await insertDeclarations(
      console.db,
      // One with a place between two without: they come in one order.
      [of(1, null), of(2, { code: '26011', path: ['731', '75'], version: '2020' }), of(3, null)],
      { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set(['identity', 'insurance']) },
    );
    await console.db
      .updateTable('work_items')
      .set({ created_at: new Date(NOON - 60_000) })
      .execute();
    const items = await console.db.selectFrom('work_items').select(['id', 'person']).execute();
    for (const { id, person } of items) await isolated(console.db, { person, item: id });
  });
  afterAll(() => console.close());

  const get = (url: string, { headers }: SignedIn) =>
    console.app.inject({ url: `/console/exports/${url}`, headers });
  async function names(what: string, who: SignedIn, query = ''): Promise<string[]> {
    const { body } = await get(`table?what=${what}&format=csv${query}`, who);
    const [, heads = [], ...rows] = readCsv(body.slice(1));
    return rows.map((row) => row[heads.indexOf('name')] ?? '');
  }

  it.each(['declarations', 'persons', 'work-items', 'isolations'])(
    '%s: for units that take them',
    async (what) => {
      const all = ['Người 1', 'Người 2', 'Người 3'];
      expect((await names(what, people.cdc)).sort()).toEqual(all);
      expect((await names(what, people.nation)).sort()).toEqual(all);
      expect(await names(what, people.health)).toEqual(['Người 2']);
      expect(await names(what, people.centre)).toEqual(['Người 2']);
      expect(await names(what, people.hanoi)).toEqual([]);
      // Of a district asked for, only those who live there.
      expect(await names(what, people.cdc, '&area=731')).toEqual(['Người 2']);
    },
  );

  it('keep the order, and the days asked for', async () => {
    expect(await names('declarations', people.cdc)).toEqual(['Người 1', 'Người 2', 'Người 3']);
    expect(await names('declarations', people.cdc, '&from=2020-03-28')).toEqual([]);
  });

  it('have them as FHIR, and in the daily report on a line of their own', async () => {
    const patients = await get('fhir?type=Patient', people.cdc);
    expect(patients.body.trim().split('\n')).toHaveLength(3);
    const line = async (who: SignedIn) => {
      const [, heads = [], ...rows] = readCsv(
        (await get('daily?day=2020-03-27&format=csv', who)).body.slice(1),
      );
      return rows
        .filter((row) => row[heads.indexOf('area_name')] === 'Chưa rõ đơn vị cấp dưới')
        .map((row) =>
          ['declarations', 'persons', 'reports_outstanding'].map((name) => row[heads.indexOf(name)]),
        );
    };
    expect(await line(people.cdc)).toEqual([['2', '2', '2']]);
    expect(await line(people.health)).toEqual([]);
  });
});
