// Recognises that nothing was measured: no thermometer, not yet, not known.
// Must not know: what should have been measured.
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { isUnknown } from './unknown.ts';

const words = buildLexicon(
  {
    unmeasured: `
      ({no}|{notYet}) (đo|cặp|kẹp|lấy|kiểm tra), ({no}|{notYet}) (kịp|{know}|thể) đo,
      ({no}|{notYet}) đo được, ({no}|{notYet}) có đo,
      ({no}|{notYet}) có (nhiệt kế|máy|máy đo|cặp nhiệt độ|cặp nhiệt|cặp|dụng cụ|thiết bị|cái đo|đồ
      đo|nhiệt độ|số đo|kết quả), {no} (nhiệt kế|máy đo|máy), quên đo,
      nhiệt kế (hỏng|hư|bị hỏng|bị hư|hết pin), máy (hỏng|hư|hết pin), hết pin, not measured, didnt measure,
      did not measure, havent measured, have not measured, not checked, havent checked, didnt check,
      no thermometer, dont have a thermometer, do not have a thermometer, i dont have a thermometer,
      no device, dont have one, no oximeter, dont have an oximeter, not taken, havent taken, didnt take,
      not yet, not measured yet, cant measure, unable to measure`,
    filler: `
      {me}, dạ, thì, là, ở nhà, nhà, nữa, luôn, hôm nay, bữa nay, nhiệt độ, thân nhiệt, spo2, được, để, đo,
      nên, vì, do, {no} {know}, {no} rõ, ạ, bao nhiêu, lần nào, nào, hết, cái, i, my, it, temperature, yet,
      at home, so, have, a, the, because, đâu, oxy, nồng độ, sp, o, 2`,
  },
  wordClasses,
);

/** True when the words say that there is no measurement, and nothing else. */
export function notMeasured(tokens: readonly Token[]): boolean {
  const codes = scan(words, tokens).map((piece) => piece.code);
  return isUnknown(tokens) || (codes.includes('unmeasured') && !codes.includes(undefined));
}
