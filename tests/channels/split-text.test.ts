import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../src/channels/split-text.ts';

describe('splitText', () => {
  test.each([
    ['nothing of nothing', ' \n ', 10, []],
    ['a short text whole', ' Chào bạn. ', 10, ['Chào bạn.']],
    ['at a paragraph rather than a sentence', 'Một hai.\n\nBa. Bốn năm.', 14, ['Một hai.', 'Ba. Bốn năm.']],
    ['at a line', 'Một hai.\nBa. Bốn năm.', 14, ['Một hai.', 'Ba. Bốn năm.']],
    ['at a sentence', 'Một hai. Ba bốn năm sáu', 16, ['Một hai.', 'Ba bốn năm sáu']],
    ['at a word', 'Một hai ba bốn năm', 12, ['Một hai ba', 'bốn năm']],
    ['at a border right after the limit', 'Một hai ba', 7, ['Một hai', 'ba']],
    ['an early border rather than inside a word', 'Một haibabốnnămsáu', 16, ['Một', 'haibabốnnămsáu']],
    ['inside a word when there is no other way', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['between emoji, not inside one', '😀😀😀', 3, ['😀', '😀', '😀']],
    [
      'not between a letter and its marks',
      'ae\u0302\u0323ae\u0302\u0323',
      7,
      ['ae\u0302\u0323a', 'e\u0302\u0323'],
    ],
    ['not inside a family', '👨‍👩‍👧👨‍👩‍👧', 10, ['👨‍👩‍👧', '👨‍👩‍👧']],
  ])('splits %s', (_what, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  test('every part fits, holds whole characters, and none of the text is lost', () => {
    const letters = fc.constantFrom(
      'a',
      'ệ',
      '😀',
      '\u0301',
      '\u200d',
      ' ',
      '\n',
      '\n\n',
      '. ',
      'xin chào',
      '…',
    );
    const texts = fc.array(letters, { maxLength: 200 }).map((list) => list.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe('');
          expect(part.isWellFormed()).toBe(true);
        }
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
      { numRuns: 2000 },
    );
  });
});
