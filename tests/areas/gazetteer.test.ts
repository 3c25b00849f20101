import { describe, expect, test } from 'vitest';
import type { Area } from '../../src/areas/area.ts';
import { createGazetteer, type Gazetteer } from '../../src/areas/gazetteer.ts';
import { import2020 } from '../../src/areas/import-2020.ts';
import { loadAreas } from '../../src/assets/areas.ts';
import { readTable } from './read-table.ts';

const areas = loadAreas('2020');

function countByLevel(gazetteer: Gazetteer): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level } of gazetteer.all()) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

describe('the map of 2020', () => {
  test('has the units of the General Statistics Office', () => {
    expect(countByLevel(areas)).toEqual({ province: 63, district: 705, commune: 10_599 });
    expect(areas.children()).toHaveLength(63);
    expect(areas.children('75')).toHaveLength(11);
  });

  test('keeps the zeros in front of a code', () => {
    expect(areas.find('00001')?.name).toBe('Phường Phúc Xá');
    expect(areas.find('01')?.name).toBe('Thành phố Hà Nội');
    expect(areas.find('001')?.name).toBe('Quận Ba Đình');
    expect(areas.find('1')).toBeUndefined();
  });

  test('never takes a code of one level for another', () => {
    expect(areas.find('75')?.level).toBe('province');
    expect(areas.find('075')?.name).toBe('Huyện Yên Sơn');
    expect(areas.find('731')?.level).toBe('district');
    expect(areas.find('26008')?.level).toBe('commune');
    for (const code of ['0075', '0731', '7', '', '__proto__', 'constructor'])
      expect(areas.find(code)).toBeUndefined();
    const lengths: Record<string, number> = { province: 2, district: 3, commune: 5 };
    for (const { code, level } of areas.all()) expect(code).toHaveLength(lengths[level] ?? 0);
  });

  test('names are NFC, with their kind, without stray blanks', () => {
    for (const { name, bareName, kind } of areas.all()) {
      expect(name).toBe(name.normalize('NFC').trim().replace(/\s+/g, ' '));
      expect(name.toLowerCase()).toBe(`${kind} ${bareName.toLowerCase()}`);
    }
  });

  test.each(readTable('dongnai-units.tsv'))(
    '%s is %s of %s, %s',
    (code = '', name, districtCode, district) => {
      const [parent, province] = areas.ancestors(code);
      expect(areas.find(code)?.name).toBe(name);
      expect([parent?.code, parent?.name]).toEqual([districtCode, district]);
      expect(province?.code).toBe('75');
    },
  );
});

test('levels go from the widest to the narrowest', () => {
  expect(areas.levels).toEqual(['province', 'district', 'commune']);
  expect(loadAreas('2025-07').levels).toEqual(['province', 'commune']);
});

test('full names go from the unit up to the province', () => {
  expect(areas.fullName('26008')).toBe('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
  expect(areas.fullName('75')).toBe('Tỉnh Đồng Nai');
});

test('unknown codes give nothing', () => {
  expect(areas.find('99999')).toBeUndefined();
  expect(areas.ancestors('99999')).toEqual([]);
  expect(areas.children('99999')).toEqual([]);
  expect(areas.children('26008')).toEqual([]);
  expect(areas.fullName('99999')).toBe('');
});

describe('faults in the data', () => {
  const province: Area = {
    code: '75',
    name: 'Tỉnh Đồng Nai',
    bareName: 'Đồng Nai',
    kind: 'tỉnh',
    level: 'province',
    parent: null,
  };

  test('a code given twice', () => {
    expect(() => createGazetteer({ areas: [province, { ...province, name: 'Tỉnh Khác' }] })).toThrow(/75/);
  });

  test('a parent that is missing, or is its own', () => {
    expect(() => createGazetteer({ areas: [{ ...province, parent: '00' }] })).toThrow(/00/);
    expect(() => createGazetteer({ areas: [{ ...province, parent: '75' }] })).toThrow(/circle/);
  });

  test('a file of another shape', () => {
    expect(() => import2020({ '75': { code: 75 } }, {}, {})).toThrow(/code/);
    expect(() => import2020(null, {}, {})).toThrow();
  });

  test('an alias of an unknown code is left out', () => {
    const map = createGazetteer({ areas: [province], aliases: [{ name: 'Xứ Bưởi', codes: ['75', '99'] }] });
    expect(map.resolve('xứ bưởi')).toEqual({ kind: 'one', area: province });
  });
});

test('an empty map answers nothing', () => {
  const map = createGazetteer({ areas: [] });
  expect(map.resolve('biên hòa')).toEqual({ kind: 'none' });
  expect(map.search('biên hòa')).toEqual([]);
  expect(map.children()).toEqual([]);
});
