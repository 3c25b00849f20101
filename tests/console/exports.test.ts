import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';

const base = aDeclaration();
/** Somebody of a commune of Biên Hòa, by default Tân Phong. */
const of = (name: string, changes: Partial<Declaration['person']> = {}, i = 0): Declaration =>
  aDeclaration({
    urn: `telegram:${name}${i}`,
    declaredAt: NOON - 60_000 * i,
    person: { ...base.person, name, ...changes },
  });
const elsewhere = { code: '00004', path: ['001', '01'], version: '2020' };
const FORMULA = '=HYPERLINK("http://x.example";"Xem")';

describe.skipIf(!hasPostgres())('exports of tables (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
    const names = [
      FORMULA,
      '+84',
      '-1+2',
      '@SUM(A1)',
      'Lê "Ba"\r\nVăn, Tư; Năm',
      'Nguye\u0302\u0303n Thị Hoà',
    ];
    await insertDeclarations(
      console.db,
      [...names.map((name, i) => of(name, {}, i)), of('Ở nơi khác', { area: elsewhere })],
      { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set(['identity', 'insurance']) },
    );
  });
  afterAll(() => console.close());

  const get = (url: string, { headers }: SignedIn = officer) => console.app.inject({ url, headers });
  const file = (query: string) => `/console/exports/table?${query}`;
  /** Rows as records by the second heading. */
  const rowsOf = (body: string, delimiter = ',') => {
    const [, names = [], ...rows] = readCsv(body.slice(1), delimiter);
    return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
  };

  it('offers what one may take, in words', async () => {
    const page = await get('/console/exports');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Xuất dữ liệu');
    expect(page.body).not.toContain('console-exports:');
    expect(page.body).toContain('Thành phố Biên Hòa');
  });

  it('writes CSV a spreadsheet reads as it is meant', async () => {
    const answer = await get(file('what=declarations&format=csv&from=2020-03-27&to=2020-03-27'));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="to-khai_tinh-dong-nai_2020-03-27_2020-03-27.csv"',
    );
    expect(answer.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const rows = rowsOf(answer.body);
    expect(rows.map((row) => row['name'])).toEqual([
      `'${FORMULA}`,
      "'+84",
      "'-1+2",
      "'@SUM(A1)",
      'Lê "Ba"\r\nVăn, Tư; Năm',
      'Nguyễn Thị Hoà',
    ]);
    expect(rows[0]).toMatchObject({
      phone: "'+84912345678",
      area_code: "'26011",
      declared_at: '27/03/2020 12:00',
      declared_at_iso: '2020-03-27T05:00:00.000Z',
      symptoms: 'Sốt; Ho',
      symptoms_code: 'fever cough',
      province: 'Tỉnh Đồng Nai',
    });
    expect(readCsv(answer.body.slice(1))[0]?.[0]).toBe('Mã tờ khai');
  });

  it('takes a semicolon instead', async () => {
    const answer = await get(file('what=persons&format=csv-semicolon'));
    expect(rowsOf(answer.body, ';').map((row) => row['name'])).toContain(`'${FORMULA}`);
  });

  it('never has sealed answers, nor the words that were typed', async () => {
    for (const what of ['declarations', 'persons', 'work-items', 'isolations']) {
      const { body, statusCode } = await get(file(`what=${what}&format=csv`));
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/079123456789|DN4797912345678|sealed|v1\.|sốt, ho/);
    }
  });

  it('has nothing of another area, and refuses to look there', async () => {
    const { body } = await get(file('what=declarations&format=csv'));
    expect(body).not.toContain('Ở nơi khác');
    expect((await get(file('what=declarations&format=csv&area=01'))).statusCode).toBe(404);
    const station = await console.someone(['75', '731', '25993']);
    expect(rowsOf((await get(file('what=persons&format=csv'), station)).body)).toEqual([]);
    const district = await get(file('what=persons&format=csv&area=731'));
    expect(rowsOf(district.body)).toHaveLength(6);
  });

  it('is only the headings where there is nothing', async () => {
    const answer = await get(file('what=declarations&format=csv&from=2019-01-01&to=2019-01-31'));
    expect(readCsv(answer.body.slice(1))).toHaveLength(2);
  });

  it('refuses who sees sums only, and who is not signed in', async () => {
    const refused = [
      await console.someone(['75'], { role: 'communications' }),
      await console.someone(['75'], { role: 'viewer', kind: 'observer' }),
    ];
    for (const one of refused) {
      expect((await get('/console/exports', one)).statusCode).toBe(403);
      expect((await get(file('what=persons&format=csv'), one)).statusCode).toBe(403);
    }
    const nobody = await console.app.inject(file('what=persons&format=csv'));
    expect(nobody.statusCode).toBe(303);
  });

  it.each([
    'what=staff&format=csv',
    'what=persons&format=pdf',
    'what=persons&format=csv&from=27/03/2020',
    '',
  ])('does not understand %s', async (query) => {
    expect((await get(file(query))).statusCode).toBe(400);
  });

  it('is written down, each time once', async () => {
    const viewer = await console.someone(['75'], { role: 'viewer', kind: 'cdc' });
    await get(file('what=persons&format=csv&area=731&from=2020-03-01'), viewer);
    const rows = await console.db.selectFrom('audit').selectAll().where('staff', '=', viewer.staff).execute();
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'exported',
        unit: viewer.unit,
        area_path: ['75'],
        address: '127.0.0.1',
        detail: {
          what: 'persons',
          filter: { area: '731', from: '2020-03-01', to: null, format: 'csv' },
          rows: 6,
          complete: true,
          apiToken: null,
        },
      }),
    ]);
  });
});
