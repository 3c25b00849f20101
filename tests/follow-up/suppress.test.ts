import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSecond, LEAST_TOLD } from '../../src/follow-up/suppress.ts';

describe('hiding a second cell', () => {
  it.each<[string, (number | null)[], (number | null)[]]>([
    ['nothing hidden: nothing more is', [5, 9, 0], [5, 9, 0]],
    ['one hidden: the smallest goes too', [null, 9, 7], [null, 9, null]],
    ['two hidden: neither can be computed', [null, null, 7], [null, null, 7]],
    ['0 stays, it tells nobody', [null, 0, 8], [null, 0, null]],
    ['the first of two equal ones', [8, null, 8], [null, null, 8]],
    ['nothing else there', [null], [null]],
    ['nothing else but 0', [null, 0], [null, 0]],
    ['no cells', [], []],
  ])('%s', (_name, cells, hidden) => {
    expect(hideSecond(cells)).toEqual(hidden);
  });

  it('leaves no cell to be computed from the sum, and changes no other', () => {
    const count = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.array(count, { maxLength: 12 }), (counts) => {
        const told = counts.map((one) => (one > 0 && one < LEAST_TOLD ? null : one));
        const shown = hideSecond(told);
        const hidden = shown.filter((one) => one === null).length;
        const others = told.filter((one) => one !== null && one > 0).length;
        expect(hidden === 1 && others > 0).toBe(false);
        for (const [i, one] of shown.entries()) expect([null, told[i]]).toContain(one);
      }),
    );
  });
});
