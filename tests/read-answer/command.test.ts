import { describe, expect, it } from 'vitest';
import { readDialogueCommand } from '../../src/dialogue/read-answer/command.ts';

describe('commands while a form is filled in', () => {
  it.each([
    ['sửa 4', 'correct:4'], ['sua 4', 'correct:4'], ['sửa câu 4', 'correct:4'], ['edit 4', 'correct:4'], ['sửa số 4', 'correct:4'],
    ['sua so dien thoai', 'correct:so dien thoai'], ['đổi số điện thoại', 'correct:so dien thoai'], ['change phone', 'correct:phone'],
    ['change my address', 'correct:address'], ['tôi muốn sửa năm sinh', 'correct:nam sinh'], ['sửa', 'correct'], ['edit', 'correct'],
    ['xem lại', 'review'], ['xem lai', 'review'], ['review', 'review'], ['làm lại từ đầu', 'restart'], ['bắt đầu lại', 'restart'],
    ['start over', 'restart'], ['tiếp tục', 'continue'], ['tiep tuc ạ', 'continue'], ['nhập lại', 'back'], ['hủy', 'cancel'],
  ])('%s → %s', (text, command) => {
    expect(readDialogueCommand(text)).toBe(command);
  }); // prettier-ignore

  it.each([
    'Quốc Lộ 1A quay lại', 'doi 61', 'Đồi 61', 'thay đổi vị giác', 'change in taste', 'dung', 'đúng', 'có', 'không', 'không biết',
    'bo', 'me', 'korean', 'Vietnamese', 'contact', '1', 'số 12 hẻm Dừng', 'Nguyễn Thị Thôi', 'bị hủy chuyến bay', 'correct', 'hôm qua',
    'đừng gửi', 'DN', 'kb', '', ' ', 'x'.repeat(5000),
  ])('%s is an answer', (text) => {
    expect(readDialogueCommand(text)).toBeNull();
  }); // prettier-ignore
});
