/** Other spellings of one official name: numbers as words or Roman numerals, highland names as they are heard. */
export function nameVariants(bareName: string): string[] {
  const number = /(?<!\d)0*(\d{1,2})$/.exec(bareName);
  const variants = number === null ? [] : numberVariants(bareName.slice(0, number.index), Number(number[1]));
  const heard = bareName.replace(/(?<!\p{L})(?:đắk|đăk|đak|dak)(?!\p{L})/giu, 'Đắc').replace(/lắk/giu, 'Lắc');
  if (heard !== bareName) variants.push(heard);
  if (bareName.startsWith('N.T ')) variants.push(`Nông trường ${bareName.slice(4)}`);
  return variants;
}

const ONES = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V'];

function numberVariants(stem: string, value: number): string[] {
  const words = value < 10 ? [ONES[value] ?? ''] : tens(Math.floor(value / 10), value % 10);
  if (value === 4) words.push('tư');
  if (value === 7) words.push('bẩy');
  const roman = stem === '' ? '' : (ROMAN[value] ?? '');
  return [...words, roman].filter((word) => word !== '').map((word) => stem + word);
}

function tens(ten: number, one: number): string[] {
  const last =
    one === 0 ? [''] : one === 5 ? ['lăm', 'năm'] : one === 1 && ten > 1 ? ['mốt'] : [ONES[one] ?? ''];
  const first = ten === 1 ? ['mười'] : [`${ONES[ten] ?? ''} mươi`, ...(one === 0 ? [] : [ONES[ten] ?? ''])];
  return first.flatMap((word) => last.map((digit) => `${word} ${digit}`.trim()));
}
