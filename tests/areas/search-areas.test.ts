import { describe, expect, test } from 'vitest';
import { loadAreas } from '../../src/assets/areas.ts';

const areas = loadAreas('2020');

function codes(text: string, options: Parameters<typeof areas.search>[1]): string[] {
  return areas.search(text, options).map((match) => match.area.code);
}

describe('the order', () => {
  test('a name as typed, before others that begin with it, before slips', () => {
    const found = areas.search('hố nai', { level: 'commune', within: '75' });
    expect(found.map((match) => [match.area.code, match.rank])).toEqual([
      ['26002', 'exact'],
      ['26272', 'prefix'],
    ]);
  });

  test('diacritics typed come before diacritics left out', () => {
    const [first, second] = areas.search('phú thanh', { level: 'commune', within: '75' });
    expect([first?.area.code, first?.rank]).toEqual(['26161', 'exact']);
    expect([second?.area.code, second?.rank]).toEqual(['26488', 'folded']);
  });

  test('scores fall and ranks follow them', () => {
    const found = areas.search('tan hi', { level: 'commune', within: '75', limit: 20 });
    const scores = found.map((match) => match.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(found[0]?.rank).toBe('prefix');
    expect(found.slice(0, 2).map((match) => match.area.code)).toEqual(['26008', '26419']);
  });

  test('the preferred province first among equals', () => {
    expect(codes('tân hiệp', { level: 'commune', prefer: '75', limit: 2 })).toEqual(['26008', '26419']);
    expect(codes('tan hiep', { level: 'commune', limit: 1 })).not.toEqual(['26008']);
  });

  test('is the same every time', () => {
    const first = codes('phuong 1', { level: 'commune', limit: 50 });
    expect(codes('phuong 1', { level: 'commune', limit: 50 })).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });
});

describe('typing on', () => {
  test.each([
    ['bien', '731'],
    ['biên h', '731'],
    ['tan hiep bien h', '26008'],
    ['nhơn tr', '742'],
  ])('%s', (text, code) => {
    expect(codes(text, { within: '75', limit: 3 })).toContain(code);
  });
});

test('the limit', () => {
  expect(codes('tân', { limit: 0 })).toEqual([]);
  expect(codes('tân', { limit: -1 })).toEqual([]);
  expect(codes('tân', {})).toHaveLength(10);
});
