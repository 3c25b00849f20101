import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';

const HEAD = 'code,population,households,source,year';

describe.skipIf(!hasPostgres())('importing population (needs initdb and postgres)', () => {
  let console: TestConsole;
  let admin: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    admin = await console.someone(['75'], { kind: 'cdc', role: 'admin' });
  });
  afterAll(() => console.close());

  /** Opens the page and sends its form, as a browser does. */
  async function send(csv: string, { headers }: SignedIn = admin) {
    const page = await console.app.inject({ url: '/console/population', headers });
    const cookies = page.cookies.map(({ name, value }) => `${name}=${value}`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    return console.app.inject({
      method: 'POST',
      url: '/console/population',
      headers: {
        cookie: [headers.cookie, ...cookies].join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: csrf, csv }).toString(),
    });
  }
  const stored = () =>
    console.db
      .selectFrom('population')
      .select(['code', 'population', 'households', 'year'])
      .orderBy('code')
      .execute();

  it('stores what is right, and replaces what was there', async () => {
    const first = await send(`${HEAD}\n75,3.097.107,,"Tổng điều tra, 2019",2019\n`);
    expect(first.statusCode).toBe(303);
    const second = await send(
      `\uFEFFMã;Dân số;Số hộ;Nguồn;Năm\r\ncode;population;households;source;year\r\n'75;3097108;900 000;Cục Thống kê;2020\r\n\r\n26011;12345;;Cục Thống kê;2020\r\n`,
    );
    expect(second.statusCode).toBe(303);
    expect(await stored()).toEqual([
      { code: '26011', population: 12_345, households: null, year: 2020 },
      { code: '75', population: 3_097_108, households: 900_000, year: 2020 },
    ]);
    const audit = await console.db.selectFrom('audit').select(['action', 'detail']).orderBy('id').execute();
    expect(audit).toEqual([
      { action: 'population_imported', detail: { rows: 1 } },
      { action: 'population_imported', detail: { rows: 2 } },
    ]);
  });

  it('names every fault by line, and stores nothing', async () => {
    const before = await stored();
    const answer = await send(
      [
        HEAD,
        '75,1,1,a,2019',
        '4,1,1,a,2019',
        '00004,1,1,a,2019',
        '75,-1,x,,1492',
        '"731",1,1,"hai\ndòng",2019',
        '26011,1,1,a,2021',
      ].join('\n'),
    );
    expect(answer.statusCode).toBe(422);
    const told = [...answer.body.matchAll(/<li>\s*(Dòng[^<]+?)\s*<\/li>/g)].map((found) =>
      found[1]?.replace(/\s+/g, ' '),
    );
    expect(told).toEqual([
      'Dòng 3: mã 4 không có trong danh mục 2020. Excel có thể đã bỏ số 0 ở đầu mã.',
      'Dòng 4: đơn vị 00004 không thuộc địa bàn phụ trách.',
      'Dòng 5: mã 75 đã có ở dòng 2.',
      'Dòng 5: dân số “-1” không phải là số.',
      'Dòng 5: số hộ “x” không phải là số.',
      'Dòng 5: thiếu nguồn số liệu.',
      'Dòng 5: năm “1492” phải từ 1900 đến 2020.',
      'Dòng 8: năm “2021” phải từ 1900 đến 2020.',
    ]);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['', 'Dòng 1: thiếu cột code, population, households, source, year.'],
    ['code;population\n75;1', 'Dòng 1: thiếu cột households, source, year.'],
    [HEAD, 'Dòng 1: không có dòng số liệu nào.'],
  ])('says what %j lacks', async (csv, told) => {
    const answer = await send(csv);
    expect(answer.statusCode).toBe(422);
    expect(answer.body.replace(/\s+/g, ' ')).toContain(told);
  });

  it('shows what was sent as text', async () => {
    const answer = await send('</textarea><script>alert(1)</script>');
    expect(answer.body).not.toContain('<script>alert');
  });

  it('takes all communes of the country', async () => {
    const nation = await console.someone([], { kind: 'nation', role: 'admin' });
    const communes = await console.db
      .selectFrom('areas')
      .select('code')
      .where('level', '=', 'commune')
      .execute();
    const lines = communes.map(({ code }) => `${code};10000;2500;Tổng cục Thống kê;2019`);
    const answer = await send(`${HEAD.replaceAll(',', ';')}\n${lines.join('\n')}`, nation);
    expect(answer.statusCode).toBe(303);
    expect((await stored()).length).toBeGreaterThan(10_000);
  });

  it('is for admins of a province or the nation, and wants a form of its own', async () => {
    const others = [
      await console.someone(['75'], { role: 'officer', kind: 'cdc' }),
      await console.someone(['75', '731'], { role: 'admin', kind: 'district_centre' }),
      await console.someone(['75'], { role: 'admin', kind: 'observer' }),
    ];
    for (const one of others) {
      expect(
        (await console.app.inject({ url: '/console/population', headers: one.headers })).statusCode,
      ).toBe(403);
      expect((await send(`${HEAD}\n75,1,1,a,2019`, one)).statusCode).toBe(403);
    }
    const forged = await console.app.inject({
      method: 'POST',
      url: '/console/population',
      headers: { ...admin.headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csv: `${HEAD}\n75,1,1,a,2019` }).toString(),
    });
    expect(forged.statusCode).toBe(403);
  });
});
