import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/vietnamese/clean-text.ts';
import { expandTemplate } from '../../src/vietnamese/expand-template.ts';
import { foldDiacritics, hasDiacritics, lacksItsTone, squeeze, toneKey } from '../../src/vietnamese/fold.ts';
import { buildLexicon, matchWhole, scan } from '../../src/vietnamese/lexicon.ts';
import { nameCase } from '../../src/vietnamese/name-case.ts';
import { numberAt } from '../../src/vietnamese/number-words.ts';
import { stripParticles } from '../../src/vietnamese/particles.ts';
import { joinTokens, tokenise } from '../../src/vietnamese/tokens.ts';

describe('cleanText', () => {
  it.each([
    ['  a\u200b b\u202e\u0007  c ', 'a b c'], ['３８．５', '38.5'], ['1️⃣ 2⃣ 🔟', '1 2 10'], ['①', '1'], ['‘a’ “b” – —', '\'a\' "b" - -'],
    ['kh\u006f\u0302ng', 'không'], ['๑๒៣', '123'], ['\ud800', '\ufffd'], ['ｋｏ', 'ko'],
  ])('%j → %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  }); // prettier-ignore
});

describe('folding', () => {
  it('takes diacritics off', () => {
    expect(foldDiacritics('Đồng Nai, Hòa Bình')).toBe('dong nai, hoa binh');
    expect([hasDiacritics('Dong Nai'), hasDiacritics('Đong Nai'), hasDiacritics('Dông Nai')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('gives one key wherever the tone mark stands', () => {
    for (const [a, b] of [
      ['hòa', 'hoà'],
      ['thủy', 'thuỷ'],
      ['khỏe', 'khoẻ'],
      ['quý', 'qúy'],
    ] as const)
      expect(toneKey(a)).toBe(toneKey(b));
    expect(toneKey('hòa')).not.toBe(toneKey('hoa'));
    expect(toneKey('hòa')).not.toBe(toneKey('hóa'));
  });

  it('knows syllables that cannot be without a tone', () => {
    expect(['sôt', 'mêt', 'viêc', 'thơ', 'sốt', 'sot', 'hông'].map(lacksItsTone)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('squeezes letters held down, but not laughter', () => {
    expect(['khônggg', 'cóóó', 'kkk'].map(squeeze)).toEqual(['không', 'có', 'kkk']);
  });
});

describe('a lexicon', () => {
  const lexicon = buildLexicon(
    { throat: 'đau họng', hip: 'đau hông', no: '{no}', yes: 'có, =dừng' },
    { no: 'không, hông' },
  );
  const codes = (text: string) => scan(lexicon, tokenise(text)).map((piece) => piece.code);

  it('matches the longest phrase, with diacritics first', () => {
    expect(codes('đau hông')).toEqual(['hip']);
    expect(codes('dau hong')).toEqual(['throat']);
    expect(codes('hong')).toEqual(['no']);
    expect(codes('cô')).toEqual([undefined]);
    expect(matchWhole(lexicon, tokenise('co'))).toBe('yes');
  });

  it('finds phrases behind = only as written', () => {
    expect([codes('dừng'), codes('dung')]).toEqual([['yes'], [undefined]]);
  });

  it('tells faults of its table', () => {
    expect(() => expandTemplate('{what}', {})).toThrow('unknown class');
    expect(() => expandTemplate('(a|b', {})).toThrow('not closed');
    expect(() => buildLexicon({ a: '???' })()).toThrow('without words');
    expect(expandTemplate('{no} (a (b|)|c)', { no: 'k, ko' })).toEqual([
      'k a b',
      'k a',
      'k c',
      'ko a b',
      'ko a',
      'ko c',
    ]);
  });
});

describe('numbers', () => {
  it.each([
    ['3', 3], ['ba', 3], ['mười', 10], ['mười lăm', 15], ['hai mươi mốt', 21], ['ba mươi', 30], ['muoi', 10], ['một trăm lẻ năm', 105],
    ['twenty one', 21], ['a', 1], ['hai chục', 20], ['hai ba', undefined], ['abc', undefined],
  ])('%s → %s', (text, value) => {
    expect(numberAt(tokenise(text), 0)?.value).toBe(value);
  }); // prettier-ignore

  it('reads pairs of digits where they are meant', () => {
    expect(numberAt(tokenise('tám lăm'), 0, { pairs: true })?.value).toBe(85);
  });
});

describe('particles', () => {
  it.each([
    ['dạ có ạ', 'có'], ['dạ', 'dạ'], ['dạ thưa bác sĩ không ạ', 'không'], ['em ơi có nhé', 'có'], ['ok nha', 'ok'], ['', ''],
  ])('%j → %j', (text, rest) => {
    expect(joinTokens(stripParticles(tokenise(text)))).toBe(rest);
  }); // prettier-ignore
});

describe('nameCase', () => {
  it.each([
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An'], ["h'hen niê", "H'Hen Niê"], ['jean-pierre', 'Jean-Pierre'], ['John McDonald', 'John McDonald'],
    ['Juan de la Cruz', 'Juan de La Cruz'], ['김민준', '김민준'],
  ])('%s → %s', (typed, name) => {
    expect(nameCase(typed)).toBe(name);
  }); // prettier-ignore
});
