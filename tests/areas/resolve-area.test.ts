import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AreaScope } from '../../src/areas/area.ts';
import { loadAreas } from '../../src/assets/areas.ts';

const areas = loadAreas('2020');
const later = loadAreas('2025-07');

function offered(text: string, scope: AreaScope): string[] {
  const said = areas.resolve(text, scope);
  return said.kind === 'many' ? said.areas.map((area) => area.code) : [];
}

describe('what is left of an address', () => {
  test.each([
    ['12/3 tổ 5 ấp 1 xã Thanh Sơn, Định Quán', '26209', '12/3 tổ 5 ấp 1'],
    ['Số 5, đường Nguyễn Ái Quốc, phường Quang Vinh, Biên Hòa', '26023', 'Số 5, đường Nguyễn Ái Quốc'],
    ['ấp Tân Bình, xã Thanh Sơn, định quán', '26209', 'ấp Tân Bình'],
    ['kp8, p. Long Bình', '26020', 'kp8'],
    ['phường Long Bình', '26020', undefined],
    ['ở phường Long Bình ạ', '26020', undefined],
    ['Biên Hòa, phường Long Bình', '26020', undefined],
  ])('%s', (text, code, rest) => {
    const said = areas.resolve(text, { level: 'commune', within: '75' });
    expect(said).toMatchObject({ kind: 'one', area: { code } });
    expect('rest' in said ? said.rest : undefined).toBe(rest);
  });
});

describe('what is offered when the text does not decide', () => {
  test('all units of the name, by code', () => {
    expect(offered('tân hiệp', { level: 'commune', within: '75' })).toEqual(['26008', '26419']);
    expect(offered('phu thanh', { level: 'commune', within: '75' })).toEqual(['26161', '26488']);
    expect(offered('gia tân', { level: 'commune', within: '75' })).toEqual(['26299', '26302', '26305']);
    expect(offered('đn', { level: 'province' })).toEqual(['48', '67', '75']);
  });

  test('both of two units named', () => {
    expect(offered('biên hòa hoặc long thành', { level: 'district', within: '75' }).sort()).toEqual([
      '731',
      '740',
    ]);
    expect(offered('từ hà nội về đồng nai', { level: 'province' }).sort()).toEqual(['01', '75']);
  });

  test('at most twenty', () => {
    expect(offered('phường 1', { level: 'commune' })).toHaveLength(20);
  });
});

describe('the preferred province', () => {
  test('decides between units of one name', () => {
    const said = areas.resolve('long bình', { level: 'commune', prefer: '75' });
    expect(said).toMatchObject({ kind: 'one', area: { code: '26020' } });
  });

  test('comes first where it does not decide', () => {
    expect(offered('tân hiệp', { level: 'commune', prefer: '75' }).slice(0, 2)).toEqual(['26008', '26419']);
  });

  test('hides no unit elsewhere', () => {
    expect(areas.resolve('quận 9', { level: 'district', prefer: '75' })).toMatchObject({
      area: { code: '769' },
    });
    expect(areas.resolve('bh', { level: 'district', prefer: '75' })).toMatchObject({ area: { code: '731' } });
  });

  test('of an unknown code changes nothing', () => {
    expect(areas.resolve('biên hòa', { level: 'district', prefer: '999' })).toMatchObject({
      area: { code: '731' },
    });
  });
});

describe('scopes', () => {
  test('a code the map does not have matches nothing', () => {
    expect(areas.resolve('biên hòa', { level: 'district', within: '000' })).toEqual({ kind: 'none' });
    expect(areas.resolve('biên hòa', { level: 'hamlet' })).toEqual({ kind: 'none' });
  });

  test('a district may be the scope', () => {
    expect(areas.resolve('tân hiệp', { level: 'commune', within: '731' })).toMatchObject({
      area: { code: '26008' },
    });
  });

  test('without a level the text decides which one', () => {
    expect(areas.resolve('huyện nhơn trạch')).toMatchObject({ area: { code: '742' } });
    expect(areas.resolve('phường tân hiệp, biên hòa')).toMatchObject({ area: { code: '26008' } });
    expect(areas.resolve('tỉnh đồng nai')).toMatchObject({ area: { code: '75' } });
    expect(areas.resolve('long thành', { within: '75' }).kind).toBe('many');
  });
});

test('every unit, by its full name, is itself (a sample of both maps)', () => {
  for (const map of [areas, later]) {
    const all = map.all();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all.length - 1 }), (at) => {
        const area = all[at];
        const name = map.fullName(area?.code ?? '');
        const said = map.resolve(name, { level: area?.level });
        // A former unit of the same name in that province is offered beside it.
        if (said.kind !== 'many') expect(said, name).toMatchObject({ kind: 'one', area });
        else {
          const present = said.areas.filter(({ code }) => said.formerly?.has(code) !== true);
          expect(present, name).toEqual([area]);
        }
      }),
      { seed: 20200327, numRuns: 600 },
    );
  }
});

describe('whatever is typed', () => {
  const pieces = [
    'phường',
    'xã',
    'tp.',
    'q',
    '9',
    ',',
    ' - ',
    'tân hiệp',
    'biên hòa',
    'đồng nai',
    'ko',
    "'",
    '🙂',
    '\u0301',
    'ạ',
  ];
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(' ')),
  );

  test('nothing throws and the answer has its shape', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('province', 'district', 'commune', undefined), (text, level) => {
        const said = areas.resolve(text, { level, within: '75' });
        if (said.kind === 'one') expect(areas.find(said.area.code)).toBe(said.area);
        if (said.kind === 'many') expect(said.areas.length).toBeGreaterThan(0);
        expect(areas.search(text, { level }).length).toBeLessThanOrEqual(10);
      }),
      { seed: 27, numRuns: 400 },
    );
  });

  test.each([
    ['nothing', ''],
    ['blanks', '  \n\t '],
    ['emoji', '😷😷 🏥'],
    ['regular expressions', '[.*+?^${}()|\\]\\p{L}(a+)+$'],
    ['combining marks', '\u0301'.repeat(500)],
    ['a right-to-left mark', '\u202E'],
    ['a lone surrogate', '\uD83D'],
    ['10 000 letters', 'a'.repeat(10_000)],
    ['10 000 names', 'biên hòa '.repeat(1_100)],
    ['thirty names without blanks', 'bienhoa'.repeat(30)],
  ])('%s', (_, text) => {
    expect(areas.resolve(text, { level: 'commune' }).kind).not.toBe('one');
    expect(areas.search(text, { limit: 5 }).length).toBeLessThanOrEqual(5);
  });
});
