/** Answers of one person in Vietnamese after /start, from the consent to the phone. */
export const untilPhone = ['đồng ý', 'Nguyễn Thị Hoa', '1985', 'nữ', '0912345678'];

/** All answers of that person up to the review, and healthy. */
export const healthy = [
  ...untilPhone,
  ...['phường Tân Hiệp, Biên Hòa', '12 đường số 3, tổ 5'],
  ...['không', 'không', 'không'],
];
