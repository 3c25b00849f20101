// The words for lasting illnesses and pregnancy, in the language of patients and of doctors, and English.
// Must not know: which of them make an infection dangerous.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { controlWords, type ControlWord } from './finding-words.ts';

export type Condition =
  | 'blood' | 'cancer' | 'cardiovascular' | 'diabetes' | 'hypertension' | 'immunodeficiency' | 'kidney' | 'liver' | 'lung'
  | 'other' | 'pregnancy' | 'transplant'; // prettier-ignore

/** Doctors write K for cancer: "K phổi" is no "không". */
const ORGAN = `
  phổi, vú, gan, dạ dày, bao tử, đại tràng, trực tràng, giáp, tuyến giáp, vòm, vòm họng, vòm hầu, cổ tử cung, tử cung, buồng trứng, tiền liệt tuyến, tuyến tiền liệt, thận, bàng quang, máu, xương, da, thực quản, lưỡi, tụy, não, ruột, hạch, thanh quản, mũi, miệng, amidan, mật, phế quản, họng, hắc tố, ruột già`;

export const conditionWords = buildLexicon<Condition | ControlWord>(
  {
    cancer: `
      ung thư, ung thư {organ}, u ác, u ác tính, bướu ác, khối u ác tính, k {organ}, k di căn, bệnh k,
      bị k {organ}, ca {organ}, ca phổi, bạch cầu cấp, máu trắng, bệnh máu trắng, bệnh bạch cầu, leukemia,
      leukaemia, lymphoma, u lympho, hạch ác tính, u hạch ác tính, đang hóa trị, hóa trị, xạ trị,
      đang xạ trị, đang hóa xạ trị, vô hóa chất, truyền hóa chất, cancer,
      (lung|breast|liver|stomach|blood|colon|thyroid|skin|brain|prostate|bone|cervical|ovarian) cancer,
      tumor malignant, malignant tumor, malignant tumour, malignancy, chemo, chemotherapy, carcinoma,
      melanoma, metastasis, ung thu`,
    transplant: `
      ghép (thận|gan|tim|phổi|tạng|tủy|tủy xương|tế bào gốc|giác mạc|tụy|nội tạng),
      (đã|từng|mới|được) ghép (thận|gan|tim|phổi|tạng|tủy|tủy xương|tế bào gốc), thay (thận|gan|tim|tủy),
      cấy ghép (tạng|thận|gan|tủy|), người nhận ghép tạng, người nhận tạng, nhận tạng, cấy tủy, thay tủy,
      người ghép tạng, (kidney|liver|heart|lung|organ|bone marrow|stem cell|marrow) transplant,
      (kidney|liver|heart|lung|organ|bone marrow) transplantation, transplant, transplant recipient,
      transplantation, transplanted`,
    hypertension: `
      huyết áp, huyết áp cao, cao huyết áp, tăng huyết áp, lên huyết áp, cao áp huyết,
      huyết áp {no} ổn định, tăng xông, lên tăng xông, tăng xông máu, cao máu, lên máu, tăng ha, cao ha,
      ha cao, uống thuốc huyết áp, thuốc huyết áp, bệnh huyết áp, máu cao, huyết áp hơi cao, huyết áp tăng,
      high blood pressure, hypertension, hypertensive, blood pressure, high bp, htn, tha,
      raised blood pressure, elevated blood pressure, blood pressure high`,
    diabetes: `
      tiểu đường, đái tháo đường, đái đường, đường huyết cao, đường cao, cao đường, đường máu cao, đtđ, đtd,
      tiểu đường (tuýp|type|típ|tip|loại) (1|2|một|hai), đái tháo đường (tuýp|type|típ|tip|loại) (1|2), tđ,
      bệnh đường, lượng đường cao, tiểu đường thai kỳ, tiền tiểu đường, tiểu đường tuýp ii, bệnh tiểu đường,
      bệnh tiểu, đường trong máu cao, tiểu đg, diabetes, diabetic, high blood sugar,
      type (1|2|one|two) diabetes, diabetes type (1|2), high sugar, sugar, diabetis, blood sugar`,
    cardiovascular: `
      tim, tim mạch, bệnh tim, đau tim, yếu tim, suy tim, hở van, hở van tim, hẹp van tim, hẹp van, van tim,
      hở van (2|hai|3|ba) lá, mạch vành, bệnh mạch vành, hẹp mạch vành, hẹp động mạch vành,
      xơ vữa (động mạch|mạch|), xơ vữa động mạch, đặt stent, stent, có stent, nhồi máu (cơ tim|),
      nhồi máu não, rối loạn nhịp (tim|), loạn nhịp (tim|), rung nhĩ, tim bẩm sinh, bệnh tim bẩm sinh,
      thiếu máu cơ tim, thiểu năng vành, tai biến (mạch máu não|), bị tai biến, đột quỵ, đột quị,
      máy tạo nhịp, đặt máy tạo nhịp, nhịp tim nhanh, thấp tim, cơ tim, bệnh cơ tim, đau thắt ngực,
      phình động mạch, tắc mạch, suy giãn tĩnh mạch, mổ tim, tim to, tim yếu, thông liên thất,
      thông liên nhĩ, bệnh lý tim mạch, tim đập nhanh, xuất huyết não, thiếu máu não, phẫu thuật tim,
      bệnh van tim, heart disease, heart, heart problem, heart problems, heart condition, cardiovascular,
      cardiovascular disease, heart failure, heart attack, stroke, coronary, coronary artery disease,
      angina, arrhythmia, atrial fibrillation, cardiac, pacemaker, heart murmur, valve disease, cvd`,
    lung: `
      phổi, bệnh phổi, phổi mãn tính, phổi mạn tính, bệnh phổi mãn tính, bệnh phổi mạn tính, copd,
      phổi tắc nghẽn (mãn tính|mạn tính|), bệnh phổi tắc nghẽn (mãn tính|mạn tính|), hen, hen suyễn, suyễn,
      hen phế quản, hen xuyễn, lao, lao phổi, bệnh lao, viêm phế quản mãn tính, viêm phế quản mạn tính,
      viêm phế quản, phế quản mãn tính, xơ phổi, giãn phế quản, dãn phế quản, khí phế thũng,
      tràn dịch màng phổi, bụi phổi, viêm phổi mãn tính, viêm phổi, hô hấp mãn tính, bệnh hô hấp,
      bệnh hô hấp mãn tính, suy hô hấp, lên cơn hen, nám phổi, phổi yếu, yếu phổi, bệnh về phổi, phổi kẽ,
      hen xuyển, tràn khí màng phổi, lung disease, lung, lungs, asthma, asthmatic, chronic lung disease,
      chronic bronchitis, bronchitis, emphysema, tuberculosis, tb, pulmonary disease, pulmonary fibrosis,
      lung problems, lung problem, respiratory disease, cystic fibrosis, bronchiectasis`,
    liver: `
      gan, bệnh gan, xơ gan, viêm gan,
      viêm gan (a|b|c|siêu vi|siêu vi b|siêu vi c|mãn tính|mạn tính|virus|vi rút|b mãn tính), gan nhiễm mỡ,
      suy gan, gan mãn tính, gan mạn tính, bệnh gan mãn tính, bệnh gan mạn tính, men gan cao, chai gan,
      yếu gan, gan yếu, men gan, siêu vi b, siêu vi c, viêm gan siêu vi, hbv, hcv, xơ gan cổ trướng,
      bệnh về gan, hbsag, gan to, liver disease, liver, chronic liver disease, cirrhosis, hepatitis,
      hepatitis (a|b|c), fatty liver, liver failure, liver problems, liver problem, hep b, hep c,
      high liver enzymes`,
    kidney: `
      thận, bệnh thận, suy thận, chạy thận, lọc máu, lọc thận, thận mãn tính, thận mạn tính,
      bệnh thận mãn tính, bệnh thận mạn tính, sỏi thận, viêm cầu thận, hội chứng thận hư, thận hư, thận yếu,
      yếu thận, viêm thận, thận ứ nước, lọc màng bụng, thẩm phân phúc mạc, thận đa nang,
      suy thận (mãn|mạn|độ|giai đoạn cuối), chạy thận nhân tạo, đang chạy thận, nang thận, bệnh về thận,
      kidney disease, kidney, kidneys, chronic kidney disease, kidney failure, dialysis, renal failure,
      renal disease, kidney stones, kidney stone, ckd, hemodialysis, haemodialysis, kidney problems,
      kidney problem, nephritis`,
    immunodeficiency: `
      hiv, aids, si đa, sida, suy giảm miễn dịch, hiv aids, suy miễn dịch, miễn dịch kém, bệnh miễn dịch,
      thiếu hụt miễn dịch, ức chế miễn dịch, thuốc ức chế miễn dịch, uống thuốc ức chế miễn dịch, nhiễm h,
      nhiễm hiv, có h, bị h, bị ết, =ết, bệnh ết, dương tính hiv, miễn dịch yếu, hệ miễn dịch kém,
      hệ miễn dịch yếu, suy giảm hệ miễn dịch, immunodeficiency, immune deficiency, immunocompromised,
      immunosuppressed, immunosuppressant, immunosuppressants, weak immune system, weakened immune system,
      immune disorder, hiv positive, low immunity, immune system problem, immunosuppression`,
    blood: `
      tan máu bẩm sinh, tan máu, thalassemia, thalassaemia, bệnh máu, bệnh về máu, máu mãn tính,
      máu mạn tính, bệnh máu mãn tính, bệnh máu mạn tính, máu khó đông, rối loạn đông máu, hemophilia,
      haemophilia, thiếu máu, thiếu máu (huyết tán|mãn tính|mạn tính|nặng|bẩm sinh|thiếu sắt),
      giảm tiểu cầu, xuất huyết giảm tiểu cầu, suy tủy, suy tủy xương, đa hồng cầu, bệnh huyết học,
      huyết tán, hồng cầu hình liềm, bệnh lý về máu, rối loạn sinh tủy, tan huyết, tan huyết bẩm sinh,
      huyết học, bệnh máu khó đông, thiếu hồng cầu, tăng tiểu cầu, thiếu men g6pd, blood disease,
      blood disorder, anemia, anaemia, sickle cell, sickle cell disease, chronic blood disease,
      clotting disorder, bleeding disorder, low platelets, thrombocytopenia, blood clotting disorder,
      aplastic anemia`,
    pregnancy: `
      thai, có thai, mang thai, bầu, mang bầu, có bầu, có bầu bì, bầu bì, có em bé, có chửa, =chửa,
      đang (bầu|mang thai|có thai|mang bầu|có bầu|chửa), bà bầu, thai phụ, sản phụ, có tin vui, dính bầu,
      cấn bầu, cấn thai, thai (3|4|5|6|7|8|9|ba|bốn|năm|sáu|bảy|tám|chín) tháng, bầu (3|4|5|6|7|8|9) tháng,
      sắp sinh, gần sinh, sắp đẻ, sắp sanh, thai kỳ, bụng bầu, mang song thai, song thai, thai đôi,
      thai nghén, đang mang bầu, đang có em bé, pregnant, pregnancy, expecting, expecting a baby,
      with child, months pregnant, weeks pregnant, im pregnant, having a baby`,
    other: `
      huyết áp thấp, thấp huyết áp, tụt huyết áp, hạ huyết áp, gout, gút, thống phong, bệnh gút, mỡ máu,
      mỡ máu cao, máu nhiễm mỡ, mỡ trong máu, cholesterol, cholesterol cao, rối loạn mỡ máu, rối loạn lipid,
      dạ dày, đau dạ dày, viêm dạ dày, viêm loét dạ dày, loét dạ dày, bao tử, đau bao tử, trào ngược,
      trào ngược dạ dày, đại tràng, viêm đại tràng, viêm loét đại tràng, tuyến giáp, bệnh tuyến giáp,
      bướu cổ, cường giáp, suy giáp, bướu giáp, basedow, nhân tuyến giáp, u tuyến giáp, khớp, viêm khớp,
      xương khớp, viêm xương khớp, đau khớp, thấp khớp, viêm đa khớp, viêm khớp dạng thấp, thoái hóa,
      thoái hóa (cột sống|khớp|đốt sống cổ|khớp gối), thoát vị đĩa đệm, gai cột sống, loãng xương, đau lưng,
      viêm xoang, xoang, viêm mũi dị ứng, viêm mũi, dị ứng, động kinh, tâm thần, trầm cảm, rối loạn lo âu,
      rối loạn tâm thần, tự kỷ, parkinson, pác kin sơn, alzheimer, đãng trí, sa sút trí tuệ, tiền đình,
      rối loạn tiền đình, thần kinh, đau thần kinh tọa, béo phì, thừa cân, mập phì, lupus, lupus ban đỏ,
      vảy nến, vẩy nến, chàm, trĩ, bệnh trĩ, sỏi mật, viêm túi mật, u xơ, u xơ tử cung, u nang,
      u nang buồng trứng, u lành, u lành tính, u bướu, bướu, u, khối u, u nội mạc, lạc nội mạc tử cung,
      viêm tai giữa, mắt, đục thủy tinh thể, cườm, glocom, tăng nhãn áp, mất ngủ, đau đầu, đau nửa đầu,
      migraine, rối loạn tiêu hóa, hội chứng ruột kích thích, tiêu hóa, sốt rét, viêm họng,
      viêm họng mãn tính, viêm amidan, bại liệt, khuyết tật, liệt, tai nạn, dãn tĩnh mạch, tiền liệt tuyến,
      phì đại tiền liệt tuyến, u xơ tiền liệt tuyến, sỏi tiết niệu, viêm bàng quang, tiết niệu, nghiện rượu,
      nghiện, giang mai, =lậu, viêm da, da liễu, suy dinh dưỡng, suy nhược, bệnh khác, khác, bệnh nền khác,
      down, hội chứng down, bệnh già, bệnh tuổi già, di truyền, thiếu canxi, hạ đường huyết,
      đường huyết thấp, khó ngủ, suy tuyến thượng thận, low blood pressure, hypotension, high cholesterol,
      arthritis, rheumatoid arthritis, thyroid, thyroid disease, hyperthyroidism, hypothyroidism,
      stomach ulcer, ulcer, gastritis, epilepsy, depression, anxiety, obesity, obese, overweight, other,
      others, other disease, something else, gerd, acid reflux, allergies, allergy, psoriasis, sinusitis,
      osteoporosis, dementia, parkinsons, eczema, back pain, benign tumor, fibroids, cataract, glaucoma, ibs`,
    ...controlWords,
    '#none': `
      {no} có (gì|{what}|bệnh|bệnh gì|bệnh nào|bệnh nền|bệnh nền nào|bệnh nền gì|cái nào|bệnh lý|bệnh lý
      nào|bệnh lý nền|bệnh mãn tính|tiền sử|tiền sử bệnh|gì hết|gì cả|bệnh gì hết|bệnh gì cả|bệnh tật gì),
      {no} (bệnh|bệnh nền|bệnh gì|bệnh nào|bệnh tật|bệnh tật gì|bệnh lý|bệnh lý nền|bệnh lý gì|mắc bệnh|mắc
      bệnh gì|mắc bệnh nào|mắc bệnh nền|mắc bệnh nền nào|bị bệnh|bị bệnh gì|bị bệnh nào|bị gì|bị {what}|bị
      sao|bị bệnh nền|mắc gì|mắc|mắc cái nào|bị cái nào|cái nào|sao|sao cả|gì|gì cả|gì hết|vấn đề gì)
      (hết|cả|đâu|), tất cả (đều|) {no}, đều {no}, {no} tất cả,
      chưa (có|bị|mắc|thấy|phát hiện) (bệnh|bệnh gì|bệnh nào|gì|bệnh nền|) (hết|cả|),
      {no} phát hiện bệnh gì, bình thường, bt, khỏe, khỏe mạnh, vẫn khỏe, sức khỏe tốt,
      sức khỏe bình thường, khỏe re, ổn, tốt, hoàn toàn khỏe mạnh, hoàn toàn bình thường, {no} hết,
      {no} sao hết, none, none of these, none of them, none of the above, nothing, healthy,
      no (known|chronic|underlying|serious|pre existing|preexisting|)
      (conditions|condition|disease|diseases|illness|illnesses), no underlying conditions,
      no underlying condition, no chronic disease, no chronic diseases, no medical conditions,
      no health problems, no health issues, no problems, fine, im healthy, i am healthy, im fine, nil,
      not any, no known conditions, i have none, n a, nothing at all, no medical history, no history`,
    '#all': `
      tất cả, có tất cả, đủ cả, bị tất cả, bị hết, có hết, all, all of them, all of these, all of the above,
      everything`,
  },
  { ...wordClasses, organ: ORGAN },
);

/** The order in which the declaration lists them. */
export const conditionMenu: readonly (Condition | 'none')[] = [
  'liver', 'blood', 'lung', 'kidney', 'cardiovascular', 'hypertension', 'immunodeficiency', 'transplant', 'diabetes',
  'cancer', 'pregnancy', 'none',
]; // prettier-ignore
