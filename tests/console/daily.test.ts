import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';
import { readXlsx } from '../support/read-xlsx.ts';

const DAY = 86_400_000;
const base = aDeclaration();

describe.skipIf(!hasPostgres())('the daily report (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
    const elsewhere = { code: '00004', path: ['001', '01'], version: '2020' };
    const declared = [
      aDeclaration({ urn: 'telegram:1', declaredAt: NOON - 1_000 }),
      aDeclaration({ urn: 'telegram:1', subject: 'mother', declaredAt: NOON - 2_000 }),
      aDeclaration({ urn: 'telegram:1', declaredAt: NOON - DAY }),
      aDeclaration({ urn: 'telegram:2', declaredAt: NOON, person: { ...base.person, area: elsewhere } }),
    ];
    await insertDeclarations(console.db, declared, {
      crypto: createFieldCrypto(randomBytes(32)),
      sensitive: new Set(['identity', 'insurance']),
    });
    const persons = await console.db
      .selectFrom('persons')
      .select('id')
      .where('urn', '=', 'telegram:1')
      .execute();
    const [here, ended] = persons.map(({ id }) => id);
    const decision = {
      work_item: null,
      day_zero: '2020-03-20',
      ends_on: '2020-04-03',
      authority: 'CDC',
      decided_by: null,
    };
    await console.db
      .insertInto('isolations')
      .values([
        {
          ...decision,
          person: here ?? '',
          place: 'home',
          decided_at: new Date(NOON - 60_000),
          ended_at: null,
          ending: null,
        },
        {
          ...{
            ...decision,
            person: ended ?? '',
            place: 'concentrated',
            decided_at: new Date(NOON - 5 * DAY),
          },
          ...{ ended_at: new Date(NOON - 3_600_000), ending: 'completed' },
        },
      ])
      .execute();
  });
  afterAll(() => console.close());

  const get = (query: string, { headers }: SignedIn = officer) =>
    console.app.inject({ url: `/console/exports/daily?${query}`, headers });

  it('counts the day by the areas below, with what it was made by', async () => {
    const answer = await get('day=2020-03-27&format=csv');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="bao-cao-ngay_tinh-dong-nai_2020-03-27.csv"',
    );
    const [, names = [], ...lines] = readCsv(answer.body.slice(1));
    const rows = lines.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i]])));
    const counted = {
      ...{ declarations: '2', declarations_total: '3', persons: '2', persons_total: '2', family: '1' },
      ...{
        level_3: '2',
        level_0: '0',
        symptom_fever: '2',
        exposure_case: '0',
        work_made: expect.any(String) as string,
      },
      ...{ isolation_home_new: '1', isolation_home_current: '1', isolation_concentrated_total: '1' },
      ...{ isolation_concentrated_current: '0', isolation_concentrated_ended_today: '1' },
      ...{ as_of_iso: '2020-03-27T05:00:00.000Z', ruleset: 'ncovi-2020-03', ruleset_version: '1' },
      ...{ admin_version: "'2020", report_day: '27/03/2020', report_day_iso: '2020-03-27' },
    };
    expect(rows.find((row) => row['area_code'] === "'731")).toMatchObject(counted);
    expect(rows.at(-1)).toMatchObject({ ...counted, area_name: 'Cộng' });
    // 11 districts and the total.
    expect(rows).toHaveLength(12);
  });

  it('is the same as a page to print and as a workbook', async () => {
    const page = await get('day=2020-03-27');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('console-exports:');
    expect(page.body).toContain('Số liệu tính đến 27/03/2020 12:00');
    const book = readXlsx((await get('day=2020-03-27&format=xlsx')).rawPayload);
    expect(book).toHaveLength(14);
  });

  it('counts the day before as it ended', async () => {
    const [, names = [], ...lines] = readCsv(
      (await get('day=2020-03-26&format=csv-semicolon')).body.slice(1),
      ';',
    );
    const total = lines.at(-1) ?? [];
    expect(total[names.indexOf('declarations')]).toBe('1');
    expect(total[names.indexOf('as_of_iso')]).toBe('2020-03-26T17:00:00.000Z');
  });

  it('is one line and the total for a commune', async () => {
    const station = await console.someone(['75', '731', '26011']);
    const [, names = [], ...lines] = readCsv((await get('format=csv&day=2020-03-27', station)).body.slice(1));
    expect(lines.map((line) => line[names.indexOf('declarations')])).toEqual(['2', '2']);
  });

  const total = async (query: string, who?: SignedIn) => {
    const [, names = [], ...lines] = readCsv((await get(`format=csv&${query}`, who)).body.slice(1));
    return Object.fromEntries(names.map((name, i) => [name, lines.at(-1)?.[i]]));
  };

  it('is cut off at the hour asked for: the day is the 24 hours before', async () => {
    // From noon of the 26th, when one was declared, up to noon of the 27th.
    expect(await total('day=2020-03-27&hour=12')).toMatchObject({
      ...{ declarations: '3', declarations_total: '3' },
      ...{ counted_from: '26/03/2020 12:00', counted_from_iso: '2020-03-26T05:00:00.000Z' },
    });
    expect(await total('day=2020-03-27&hour=11')).toMatchObject({
      ...{ declarations: '1', declarations_total: '1', as_of_iso: '2020-03-27T04:00:00.000Z' },
    });
    expect((await get('day=2020-03-27&hour=18')).body).toContain(
      '“Trong ngày” tính từ 26/03/2020 18:00, chốt lúc 18:00.',
    );
    for (const hour of ['0', '25', '7.5', 'x']) expect((await get(`hour=${hour}`)).statusCode).toBe(400);
  });

  it('counts the declarations that need work as received, handled and outstanding', async () => {
    const items = await console.db
      .selectFrom('work_items')
      .innerJoin('persons', 'persons.id', 'work_items.person')
      .select('work_items.id')
      .where('urn', '=', 'telegram:1')
      .execute();
    const [verified, closed] = items.map(({ id }) => id);
    const change = (id: string | undefined, changes: Record<string, Date>) =>
      console.db
        .updateTable('work_items')
        .set(changes)
        .where('id', '=', id ?? '')
        .execute();
    await console.db
      .updateTable('work_items')
      .set({ created_at: new Date(NOON - 2 * 3_600_000) })
      .execute();
    const day = 'day=2020-03-27';
    expect(await total(day)).toMatchObject({
      ...{ reports_received: '2', reports_handled: '0', reports_outstanding: '2' },
    });
    await change(verified, { verified_at: new Date(NOON - 3_600_000), closed_at: new Date(NOON - 60_000) });
    await change(closed, { closed_at: new Date(NOON - 1_800_000), created_at: new Date(NOON - DAY) });
    expect(await total(day)).toMatchObject({
      ...{ reports_received: '1', reports_handled: '2', reports_outstanding: '0' },
    });
    // As it was at eleven, before either was handled, and a day before.
    expect(await total(`${day}&hour=11`)).toMatchObject({
      ...{ reports_received: '2', reports_handled: '0', reports_outstanding: '2' },
    });
    expect(await total('day=2020-03-25')).toMatchObject({ reports_received: '0', reports_outstanding: '0' });
  });

  it('sets who declared against the population, where that is known', async () => {
    const nobody = await total('day=2020-03-27');
    expect(nobody).toMatchObject({ persons_first: '1', population: '', adoption_share: '' });
    const districts = await console.db
      .selectFrom('areas')
      .select('code')
      .where('parent', '=', '75')
      .execute();
    const rows = districts.map(({ code }) => ({
      ...{ area_version: '2020', code, population: code === '731' ? 8 : 17 },
      ...{ households: null, source: 'thử', year: 2019 },
    }));
    await console.db.insertInto('population').values(rows.slice(1)).execute();
    // One district is not known: neither is the sum.
    expect(await total('day=2020-03-27')).toMatchObject({ population: '', adoption_share: '' });
    await console.db.insertInto('population').values(rows.slice(0, 1)).execute();
    expect(await total('day=2020-03-27')).toMatchObject({ population: '178', adoption_share: '1.1' });
    const page = (await get('day=2020-03-27')).body;
    expect(page).toContain('Đã khai trên dân số (%)');
    expect(page).toMatch(/Thành phố Biên Hòa<\/th>(\s*<td class="number">\s*(1|8|25)<\/td>){3}/);
    const book = readXlsx((await get('day=2020-03-27&format=xlsx')).rawPayload);
    expect(book[1]?.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['adoption_share', 'reports_outstanding', 'counted_from']),
    );
  });

  it('counts what was said of health in those hours', async () => {
    const { id } = await console.db
      .selectFrom('persons')
      .select('id')
      .where('urn', '=', 'telegram:1')
      .limit(1)
      .executeTakeFirstOrThrow();
    const line = { person: id, temperature: '36.8', symptoms: [], staff: null, declaration: null };
    await console.db
      .insertInto('health_log')
      .values([
        {
          ...line,
          source: 'bot',
          day: '2020-03-26',
          part: 'afternoon',
          at: new Date('2020-03-26T12:00:00Z'),
        },
        { ...line, source: 'bot', day: '2020-03-27', part: 'morning', at: new Date('2020-03-27T01:00:00Z') },
      ])
      .execute();
    expect(await total('day=2020-03-27&hour=18')).toMatchObject({ updates: '2' });
    expect(await total('day=2020-03-27')).toMatchObject({ updates: '1' });
  });

  it('is for who may see health, and of their own area', async () => {
    const desk = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    expect((await get('', desk)).statusCode).toBe(403);
    expect((await get('area=01')).statusCode).toBe(404);
    expect((await get('day=27/03/2020')).statusCode).toBe(400);
  });
});
