import { describe, expect, test } from 'vitest';
import { loadAreas } from '../../src/assets/areas.ts';
import { readTable } from './read-table.ts';

const areas = loadAreas('2020');

/** Districts and communes are asked for when the province is known to be Đồng Nai. */
function answer(level: string, input: string): string {
  const said = areas.resolve(input, { level, within: level === 'province' ? undefined : '75' });
  return said.kind === 'one' ? said.area.code : 'REJECT';
}

describe.each(['given-answers.tsv', 'more-answers.tsv'])('%s', (file) => {
  test.each(readTable(file))('%s %j is %s (%s)', (level = '', input = '', expected = '') => {
    expect(answer(level, input)).toBe(expected);
  });
});

test('the whole country: what tells one unit apart there, and what does not', () => {
  const rows: [string, string, string][] = [
    ['commune', 'tân hiệp', 'many'],
    ['commune', 'phường 5', 'many'],
    ['commune', 'phường 5 quận 3', '27151'],
    ['commune', 'p5 q3', '27151'],
    ['commune', 'P. 05, Q. 3, TPHCM', '27151'],
    ['commune', 'tân hiệp biên hòa', '26008'],
    ['commune', 'p tân hiệp bh', '26008'],
    ['commune', 'phúc xá', '00001'],
    ['commune', 'phuc xa ba dinh', '00001'],
    ['commune', 'kim long huế', '19774'],
    ['commune', "ea h'leo", '24184'],
    ['commune', 'cư mgar', '24289'],
    ['commune', 'ea d rong', 'many'],
    ['commune', 'ea d rong cu m gar', '24292'],
    ['district', 'quận 9', '769'],
    ['district', 'thủ đức', '769'],
    ['district', 'q7', '778'],
    ['district', 'quận mười', '771'],
    ['district', 'buôn mê thuột', '643'],
    ['district', 'pleiku', '622'],
    ['district', 'phan rang', '582'],
    ['district', 'tân phú', 'many'],
    ['district', 'tân phú hcm', '767'],
    ['district', 'châu thành', 'many'],
    ['district', 'bh', 'none'],
  ];
  const got = rows.map(([level, input]) => {
    const said = areas.resolve(input, { level });
    return [level, input, said.kind === 'one' ? said.area.code : said.kind];
  });
  expect(got).toEqual(rows);
});
