import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDialogueCommand } from '../../src/dialogue/read-answer/command.ts';
import { answerTypes, readAnswer, type AnswerType } from '../../src/dialogue/read-answer/read-answer.ts';
import { context, readTable, reads } from './answer-table.ts';

const rows = ['./answers-vi.tsv', './more-answers.tsv'].flatMap(readTable);
const row = (...types: AnswerType[]) =>
  fc.constantFrom(...rows.filter((one) => types.length === 0 || types.includes(one.type)));
/** Types whose value keeps what was typed, letter by letter. */
const asTyped: readonly AnswerType[] = ['name', 'address_line', 'place'];

describe('any answer', () => {
  it('reads the same composed and decomposed', () => {
    fc.assert(
      fc.property(row(), ({ type, input }) => {
        expect(reads(type, input.normalize('NFD'))).toBe(reads(type, input.normalize('NFC')));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same in capitals', () => {
    const types = answerTypes.filter((type) => !asTyped.includes(type) && type !== 'red_flag');
    fc.assert(
      fc.property(row(...types), ({ type, input }) => {
        expect(reads(type, input.toUpperCase())).toBe(reads(type, input.toLowerCase()));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same between blanks and invisible characters', () => {
    fc.assert(
      fc.property(
        row(),
        fc.constantFrom(' ', '\u200b', '\u00a0', '\t', '\ufeff', '\u202e'),
        ({ type, input }, blank) => {
          expect(reads(type, blank + input + blank)).toBe(reads(type, input));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws, whatever was typed, and comes to an end', () => {
    const letters = fc.string({ unit: 'binary', maxLength: 10_000 });
    const words = fc.array(fc.constantFrom(...rows.flatMap(({ input }) => input.split(' '))), {
      maxLength: 2000,
    });
    const numbers = fc.string({ unit: fc.constantFrom(...'0123456789 ,./-_+oO'.split('')), maxLength: 30 });
    const texts = fc.oneof(
      letters,
      numbers,
      row().map(({ input }) => input),
      words.map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...answerTypes), texts, (type, text) => {
        readAnswer(type, text, context);
        readDialogueCommand(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '1 '.repeat(5000), 'a'.repeat(10_000), '0912-'.repeat(2000), 'không '.repeat(1600), 'dạ '.repeat(3300), '. '.repeat(5000),
    'khó thở '.repeat(1250), '38 độ '.repeat(1600), '@a.'.repeat(3300), '(+'.repeat(5000), 'ạ'.repeat(10_000), 'xã '.repeat(3000),
  ])('is done with %j… before the test is given up', (text) => {
    for (const type of answerTypes) readAnswer(type, text, context);
    readDialogueCommand(text);
  }); // prettier-ignore
});

describe('yes and no', () => {
  const sure = rows.filter(
    ({ type, expected, input }) =>
      type === 'yesno' && /^(?:yes|no)$/u.test(expected) && /^\p{L}/u.test(input),
  );
  const particles = ['ạ', 'nha', 'nhé', 'nhe', 'á', 'ạ!', ' ạ.', 'bác sĩ ơi', 'ad ơi'];

  it('do not change with particles', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sure),
        fc.constantFrom(...particles),
        ({ input, expected }, particle) => {
          expect(reads('yesno', `${input} ${particle}`)).toBe(expected);
          expect(reads('yesno', `dạ ${input}`)).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('diacritics that were typed', () => {
  it.each([
    ['yesno', 'cô'], ['yesno', 'cố'], ['yesno', 'cỏ'], ['yesno', 'họng'], ['symptoms', 'họ'], ['symptoms', 'hổ'], ['symptoms', 'hồ'],
    ['gender', 'năm'], ['gender', 'nấm'], ['gender', 'nứ'], ['nationality', 'hán'], ['nationality', 'ngã'], ['command', 'đúng'],
    ['red_flag', 'Ngát'], ['red_flag', 'từ từ'], ['choice', 'nam'], ['relation', 'mé'], ['conditions', 'thái'],
  ] as const)('%s: %s is another word', (type, input) => {
    expect(reads(type, input)).toBe('REJECT');
  }); // prettier-ignore

  it('are never folded into another answer', () => {
    const marks = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const words = [
      'co',
      'ho',
      'nam',
      'nu',
      'khong',
      'sot',
      'me',
      'ba',
      'my',
      'nga',
      'dung',
      'hong',
      'chua',
      'gai',
      'con',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(4),
        fc.constantFrom(...marks),
        fc.constantFrom(...answerTypes),
        (word, at, mark, type) => {
          if (
            asTyped.includes(type) ||
            ['province', 'district', 'commune', 'travel_place', 'language'].includes(type)
          )
            return;
          const marked = (word.slice(0, at + 1) + mark + word.slice(at + 1)).normalize('NFC');
          const plain = reads(type, word);
          // A mark on a consonant slipped from its vowel, and is put back.
          if (marked.length > word.length) return;
          const known = rows.some((one) => one.type === type && one.input.toLowerCase() === marked);
          if (marked === word || known || plain === 'REJECT') return;
          expect(['REJECT', plain]).toContain(reads(type, marked));
        },
      ),
      { numRuns: 500 },
    );
  });
});
