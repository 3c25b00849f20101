import { describe, expect, test } from 'vitest';
import { rememberFormerNames } from '../../src/areas/former-names.ts';
import { loadAreas } from '../../src/assets/areas.ts';
import { readTable } from './read-table.ts';

const areas = loadAreas('2025-07');
const newest = loadAreas('2026-04');

describe.each([areas, newest])('names of 2020 on the maps since 2025', (map) => {
  test.each(readTable('former-names.tsv'))(
    '%s %j is %s',
    (level = '', input = '', code = '', former = '') => {
      const said = map.resolve(input, { level });
      expect(said.kind === 'one' ? said.area.code : said.kind.toUpperCase()).toBe(code);
      if (said.kind === 'one') expect(said.formerly?.[0]?.code ?? '').toBe(former);
    },
  );
});

test('a former name tells which unit it was', () => {
  const said = areas.resolve('phường Tân Hiệp, Biên Hòa', { level: 'commune' });
  expect(said.kind === 'one' && said.formerly?.map(({ name }) => name)).toEqual([
    'Phường Tân Hiệp',
    'Thành phố Biên Hòa',
    'Tỉnh Đồng Nai',
  ]);
});

test('a name that is one of today and one of before means either, and is offered as both', () => {
  const said = areas.resolve('thanh sơn', { level: 'commune', within: '75' });
  expect(said.kind === 'many' && said.areas.map(({ code }) => code)).toEqual(['26209', '26158']);
  expect(said.kind === 'many' && said.formerly?.get('26158')?.[1]?.name).toBe('Huyện Tân Phú');
  expect(said.kind === 'many' && said.formerly?.has('26209')).toBe(false);
});

test('a district that has ended is found, lies in the province of today and holds its successors', () => {
  expect(areas.find('731')?.name).toBe('Thành phố Biên Hòa');
  expect(areas.fullName('731')).toBe('Thành phố Biên Hòa, Tỉnh Đồng Nai');
  expect(areas.fullName('689')).toBe('Thành phố Đồng Xoài, Tỉnh Đồng Nai');
  expect(areas.children('731')).toHaveLength(10);
  expect(areas.children('755').map(({ name }) => name)).toEqual(['Đặc khu Côn Đảo']);
  expect(areas.ancestors('731').map(({ code }) => code)).toEqual(['75']);
  expect(areas.levels).toEqual(['province', 'commune']);
  expect(areas.spokenLevels).toEqual(['province', 'district', 'commune']);
  expect(areas.all().some(({ level }) => level === 'district')).toBe(false);
});

test('inside a district of before, names of before and of today are understood', () => {
  const inside = (text: string): unknown => {
    const said = areas.resolve(text, { level: 'commune', within: '731' });
    return said.kind === 'one' ? said.area.code : said.kind;
  };
  expect(inside('tân hiệp')).toBe('26017');
  expect(inside('trấn biên')).toBe('26041');
  expect(inside('biên hòa')).toBe('26068');
  expect(inside('định quán')).toBe('none');
});

test('lists hold units of today, each once', () => {
  const found = areas.search('tan hiep bien hoa', { level: 'commune', limit: 5 });
  expect(found[0]).toMatchObject({ area: { code: '26017' } });
  expect(new Set(found.map(({ area }) => area)).size).toBe(found.length);
  expect(found.every(({ area }) => areas.all().includes(area))).toBe(true);
  expect(areas.search('tân hiệp', { limit: 0 })).toEqual([]);
});

test('unknown codes give nothing', () => {
  expect(areas.find('26008~')).toBeUndefined();
  expect(areas.fullName('99999')).toBe('');
  expect(areas.children('99999')).toEqual([]);
  expect(areas.ancestors('99999')).toEqual([]);
});

test('a divided unit without a namesake is any of its successors', () => {
  const province = {
    code: '01',
    name: 'Tỉnh Một',
    bareName: 'Một',
    kind: 'tỉnh',
    level: 'province',
    parent: null,
  };
  const commune = (code: string, bareName: string) => ({
    ...{ code, bareName, name: `Xã ${bareName}`, kind: 'xã', level: 'commune', parent: '01' },
  });
  const map = rememberFormerNames(
    { areas: [province, commune('00001', 'Đông Giang'), commune('00002', 'Tây Giang')] },
    { areas: [province, commune('00009', 'Trung Giang')] },
    {
      successors: (code) => (code === '00009' ? ['00001', '00002'] : [code]),
      predecessors: () => [],
    },
  );
  const said = map.resolve('xã Trung Giang', { level: 'commune' });
  expect(said.kind === 'many' && said.areas.map(({ code }) => code)).toEqual(['00001', '00002']);
  expect(said.kind === 'many' && [...(said.formerly?.values() ?? [])].map(([unit]) => unit?.name)).toEqual([
    'Xã Trung Giang',
    'Xã Trung Giang',
  ]);
});
