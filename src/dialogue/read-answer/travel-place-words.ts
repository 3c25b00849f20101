// Places the health authorities named in March 2020, under the slugs the product keeps.
// Must not know: which of them still count.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

/** Keys become `place:bach_mai_hospital`. */
export const placeWords = buildLexicon<string>({
  bach_mai_hospital: '(bệnh viện|bv|) bạch mai, bvbm, bach mai hospital, căn tin bạch mai, nhà ăn bạch mai',
  buddha_bar: '(quán|bar|quán bar|) buddha (bar|), budda bar, buda bar, bar buddha grill',
  truong_sinh_company: '(công ty|cty|) trường sinh',
});

export const travelWords = buildLexicon(
  {
    none: `
      {no}, {no} có, {no} đi đâu, {no} đi đâu (cả|hết|xa),
      {no} (đi|có đi|ra khỏi|rời|rời khỏi) (đâu|đâu cả|đâu hết|tỉnh|địa phương|nhà|khỏi tỉnh),
      {no} (có|) đi (đâu|xa|tỉnh nào|nước nào|nơi nào|chỗ nào), {no} nơi nào, {no} chỗ nào, chưa đi đâu,
      chưa đi đâu (cả|hết), chưa (có|) đi, ở nhà, chỉ ở nhà, toàn ở nhà, ở nhà suốt, ở nhà {no} đi đâu,
      ở yên một chỗ, {no} ra ngoài, {no} ra khỏi nhà, {no} di chuyển, {no} du lịch, {no} đi, {no} đâu cả,
      none, no, nowhere, not travelled, not traveled, havent travelled, havent traveled, i havent travelled,
      i havent traveled, no travel, didnt travel, stayed home, stayed at home, i stayed at home,
      i stayed home, at home, didnt go anywhere, havent been anywhere, have not travelled, did not travel,
      no where, nope, never left home`,
    filler: '{me}, dạ, trong 14 ngày qua, 14 ngày qua, ạ, chỉ, toàn, suốt, cả, hết, i, luôn',
  },
  wordClasses,
);
