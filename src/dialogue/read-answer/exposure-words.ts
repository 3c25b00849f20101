// The words by which people tell of contact with the sick, with people from affected countries, and of epidemic areas.
// Must not know: which kinds of exposure weigh more.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { controlWords, type ControlWord } from './finding-words.ts';

export type ExposureKind = 'case' | 'country' | 'symptomatic' | 'area';

const LAND =
  'trung quốc, hàn quốc, hàn, nhật bản, nhật, ý, italia, mỹ, anh, pháp, đức, tây ban nha, iran, châu âu, đài loan, singapore, malaysia, thái lan, campuchia, lào, nước ngoài, vũ hán, daegu, tàu, china, korea, south korea, japan, italy, america, the us, england, the uk, france, germany, spain, europe, abroad, overseas, wuhan, taiwan, cambodia, laos, thailand';

/** `cameBack`: somebody was in another country; who it was decides whether that is `area` or `country`. */
export const exposureWords = buildLexicon<ExposureKind | 'cameBack' | ControlWord>(
  {
    ...controlWords,
    case: `
      f0, f1, f2, f3, (bị|phải|đang|bị đi|đi|đang bị|mới bị|vừa bị) cách ly, cách ly (tập trung|tại nhà), cách ly, quarantined, in quarantine, self isolating, ca (bệnh|nhiễm|dương tính|mắc|f0|nghi ngờ|nghi nhiễm|covid|mắc covid|xác định),
      (người|bệnh nhân|bn) (bệnh|nhiễm|dương tính|mắc bệnh|nhiễm bệnh|covid|mắc covid|bị covid|nhiễm
      covid|bị nhiễm|nghi nhiễm|nghi ngờ|nghi mắc|nghi ngờ mắc|bị bệnh|f0|f1|corona|nhiễm corona|bị
      corona|ncov|nghi bệnh|đã mắc|mắc), người nghi ngờ mắc (bệnh|covid|), bệnh nhân, dương tính,
      nghi nhiễm, nhiễm covid, mắc covid, người nhà dương tính, tiếp xúc gần, là f1, là f2,
      ở chung với người bệnh, covid, covid 19, corona, ncov, confirmed case, confirmed cases,
      suspected case, a case, case, cases, infected, infected person, covid patient, patient,
      someone with covid, person with covid, people with covid, positive, tested positive, positive person,
      positive case, confirmed patient, sick with covid, had covid, has covid, have covid`,
    symptomatic: `
      (người|ai đó|bạn|đồng nghiệp|hàng xóm|người nhà|anh|chị|em|con|mẹ|bố|vợ|chồng|họ|bạn em|bạn tôi)
      (bị|có|đang|đang bị|) (sốt|ho|khó thở|viêm phổi|ho sốt|sốt ho|cảm|cúm|ốm|bệnh|triệu chứng|biểu
      hiện|dấu hiệu|bị sốt|cảm cúm|ho khan), người có (biểu hiện|triệu chứng|dấu hiệu) (sốt|ho|bệnh|),
      (biểu hiện|triệu chứng|dấu hiệu) (sốt|ho|bệnh|), sốt, ho, khó thở, viêm phổi, ốm, cúm, người ốm,
      người ho, someone sick, sick person, sick people, people with symptoms, person with symptoms,
      someone with symptoms, somebody sick, someone coughing, someone with fever, someone with a fever,
      someone with a cough, person with fever, symptoms, symptomatic, coughing, cough, fever, sick, ill,
      ill person, someone ill, a sick person, a sick colleague, sick colleague, sick friend`,
    country: `
      người (nước ngoài|ngoại quốc|tây|{land}),
      người (từ|đến từ|về từ|mới về từ|mới từ|ở) (nước có dịch|nước có bệnh|nước ngoài|nước khác|vùng có
      dịch ở nước ngoài|{land}), nước có (dịch|bệnh), nước có ca bệnh,
      khách (nước ngoài|tây|du lịch|{land}), việt kiều, du học sinh,
      chuyên gia (nước ngoài|hàn quốc|trung quốc|nhật|đài loan|hàn|),
      sếp (hàn|nhật|trung quốc|đài loan|hàn quốc), người mới (về|từ) nước ngoài (về|), người nhập cảnh,
      {land}, foreigner, foreigners, people from abroad, someone from abroad, affected country,
      affected countries,
      (people|person|someone|somebody|friend|family|colleague|guest) from (an affected country|affected
      countries|abroad|overseas|{land}), traveller, travellers, tourist, tourists, returned from abroad,
      returnee, chinese, korean, koreans, japanese, italian`,
    area: `
      vùng dịch, vùng có dịch, ổ dịch, tâm dịch, khu vực có dịch, nơi có dịch, khu cách ly, nơi có ca bệnh,
      điểm dịch, khu phong tỏa,
      (đi|đến|qua|từ|về từ|ở|ghé|tới|ra) (vùng dịch|vùng có dịch|ổ dịch|tâm dịch|nơi có dịch|khu vực có
      dịch), bạch mai, bệnh viện bạch mai, buddha, bar buddha, quán bar buddha, sơn lôi, hạ lôi, vĩnh phúc,
      chung chuyến bay, cùng chuyến bay, chuyến bay,
      (đi|đến|ra|ở|về|từ|về từ) (hà nội|sài gòn|hồ chí minh|tphcm|tp hcm|đà nẵng|bình thuận|ninh
      thuận|quảng ninh|hải dương|hải phòng),
      epidemic area, affected area, outbreak area, outbreak, outbreak zone, hot spot, hotspot,
      been to an area, epidemic zone, red zone, was in an epidemic area,
      i came from (abroad|overseas|{land}), i returned from (abroad|overseas|{land}), i was in {land}, i went to {land},
      quarantine area, infected area, area with cases`,
    cameBack: `
      (mới|vừa|mới vừa|) (đi|từ|ở|bên|qua|sang) (nước ngoài|{land}) (về|mới về|vừa về|qua|sang), đi (nước ngoài|{land}), (mới|vừa|) về từ (nước ngoài|{land}),
      (came|come|got|is|are|was|flew|just) (back|home|) from (abroad|overseas|{land}), (returned|arrived|travelled|traveled) from (abroad|overseas|{land}),
      (went|travelled|traveled) to {land}`,
    '#else': `
      (thằng|con|đứa|mấy đứa|tụi|nhỏ|bé) (cháu|con|em|bạn|nhỏ|bé), con (trai|gái|tôi|tui|em|dâu|rể|mình|chị|út|bà|ông|bác|cô|chú|nhà tôi), cháu (tôi|tui|nội|ngoại|bà|ông|gái|trai|em),
      (bố|ba|má|mẹ|cha|vợ|chồng|anh|chị|em|cô|chú|bác|dì|cậu|ông|bà|bạn|sếp|chủ) (tôi|tui|em|mình|cháu|con|trai|gái|nhà tôi|chồng|vợ),
      vợ, chồng, hàng xóm, láng giềng, (ông|bà|anh|chị|nhà) (hàng xóm|bên cạnh|kế bên|sát vách), đồng nghiệp, sếp, người nhà, người quen, người thân, bà con, họ hàng,
      bạn (bè|học|cùng phòng|cùng xóm|trọ), (có|) người, ai đó, họ, nó, ổng, bả, my (son|daughter|husband|wife|mother|father|brother|sister|neighbor|neighbour|friend|boss|colleague|coworker|roommate|uncle|aunt|cousin),
      he, she, they, someone, somebody, neighbor, neighbour, a friend`,
    '#no': `${controlWords['#no'] ?? ''}, {no} (có|) ai (bị|có|)`,
    '#none': `
      {no} có (gì|{what}|ai|tiếp xúc|tiếp xúc ai|tiếp xúc với ai|tiếp xúc gì|yếu tố nào|yếu tố gì|cái
      nào|trường hợp nào|hết|gì hết|gì cả),
      {no} tiếp xúc (ai|với ai|gì|ai hết|với ai hết|ai cả|với ai cả|với người nào|),
      {no} (gặp|đi) (ai|đâu|ai cả|đâu cả|ai hết|đâu hết|), {no} có (gặp|đi) (ai|đâu) (cả|hết|), {no} {what},
      {no} gì cả, {no} gì hết, tất cả (đều|) {no}, {no} tất cả, {no} cái nào,
      chưa (tiếp xúc|gặp|đi) (ai|đâu|với ai|) (cả|hết|), chưa từng tiếp xúc (với ai|ai|), ở nhà, chỉ ở nhà,
      toàn ở nhà, ở nhà suốt, {no} có tiếp xúc với ai, {no} hề tiếp xúc, {no} hề tiếp xúc (ai|với ai),
      bình thường, {no} liên quan, {no} ai, {no} ai cả, {no} hết, none, none of these, none of the above,
      none of them, no contact, no contacts, no exposure, nothing, nobody, no one, not any, i stayed home,
      stayed home, stayed at home, havent met anyone, havent been anywhere, no contact with anyone, n a,
      not exposed, nowhere`,
    '#all': 'tất cả, có tất cả, cả 4, cả bốn, all, all of them, all of the above',
  },
  { ...wordClasses, land: LAND },
);
