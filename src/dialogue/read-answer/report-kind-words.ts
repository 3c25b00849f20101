// The words by which people report a case, a return, a contact, a breach of isolation, a crowd, or something else.
// Must not know: about whom or where.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

export type ReportWord =
  | 'quarantine_breach' | 'contact' | 'returned_from_area' | 'suspected_case' | 'gathering' | 'other' | 'veto' | 'person'; // prettier-ignore

export const reportWords = buildLexicon<ReportWord>(
  {
    veto: 'là gì, là sao, báo gì, báo cái gì, what can i report',
    quarantine_breach: `
      trốn (khỏi|) (khu|) cách ly, trốn cách ly, bỏ trốn,
      ({no}|{notYet}) (chịu|chấp hành|tuân thủ|thực hiện|tự|) cách ly, {no} (đi|bị) cách ly,
      (vi phạm|phá) cách ly, cách ly mà (vẫn|còn|) (đi|ra ngoài|ra đường|đi chơi|đi chợ|đi ra ngoài),
      (đang|phải) cách ly (mà|nhưng) (vẫn|còn|) (đi|ra ngoài|ra đường|đi chơi|đi chợ|đi lại),
      (đang|) cách ly (vẫn|còn) (đi|ra ngoài|ra đường|đi chơi|đi chợ|đi ra ngoài|đi lại),
      ra khỏi (khu|nhà|nơi) cách ly, rời (khu|nơi) cách ly, bỏ khu cách ly, {no} khai báo (y tế|),
      trốn khai báo (y tế|), khai báo gian dối, khai gian, nhập cảnh (trái phép|lậu|chui),
      vượt biên (trái phép|), nhập cảnh, đi lậu, qua biên giới trái phép, trốn về, trốn viện,
      trốn khỏi bệnh viện, quarantine breach, breaking quarantine, broke quarantine, breaks quarantine,
      escaped quarantine, left quarantine, violating quarantine, violates quarantine, not self isolating,
      not isolating, not quarantining, not in quarantine, breaking isolation, broke isolation,
      ignoring quarantine, skipping quarantine, escaped from quarantine, illegal entry,
      illegal border crossing, illegally crossed, crossed the border illegally, should be in quarantine,
      quarantine violation, isolation breach, should be isolating`,
    contact: `
      tiếp xúc,
      (tiếp xúc|gặp|ở chung|ăn chung|ngồi chung|làm chung|sống chung|đi chung) (gần|trực tiếp|) (với|)
      (người|ca|bệnh nhân|bn|f0|f1), có tiếp xúc, f1, f2, gần f0,
      tiếp xúc (gần|) (với|) (f0|f1|người nghi nhiễm|người bệnh|ca nhiễm|ca bệnh|người nhiễm),
      ở gần (người bệnh|ca bệnh|f0|ca nhiễm), liên quan (đến|tới|) (ca|bệnh nhân|bn|ổ dịch), contact,
      contact with, in contact, had contact, close contact, contacted, was with a case, met a case,
      exposed to, exposure, contact of a case`,
    returned_from_area: `
      (mới|vừa|) (đi|ở|bên|từ|qua) {land} (mới|vừa|) về,
      (về|từ|mới về|vừa về|mới từ|đi từ|trở về từ|về từ|đến từ|quay về từ) (vùng dịch|ổ dịch|nước
      ngoài|nước có dịch|trung quốc|hàn quốc|nhật bản|nhật|châu âu|ý|mỹ|anh|pháp|campuchia|lào|thái lan|đài
      loan|singapore|malaysia|vũ hán|daegu|bạch mai|hà nội|sài gòn|tphcm|hồ chí minh|đà nẵng|vĩnh phúc|sơn
      lôi|hạ lôi), đi vùng dịch, (mới|vừa|) (từ|đi) (nước ngoài|vùng dịch) về,
      từ (trung quốc|hàn quốc|nhật bản|nhật|châu âu|ý|mỹ|anh|pháp|campuchia|lào|thái lan|đài loan|vũ
      hán|bạch mai|hà nội|sài gòn) về, đi nước ngoài về, việt kiều (mới|) về, du học sinh (mới|) về,
      người (nước ngoài|trung quốc|hàn quốc) (mới|) (đến|tới|sang|qua), về nước, mới nhập cảnh, bay về,
      vùng dịch, đi du lịch về, từ tâm dịch, returned from, came back from, came from, back from,
      just returned, returning from, arrived from, coming from, came home from, travelled from,
      traveled from, from abroad, from overseas, from epidemic area, epidemic area, from china, from korea,
      from italy, returnee, flew in from`,
    suspected_case: `
      nghi (ngờ|) (mắc|nhiễm|bị|có|) (bệnh|covid|covid 19|corona|ncov|virus|dịch|), nghi nhiễm, nghi mắc,
      ca nghi, ca nghi ngờ, trường hợp nghi ngờ, trường hợp nghi, người nghi ngờ, người nghi nhiễm,
      nghi ngờ, nghi covid, (bị|đang|có|) (sốt|ho|khó thở|viêm phổi|ho sốt|sốt ho|ho khan), sốt cao,
      ho nhiều, có triệu chứng, có biểu hiện, có dấu hiệu, ốm, bị ốm, bị bệnh, bệnh nặng, dương tính, f0,
      nhiễm bệnh, nhiễm covid, mắc bệnh, mắc covid, nhiễm corona, bị corona, bị covid, ca bệnh, ca nhiễm,
      có người bệnh, có bệnh, ho sốt, ho suốt, sốt ho khó thở, suspected, suspected case, suspect,
      suspicious case, has symptoms, have symptoms, symptoms, fever, coughing, cough, sick, ill, infected,
      tested positive, positive, someone sick, person with fever, covid case, possible case, has covid,
      has the virus, might have covid, difficulty breathing`,
    gathering: `
      tụ tập, tụ tập đông người, tụ tập đông, đông người, đông đúc, đông nghẹt, tập trung đông (người|),
      đám (cưới|tang|giỗ|ma|hỏi|tiệc|đông|đông người|đánh bạc), tiệc, ăn nhậu, nhậu nhẹt, nhậu, nhậu đông,
      liên hoan, tiệc tùng, lễ hội, hội họp, karaoke,
      quán (nhậu|bar|karaoke|cà phê|cafe|net|game|ăn) (vẫn|còn|) (mở|mở cửa|hoạt động|đông|đông khách|),
      quán bar, vũ trường, vẫn mở cửa, mở cửa, đá gà, đánh bài, đánh bạc, đá bóng, chợ đông, hội chợ,
      tiệc cưới, sinh nhật, tổ chức tiệc, tổ chức đám, cầu nguyện đông, nhà thờ đông, chùa đông,
      không giữ khoảng cách, {no} giữ khoảng cách, họp chợ, sòng bạc, tụm năm tụm ba, cà phê đông,
      gathering, crowd, crowded, party, wedding, funeral, large gathering, many people, lots of people,
      event, festival, bar open, karaoke open, mass gathering, group of people, meeting, people gathering,
      gathered, club, social distancing`,
    other: `
      khác, việc khác, chuyện khác, vấn đề khác, cái khác, khẩu trang, bán khẩu trang, giá cao, tăng giá,
      chặt chém, đầu cơ, găm hàng, nâng giá, gom hàng, tin giả, tin đồn, tin sai, tin vịt, tung tin,
      đưa tin sai, fake news, fake, lừa đảo, hàng giả, khẩu trang giả, thuốc giả, nước rửa tay,
      {no} đeo khẩu trang, {no} mang khẩu trang, khạc nhổ, xả rác, rác thải y tế, vệ sinh, vứt khẩu trang,
      kỳ thị, phun thuốc, khử trùng, thiếu (thuốc|khẩu trang|lương thực|nước|gạo), giả danh, mạo danh,
      cán bộ, thái độ, góp ý, khiếu nại, hỗ trợ, cứu trợ, giá, other, something else, others, fake masks,
      price gouging, high price, overpriced, masks, mask, rumour, rumor, misinformation, scam, fraud,
      complaint, not wearing a mask, no mask, hygiene, else`,
    person: 'hàng xóm, người, nhà, tổ, ấp, xóm, khu phố',
  },
  {
    ...wordClasses,
    land: `
      trung quốc, hàn quốc, hàn, nhật, nhật bản, châu âu, ý, mỹ, anh, pháp, đức, campuchia, lào, thái lan,
      đài loan, singapore, malaysia, vũ hán, nước ngoài, vùng dịch, hà nội, sài gòn, đà nẵng, bạch mai`,
  },
);
