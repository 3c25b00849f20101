import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shadeOf, shadesOf } from '../../src/console/tile-shades.ts';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { hasPostgres } from '../support/postgres.ts';
import { visit } from '../support/visit.ts';

describe('the shades of tiles', () => {
  it('are up to five steps of equal width, whole numbers without gaps', () => {
    expect(shadesOf([0, 'hidden', 23])).toEqual([
      { step: 1, from: 1, to: 5 },
      { step: 2, from: 6, to: 10 },
      { step: 3, from: 11, to: 15 },
      { step: 4, from: 16, to: 20 },
      { step: 5, from: 21, to: 23 },
    ]);
    expect(shadesOf([2, 0])).toEqual([
      { step: 1, from: 1, to: 1 },
      { step: 2, from: 2, to: 2 },
    ]);
    expect(shadesOf([6]).map(({ to }) => to)).toEqual([2, 4, 6]);
  });

  it('have none where nothing is counted', () => {
    expect(shadesOf([])).toEqual([]);
    expect(shadesOf([0, 'unknown'])).toEqual([]);
  });

  it('take every value up to the largest to one step', () => {
    for (const most of [1, 4, 5, 6, 99, 100, 101]) {
      const shades = shadesOf([most]);
      expect(shadeOf(0, shades)).toBe(0);
      expect(shadeOf(1, shades)).toBe(1);
      expect(shadeOf(most, shades)).toBe(shades.length);
    }
  });
});

describe.skipIf(!hasPostgres())('areas as tiles (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let press: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75', '731'], { kind: 'district_centre' });
    press = await console.someone(['75', '731'], { role: 'communications', kind: 'communications' });
    const rows = (count: number, code: string) =>
      Array.from({ length: count }, () => aPersonRow(randomUUID(), ['75', '731', code]));
    await console.db
      .insertInto('persons')
      .values([...rows(12, '26011'), ...rows(6, '26014'), ...rows(3, '26008')])
      .execute();
    await console.db
      .insertInto('population')
      .values(
        [
          { code: '26011', population: 1000 },
          { code: '26008', population: 300 },
        ].map((row) => ({ ...row, area_version: '2020', households: null, source: 'thử', year: 2019 })),
      )
      .execute();
  });
  afterAll(() => console.close());

  /** Names with their numbers, as the tiles and as the table have them. */
  async function seen(who: SignedIn, query: string) {
    const { body, status } = await visit(console.app, who.headers).get(`/console/figures/tiles?${query}`);
    const words = (text: string) =>
      text
        .replace(/<[^>]*>/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    const tile =
      /<a class="tile shade-(\w+)" href="([^"]+)"\s*><span>(.*?)<\/span> <strong>(.*?)<\/strong>/gs;
    const tiles = [...body.matchAll(tile)].map(([, shade, href, name = '', value = '']) => ({
      ...{ shade, href, name, value: words(value) },
    }));
    const lines = (body.split('<tbody>')[1] ?? '').split('</tr>').slice(0, -1);
    const table = lines.map((line) =>
      [...line.matchAll(/<t[hd].*?>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => words(cell)),
    );
    return { status, body, tiles, table };
  }

  it('have each area below once, with name and number in it, and the same in a table, the most first', async () => {
    const { tiles, table, body } = await seen(officer, '');
    expect(tiles).toHaveLength(30);
    const shown = tiles.filter(({ value }) => value !== '0');
    expect(shown.map(({ name, value, shade }) => [name, value, shade])).toEqual([
      ['Phường Bửu Long', '12', '4'],
      ['Phường Tân Hiệp', '3', '1'],
      ['Phường Tân Tiến', '6', '2'],
    ]);
    expect(table.slice(0, 4).map(([, value]) => value)).toEqual(['12', '6', '3', '0']);
    expect(new Set(table.map(([name]) => name))).toEqual(new Set(tiles.map(({ name }) => name)));
    expect(body).toContain('Đây không phải bản đồ địa lý');
  });

  it('say what is not known of an area without population, and share what is', async () => {
    const { tiles } = await seen(officer, 'figure=share');
    const of = (code: string) => tiles.find(({ href = '' }) => href.endsWith(`area=${code}`));
    expect(of('26011')).toMatchObject({ value: '1,2 %', shade: '4' });
    expect(of('26008')).toMatchObject({ value: '1 %' });
    expect(of('26014')).toMatchObject({ value: '–', shade: 'unknown' });
  });

  it('hide small counts from who sees sums, and a second one so that none can be computed', async () => {
    const { tiles, table, body } = await seen(press, '');
    const told = tiles.filter(({ value }) => value !== '0').map(({ value, shade }) => [value, shade]);
    expect(told).toEqual([
      ['12', '4'],
      ['&lt;5', 'hidden'],
      ['&lt;5', 'hidden'],
    ]);
    expect(table.flat()).not.toContain('3');
    expect(body).toContain('không nêu số');
    expect((await seen(press, 'figure=share')).tiles.filter(({ shade }) => shade === 'hidden')).toHaveLength(
      1,
    );
  });

  it('do not go outside the own area, nor to figures that are not theirs or are none', async () => {
    const { tiles } = await seen(officer, 'area=01');
    expect(tiles.map(({ name }) => name)).toContain('Phường Bửu Long');
    expect((await seen(press, 'figure=overdue')).status).toBe(403);
    expect((await seen(officer, 'figure=secret')).status).toBe(400);
    const station = await console.someone(['75', '731', '26011']);
    expect((await seen(station, '')).body).toContain('không có đơn vị cấp dưới');
  });

  it('lead one level down where there is one', async () => {
    const province = await console.someone(['75'], { kind: 'cdc' });
    const { tiles } = await seen(province, 'figure=last_week');
    expect(tiles.find(({ name }) => name === 'Thành phố Biên Hòa')).toMatchObject({
      value: '21',
      href: '/console/figures/tiles?area=731&amp;figure=last_week',
    });
  });
});
