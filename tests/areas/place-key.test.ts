import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareAccents } from '../../src/areas/compare-accents.ts';
import { nameVariants } from '../../src/areas/name-variants.ts';
import { createNearKeys, slipAt } from '../../src/areas/near-keys.ts';
import { nameKey, placeKey } from '../../src/areas/place-key.ts';
import { soundOf } from '../../src/areas/sound-of.ts';

describe('keys', () => {
  test.each([
    ['Hòa', 'Hoà'],
    ['Thủy', 'Thuỷ'],
    ['Mỹ', 'Mĩ'],
    ['Quy', 'Qui'],
    ['05', '5'],
    ['HÒA', 'hoà'],
    ['Hòa'.normalize('NFD'), 'hòa'],
  ])('%s and %s are one word', (one, other) => {
    expect(placeKey(one)).toEqual(placeKey(other));
  });

  test.each([
    ['Thanh', 'Thạnh'],
    ['Tây', 'Tai'],
    ['Đông', 'Dông'],
    ['Thúy', 'Thúi'],
  ])('%s and %s are two', (one, other) => {
    expect(placeKey(one).toned).not.toBe(placeKey(other).toned);
  });

  test('blanks, dashes and apostrophes do not tell names apart', () => {
    expect(nameKey("Ia H' Drai").plain).toBe('iahdrai');
    expect(nameKey('Phan Rang-Tháp Chàm').plain).toBe('phanrangthapcham');
    expect(nameKey('Hố Nai 3').plain).toBe(nameKey('honai3').plain);
  });

  test('both keys have one length, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        const { toned, plain } = placeKey(word);
        expect(plain).toHaveLength(toned.length);
      }),
    );
  });
});

test('accents', () => {
  const match = (typed: string, name: string): string =>
    compareAccents(placeKey(typed).toned, placeKey(typed).plain, placeKey(name).toned);
  expect(match('thạnh', 'thạnh')).toBe('same');
  expect(match('thanh', 'thạnh')).toBe('missing');
  expect(match('hiêp', 'hiệp')).toBe('missing');
  expect(match('cữu', 'cửu')).toBe('slip');
  expect(match('thạnh', 'thanh')).toBe('other');
  expect(match('thánh', 'thạnh')).toBe('other');
});

describe('slips', () => {
  test.each([
    ['bienhao', 'bienhoa', 5],
    ['bienho', 'bienhoa', 6],
    ['bienhooa', 'bienhoa', 6],
    ['benhoa', 'bienhoa', 1],
    ['bienhua', 'bienhoa', 5],
    ['bienhoa', 'bienhoa', -1],
    ['benhao', 'bienhoa', -1],
    ['giatan1', 'giatan2', -1],
    ['giatan', 'giatan1', -1],
    ['', '', -1],
    ['', 'a', 0],
  ])('%s for %s', (typed, key, at) => {
    expect(slipAt(typed, key)).toBe(at);
  });

  test('the index finds what the comparison finds', () => {
    const keys = ['bienhoa', 'hoaan', 'hoabinh', 'tanhoa', 'tanhiep', 'tamhiep', 'aaaa', 'aaa'];
    const near = createNearKeys(keys);
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.nat(8),
        fc.constantFrom('', 'a', 'h', 'x'),
        fc.nat(1),
        (key, at, letter, cut) => {
          const typed = key.slice(0, at) + letter + key.slice(at + cut);
          const expected = keys.filter(
            (other) => other.length > 3 && typed.length > 3 && slipAt(typed, other) >= 0,
          );
          expect(
            near(typed)
              .filter((other) => other.length > 3 && typed.length > 3)
              .sort(),
          ).toEqual(expected.sort());
        },
      ),
    );
  });
});

test('sounds', () => {
  expect(soundOf('daugiay')).toBe(soundOf('dauday'));
  expect(soundOf('songtrau')).toBe(soundOf('songchau'));
  expect(soundOf('giang')).not.toBe(soundOf('gang'));
});

test('variants', () => {
  expect(nameVariants('Hố Nai 3')).toEqual(['Hố Nai ba', 'Hố Nai III']);
  expect(nameVariants('Lộ 25')).toContain('Lộ hai lăm');
  expect(nameVariants('Lộ 25')).toContain('Lộ hai mươi lăm');
  expect(nameVariants('05')).toEqual(['năm']);
  expect(nameVariants('10')).toEqual(['mười']);
  expect(nameVariants('21')).toContain('hai mươi mốt');
  expect(nameVariants('Đắk Lắk')).toEqual(['Đắc Lắc']);
  expect(nameVariants('Dak Lua')).toEqual(['Đắc Lua']);
  expect(nameVariants('Tân Hiệp')).toEqual([]);
});
