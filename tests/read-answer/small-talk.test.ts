import { describe, expect, it } from 'vitest';
import { readCaseStatus } from '../../src/dialogue/read-answer/case-status.ts';
import { readSmallTalk } from '../../src/dialogue/read-answer/small-talk.ts';

describe('small talk', () => {
  it.each([
    ['chào em', 'greeting'],
    ['alo', 'greeting'],
    ['cảm ơn cháu nhé', 'thanks'],
    ['cam on', 'thanks'],
    ['ai vậy', 'who'],
    ['co mat tien khong', 'cost'],
    ['lừa đảo à', 'scam'],
    ['sao phải khai', 'why'],
    ['không khai có sao không', 'optional'],
    ['is it free?', 'cost'],
    ['why', 'why'],
    ['không', null],
    ['Nguyễn Thị Chào', null],
    ['sốt, ho', null],
    ['', null],
  ])('“%s”', (text, kind) => {
    expect(readSmallTalk(text)).toBe(kind);
  });
});

describe('whether the ill person was confirmed', () => {
  it.each([
    ['xác định rồi', 'confirmed'],
    ['nghi thôi', 'suspected'],
    ['chưa có kết quả', 'suspected'],
    ['duong tinh', 'confirmed'],
    ['ko biet', 'unknown'],
    ['1', 'confirmed'],
    ['confirmed', 'confirmed'],
    ['not confirmed', 'suspected'],
  ])('“%s”', (text, status) => {
    expect(readCaseStatus(text)).toEqual({ ok: true, value: status });
  });
});
