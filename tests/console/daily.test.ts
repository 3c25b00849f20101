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

  it('is for who may see health, and of their own area', async () => {
    const desk = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    expect((await get('', desk)).statusCode).toBe(403);
    expect((await get('area=01')).statusCode).toBe(404);
    expect((await get('day=27/03/2020')).statusCode).toBe(400);
  });
});
