/** Answers of a healthy person in Vietnamese, in the order of the questions, after /start. */
export const healthy = [
  'đồng ý',
  'Nguyễn Thị Hoa',
  '1985',
  'nữ',
  '0912345678',
  'phường Tân Hiệp, Biên Hòa',
  '12 đường số 3, tổ 5',
  'không',
  'không',
  'không',
];
