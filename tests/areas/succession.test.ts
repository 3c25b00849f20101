import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { adminVersions, versionOn } from '../../src/areas/admin-versions.ts';
import type { Area } from '../../src/areas/area.ts';
import { import2025 } from '../../src/areas/import-2025.ts';
import { nameKey } from '../../src/areas/place-key.ts';
import { loadAreaMap, loadAreas, loadSuccession } from '../../src/assets/areas.ts';
import { readTable } from './read-table.ts';

const before = loadAreaMap('2020');
const after = loadAreas('2025-07');
const newest = loadAreaMap('2026-04');
const succession = loadSuccession();
const dongNai = readTable('dongnai-units.tsv');

describe('the map of July 2025', () => {
  test('has provinces and communes, no districts', () => {
    const levels = after.all().map((area) => area.level);
    expect(levels.filter((level) => level === 'province')).toHaveLength(34);
    expect(levels.filter((level) => level === 'commune')).toHaveLength(3321);
    expect(new Set(levels).size).toBe(2);
  });

  test('has the codes that were wrong in the package put right', () => {
    expect(after.find('06978')?.name).toBe('Xã Ba Chẽ');
    expect(after.find('23938')?.name).toBe('Xã Ia Mơ');
    expect(after.find('06970')).toBeUndefined();
    expect(after.find('23737')).toBeUndefined();
  });

  test('has names in NFC, with plain apostrophes and one placing of tones', () => {
    for (const { name } of after.all()) {
      expect(name).toBe(name.normalize('NFC'));
      expect(name).not.toMatch(/[’ʼ`]|\s\s|o[àáảãạ](?!\p{L})|o[èéẻẽẹ](?!\p{L})/u);
    }
    expect(
      after
        .all()
        .filter(({ name }) => name.includes("'"))
        .map(({ name }) => name),
    ).toContain("Xã Ea H'Leo");
  });

  test('has Đồng Nai with 23 wards and 72 communes', () => {
    const kinds = after.children('75').map((area) => area.kind);
    expect(kinds.filter((kind) => kind === 'phường')).toHaveLength(23);
    expect(kinds.filter((kind) => kind === 'xã')).toHaveLength(72);
  });

  test.each([
    ['bình phước', '75'],
    ['binh duong', '79'],
    ['brvt', '79'],
    ['vũng tàu', '79'],
    ['hậu giang', '92'],
    ['thừa thiên huế', '46'],
    ['đồng nai', '75'],
  ])('knows former provinces: %s', (text, code) => {
    expect(after.resolve(text, { level: 'province' })).toMatchObject({ kind: 'one', area: { code } });
  });

  test.each([
    ['phường biên hòa', '26068'],
    ['bien hoa dong nai', '26068'],
    ['tân triều đồng nai', '26188'],
    ['đặc khu côn đảo', '26732'],
    ['dac khu phu quoc', '91'],
  ])('reads its communes: %s', (text, code) => {
    const said = after.resolve(text, { level: 'commune' });
    expect(said.kind).toBe('one');
    if (said.kind === 'one') expect([said.area.code, said.area.parent]).toContain(code);
  });

  test('refuses a file of another shape', () => {
    const provinces = { type: 'table', name: 'provinces', data: [{ province_code: 75 }] };
    expect(() => import2025([provinces])).toThrow(ZodError);
    expect(() => import2025({})).toThrow(ZodError);
  });
});

describe('the map of April 2026', () => {
  test('makes Đồng Nai a city with 33 wards and 62 communes', () => {
    expect(newest.find('75')).toMatchObject({
      name: 'Thành phố Đồng Nai',
      kind: 'thành phố',
      validFrom: '2026-04-30',
    });
    const kinds = newest.children('75').map((area) => area.kind);
    expect(kinds.filter((kind) => kind === 'phường')).toHaveLength(33);
    expect(kinds.filter((kind) => kind === 'xã')).toHaveLength(62);
  });

  test('carries the names of the table of Đồng Nai', () => {
    for (const [, , , , code = '', name = ''] of dongNai) {
      if (code === '') continue;
      expect(nameKey(newest.find(code)?.name ?? '').toned, code).toBe(nameKey(name).toned);
    }
  });
});

describe('what became of the units of 2020', () => {
  test.each(dongNai.filter((row) => row[4] !== ''))(
    '%s %s of %s, %s went to %s',
    (code = '', _name, _d, _district, to) => {
      expect(succession.successors(code)[0]).toBe(to);
    },
  );

  test('communes joined to others before 2025 are followed by name', () => {
    const joined = dongNai.filter((row) => row[4] === '');
    expect(joined).toHaveLength(11);
    for (const [code = ''] of joined)
      expect(after.find(succession.successors(code)[0] ?? '')?.parent).toBe('75');
    expect(succession.successors('26026')).toEqual(['26017']);
  });

  test('nearly all communes are followed, and every new one has come from somewhere', () => {
    const communes = before.all().filter((area) => area.level === 'commune');
    const followed = communes.filter((area) => succession.successors(area.code).length > 0);
    expect(followed.length).toBe(10_523);
    for (const { code, level } of after.all()) {
      if (level === 'commune') expect(succession.predecessors(code).length, code).toBeGreaterThan(0);
    }
  });

  test('successors and predecessors agree, within the maps', () => {
    for (const { code, level } of before.all()) {
      for (const to of succession.successors(code)) {
        expect(after.find(to)?.level, to).toBe(level === 'province' ? 'province' : 'commune');
        if (level !== 'district') expect(succession.predecessors(to)).toContain(code);
      }
    }
  });

  test('provinces and districts', () => {
    expect(succession.successors('75')).toEqual(['75']);
    expect(succession.successors('70')).toEqual(['75']);
    expect(succession.predecessors('75')).toEqual(['70', '75']);
    expect(succession.successors('731')).toContain('26188');
    for (const province of before.children()) expect(succession.successors(province.code)).toHaveLength(1);
  });

  test('unknown codes give nothing', () => {
    expect(succession.successors('99999')).toEqual([]);
    expect(succession.predecessors('')).toEqual([]);
  });
});

describe('the map of a day', () => {
  test.each([
    ['2020-03-27', '2020'],
    ['2025-06-30', '2020'],
    ['2025-07-01', '2025-07'],
    ['2026-04-29', '2025-07'],
    ['2026-04-30', '2026-04'],
    ['1999-01-01', '2020'],
  ])('%s: %s', (date, version) => {
    expect(versionOn(date)).toBe(version);
  });

  test('maps follow each other without a gap', () => {
    for (const [at, { to }] of adminVersions.entries()) {
      const next = adminVersions[at + 1];
      if (next === undefined) expect(to).toBeNull();
      else expect(Date.parse(next.from) - Date.parse(to ?? '')).toBe(86_400_000);
    }
  });

  test('tells what unit a code was', () => {
    const on = (date: string, code: string): Area | undefined => loadAreaMap(versionOn(date)).find(code);
    expect(on('2025-06-30', '26248')?.name).toBe('Thị trấn Trảng Bom');
    expect(on('2025-07-01', '26248')).toMatchObject({ name: 'Xã Trảng Bom', validTo: '2026-04-29' });
    expect(on('2026-04-30', '26248')?.name).toBe('Phường Trảng Bom');
    expect(on('2025-07-01', '731')).toBeUndefined();
  });
});
