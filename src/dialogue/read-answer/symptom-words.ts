// The words for symptoms, Northern, Central and Southern, polite and blunt, and English.
// Must not know: which symptoms are dangerous.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { controlWords, otherPeople, type ControlWord } from './finding-words.ts';

export type Symptom =
  | 'ageusia' | 'anosmia' | 'chest_pain' | 'chills' | 'confusion' | 'cough' | 'cyanosis' | 'diarrhoea' | 'dyspnea'
  | 'fatigue' | 'fever' | 'headache' | 'hemoptysis' | 'myalgia' | 'nausea_vomiting' | 'other' | 'pneumonia'
  | 'runny_nose' | 'seizure' | 'sore_throat'; // prettier-ignore

/** Phrases that name two symptoms at once. */
export const pairs = {
  malaria: ['fever', 'other'],
  smellAndTaste: ['anosmia', 'ageusia'],
  feverAndChills: ['fever', 'chills'],
} as const satisfies Record<string, readonly Symptom[]>;

/** Parts of the body whose pain is not on the list. */
const ELSEWHERE = `
  bụng, bao tử, dạ dày, lưng, hông, eo, răng, tai, mắt, tay, chân, gối, đầu gối, khớp, xương khớp, các khớp, khớp gối, vai, gáy, sườn, mạn sườn, hạ sườn, thượng vị, gót,
  lợi, nướu, lưỡi, miệng, mặt, mũi, xoang, bàn chân, bàn tay, thận, gan, háng, bẹn, tim, cột sống, thắt lưng, ruột thừa, hàm, má, da, dây thần kinh, cổ tay, cổ chân, vú, hậu môn`;

export const symptomWords = buildLexicon<Symptom | keyof typeof pairs | ControlWord>(
  {
    malaria: `
      sốt rét, sốt xuất huyết, sốt phát ban, sốt siêu vi, sốt virus, sốt vi rút, cảm sốt, malaria, dengue,
      dengue fever`,
    smellAndTaste: `
      mất mùi vị, mất (mùi|khứu giác) (và|với|lẫn|hoặc|) (mất|) (vị|vị giác), mất vị giác (và|) khứu giác,
      {no} (ngửi|cảm nhận|nhận) (thấy|được|ra|) mùi vị, loss of (smell and taste|taste and smell),
      lost (smell and taste|my smell and taste|taste and smell|my sense of smell and taste),
      no (smell or taste|taste or smell)`,
    feverAndChills: `
      sốt (ớn lạnh|rét run|lạnh run|run|run lập cập), sốt gai rét, vừa sốt vừa rét, nóng lạnh,
      lúc nóng lúc lạnh`,
    hemoptysis: `
      ho ra máu, ho khạc ra máu, khạc ra máu, ho có máu, ho máu, ho ra đờm có máu, ho đờm (có|lẫn) máu,
      ho (ra|) (đàm|đờm) máu, khạc máu, đờm (có|lẫn) máu, đàm (có|lẫn) máu, ho lẫn máu, ho khạc máu,
      ho (thấy|dính) máu, coughing (up|) blood, cough (up|with) blood, coughed up blood,
      blood when coughing, blood in sputum, bloody sputum, hemoptysis, haemoptysis, bloody cough`,
    dyspnea: `
      khó thở, thở khó, khó thỡ, kho tho,
      thở (dốc|gấp|hổn hển|mệt|khò khè|rít|nặng|nhanh|yếu|hụt|ngắn|nặng nhọc|hắt ra|phì phò|khó khăn|không
      thông|co kéo), hụt hơi, hết hơi, đứt hơi, ngộp, ngộp thở, ngạt thở, nghẹt thở, ngột ngạt, khò khè,
      tức thở, thiếu oxy, thiếu hơi, thở {no} (được|nổi|ra hơi|ra|thông|{get}|vô|vào|kịp),
      {no} thở (được|nổi|{get}|ra), {no} thở, khó hít thở, hít thở khó, hít thở khó khăn, thở {no} nổi,
      hổn hển, thở hắt, thở như hết hơi, thở hụt hơi, nói {no} ra hơi, khó thở (nhẹ|nhiều|quá|lắm),
      nặng thở, bí thở, lên cơn hen, lên cơn suyễn, khó thở khi nằm, shortness of breath, short of breath,
      difficulty breathing, difficult breathing, difficult to breathe, breathless, breathlessness,
      breathing difficulty, breathing difficulties, trouble breathing, hard to breathe, cant breathe,
      cannot breathe, can not breathe, can hardly breathe, struggling to breathe, dyspnea, dyspnoea, wheeze,
      wheezing, out of breath, breathing problems, breathing problem, breathing issues, gasping, sob,
      breathing hard, laboured breathing, labored breathing`,
    chest_pain: `
      (đau|tức|nặng|thắt|đau thắt|đau tức|nhói|ép|đè|bó|nghẹn|nóng rát) (ngực|lồng ngực|vùng ngực|tức
      ngực|ở ngực), ngực (đau|tức|nặng|bị đau), đau (trong|giữa) ngực, đau nhói ngực, đau nhói ở ngực,
      đau lồng ngực, tức ngực khó chịu, nặng ngực, đau tim, nhói tim, chest pain, chest pains,
      pain in (my|the|) chest, chest tightness, tight chest, chest pressure, tightness in (my|the|) chest,
      chest hurts, chest discomfort, sore chest, my chest hurts, heart pain`,
    cough: `
      ho, ho hen, ho khan, ho (có|) (đờm|đàm|dom|dam|nhớt),
      ho (nhiều|ít|nhẹ|sặc|sù sụ|húng hắng|khù khụ|liên tục|lai rai|gió|dữ|quá|lâu ngày|kéo dài|gà),
      húng hắng ho, hắng giọng, (có|khạc|ra|nhiều) (đờm|đàm), ngứa cổ ho, đờm, hơi ho, ho vặt, cough,
      coughing, coughs, caugh, cof, dry cough, wet cough, phlegm, sputum, productive cough, cough a bit,
      coughed`,
    fever: `
      sốt, sốt (nhẹ|cao|nóng|li bì|hâm hấp|vừa|liên tục|kéo dài|về chiều|từng cơn|cao quá|dữ), nóng sốt,
      bị nóng (người|sốt|đầu), nóng (người|ran|ran người|đầu|trán|hừng hực|hầm hập), phát sốt, hâm hấp,
      hâm hấp sốt, ấm đầu, hầm hập, lên cơn sốt, gây gây sốt, ngây ngấy sốt, gây sốt, nhiệt độ cao,
      thân nhiệt cao, người nóng, người nóng ran, đầu nóng, trán nóng, tăng thân nhiệt, hơi sốt, nóng trán,
      sốt sốt, fever, feverish, high temperature, temperature, high temp, fevers, pyrexia, febrile,
      hot body, running a temperature, running a fever, high fever, mild fever, low fever, slight fever`,
    pneumonia: `
      viêm phổi, sưng phổi, viêm đường hô hấp dưới, viêm phế quản phổi, tổn thương phổi, viêm fổi,
      phổi bị viêm, viêm phổi nặng, pneumonia, lung infection, pneumonie, inflamed lungs, chest infection`,
    sore_throat: `
      (đau|rát|viêm|ngứa|khô|sưng|đỏ|bỏng|rát bỏng|khó chịu|vướng|hơi đau|loét|xót|cay) (họng|cổ họng|cuống
      họng|thanh quản|hầu họng), đau rát (họng|cổ họng|cổ), họng (đau|rát|ngứa|khô|sưng),
      cổ họng (đau|rát|ngứa|khô|sưng), (rát|ngứa|khô) cổ, ngứa rát cổ, viêm amidan, amidan, a mi đan,
      viêm a mi đan, sưng amidan, nuốt (đau|vướng|khó|nghẹn|nước bọt đau|rát|thấy đau), khó nuốt,
      đau khi nuốt, nuốt nước bọt (thấy|bị|) đau, đau hầu, viêm thanh quản, viêm hầu họng, khé cổ,
      sore throat, throat pain, painful throat, scratchy throat, itchy throat, throat hurts,
      my throat hurts, throat ache, throat is sore, pharyngitis, tonsillitis, pain when swallowing,
      pain swallowing, painful swallowing, throat, sore throats, difficulty swallowing, soar throat,
      dry throat`,
    confusion: `
      lơ mơ, lú lẫn, lẫn lộn, mê sảng, mê man, li bì, hôn mê, lừ đừ lơ mơ, {no} tỉnh táo, {no} tỉnh,
      kém tỉnh táo, mất ý thức, nói nhảm, nói sảng, ngủ li bì, ngủ gà, vật vã, bứt rứt lơ mơ,
      mất phương hướng, mơ màng {no} tỉnh, lú, lờ đờ, gọi {no} (dậy|tỉnh|thưa|biết), confusion, confused,
      disoriented, delirious, delirium, drowsy, drowsiness, not alert, foggy, brain fog, disorientation,
      mentally confused, unresponsive`,
    fatigue: `
      mệt, mệt mỏi,
      mệt (lả|rã rời|nhoài|lử|đừ|quá|lắm|nhiều|nhẹ|người|trong người|bã người|đuối|rũ|nhừ|ghê), uể oải,
      đuối, đuối sức, kiệt sức, lừ đừ, rã rời, rũ rượi, bải hoải, bơ phờ, yếu người, người yếu, thiếu sức,
      {no} có sức, mất sức, oải, mõi mệt, mỏi mệt, suy nhược, mệt mõi, mêt mỏi, người mệt, hơi mệt, yếu ớt,
      fatigue, fatigued, tired, tiredness, exhausted, exhaustion, weak, weakness, no energy, lethargic,
      lethargy, tierd, malaise, weary, sluggish, low energy, worn out`,
    anosmia: `
      mất mùi, mất khứu giác, giảm khứu giác, mất cảm giác mùi,
      {no} ngửi (được|thấy|ra|thấy gì|{get}|{get} mùi|được mùi|thấy mùi|thấy mùi gì|được gì|ra mùi|ra mùi
      gì), ngửi {no} (thấy|ra|được|{get}) (mùi|mùi gì|gì|{what}|),
      {no} (thấy|nghe|còn|cảm nhận|cảm nhận được|nhận biết|có) mùi (gì|{what}|), nghe mùi {no} được,
      ngửi {no} được, {no} nghe mùi, {no} nghe mùi gì, mũi {no} ngửi (được|thấy|) (mùi|gì|),
      {no} phân biệt được mùi, mất ngửi, ngửi mùi {no} (thấy|được|ra), điếc mũi, loss of smell, lost smell,
      cant smell, cannot smell, no smell, no sense of smell, lost sense of smell, lost my sense of smell,
      lost my smell, anosmia, cant smell anything, loss of sense of smell, cant smell things, smell loss`,
    ageusia: `
      mất vị, mất vị giác, giảm vị giác, ăn {no} (thấy|biết|ra|có|cảm nhận được) (vị|mùi vị|vị gì),
      {no} (thấy|biết|nếm được|có|cảm nhận|cảm nhận được|nếm thấy|phân biệt được) vị (giác|gì|), lạt miệng,
      nhạt miệng, đắng miệng, ăn {no} ra vị gì, ăn lạt lẽo, thay đổi vị giác, ăn nhạt nhẽo,
      ăn uống {no} thấy vị, loss of taste, lost taste, cant taste, cannot taste, no taste,
      no sense of taste, lost my sense of taste, lost my taste, ageusia, cant taste anything,
      cant taste food, taste loss, change in taste, loss of sense of taste`,
    diarrhoea: `
      tiêu chảy, tiêu lỏng, ỉa chảy, đi ngoài,
      đi (ỉa|cầu|tiêu|đại tiện|ngoài|đồng) (lỏng|chảy|phân lỏng|phân nước|nhiều|nhiều lần|liên tục|ra nước),
      đi lỏng, đi phân lỏng, phân lỏng, đi tướt, tào tháo, tào tháo đuổi, tào tháo rượt, tháo dạ,
      đau bụng đi ngoài, đi chảy, ỉa lỏng, tiêu chẩy, tiêu chẫy, đi te re, chột bụng, diarrhoea, diarrhea,
      diarhea, diarrea, loose stool, loose stools, runs, watery stool, watery stools, loose motion,
      loose motions, runny stomach, the runs, diaria`,
    nausea_vomiting: `
      nôn, nôn (mửa|ói|ọe|khan|nhiều|ra|thốc nôn tháo), =ói, ói (mửa|ra|nhiều|khan), bị ói,
      buồn (nôn|ói|mửa), mắc (ói|nôn|mửa), muốn (ói|nôn|mửa), ọe, nôn ọe, mửa, lợm giọng, nhợn ói,
      nhờn nhợn, nhợn, ọc sữa, trớ, nôn trớ, lộn mửa, nôn nao, nausea, nauseous, vomit, vomiting, vomited,
      throwing up, throw up, threw up, sick to my stomach, puking, puke, feel sick, queasy, nauseated`,
    runny_nose: `
      sổ mũi, sỗ mũi, sụt sịt, chảy (nước|) mũi, chảy mũi nước,
      (nghẹt|ngạt|tắc|tịt|tắt|nghẽn|khịt|nhảy) mũi, mũi (nghẹt|ngạt|tắc|tịt), viêm mũi, viêm mũi dị ứng,
      hắt xì, hắt hơi, nhảy mũi, ách xì, hắt xì hơi, sũi mũi, nước mũi, mũi chảy nước, khụt khịt, sụt sùi,
      sổ mủi, chảy nước mủi, khịt khịt, runny nose, stuffy nose, blocked nose, nasal congestion, sneezing,
      sneeze, congestion, congested, runny, running nose, nose running, stuffed nose, sniffles,
      blocked up nose, my nose is running, rhinitis`,
    headache: `
      (đau|nhức|bị đau|đau nhức|nặng|ê ẩm|buốt|choáng) (đầu|nửa đầu|đầu óc), đau nửa đầu, nhức đầu,
      đau đầu (nhẹ|nhiều|dữ dội), đầu (đau|nhức), đau thái dương, headache, headaches, head ache, migraine,
      head pain, my head hurts, head hurts, sore head, head is aching`,
    myalgia: `
      (đau|nhức|mỏi|đau nhức|nhức mỏi|ê ẩm|đau mỏi|rêm|mỏi nhức|ê) (người|mình|mình mẩy|cơ|cơ thể|toàn
      thân|cơ bắp|bắp thịt|khắp người|cả người|xương|cơ khớp|tay chân|các cơ|bắp|thân mình), nhức mỏi,
      đau nhức, ê ẩm, mình mẩy (đau|nhức|ê ẩm|đau nhức), rêm người, đau cơ, mỏi cơ, đau ê ẩm, người ê ẩm,
      nhức xương, mỏi người, muscle pain, muscle pains, muscle ache, muscle aches, body ache, body aches,
      body pain, myalgia, aching body, achy, aching muscles, sore muscles, body hurts, aches,
      aches and pains, aching`,
    chills: `
      ớn lạnh, lạnh (run|người|toát|sống lưng|rung), rét run, rét, run rẩy, gai (rét|lạnh|người), gai ốc,
      nổi gai ốc, sởn gai ốc, ơn ớn lạnh, cảm lạnh run, run lập cập, rùng mình, ngây ngấy, gây gấy, ớn ớn,
      gây rét, ngây ngấy lạnh, run lạnh, rét người, lạnh, chills, chill, shivering, shivers, rigor, rigors,
      feeling cold, feel cold, shaking chills, shiver`,
    cyanosis: `
      tím tái, tím (môi|tay|chân|đầu chi|mặt|người|ngắt|bầm môi|cả người|cả môi), môi tím,
      môi (tím tái|thâm tím|tái xanh|xanh), tái xanh, mặt (tím|tím tái|tái mét|tái nhợt), xanh tím,
      da (tím|tím tái|xanh tái), móng tay tím, tím móng tay, tím đầu ngón tay, tái nhợt, xanh tái, cyanosis,
      blue lips, bluish lips, blue face, lips are blue, lips turning blue, turning blue, blue fingers,
      blue nails, blue skin, lips blue`,
    seizure: `
      co giật, lên cơn co giật, động kinh, lên cơn động kinh, giật kinh phong, kinh phong, làm kinh,
      co cứng, sùi bọt mép, seizure, seizures, convulsion, convulsions, fits, fitting, convulsing,
      having a fit, epilepsy attack`,
    other: `
      cảm, cảm cúm, cúm, cảm lạnh, bị cảm, cảm mạo, trúng gió, trúng nắng, cúm mùa, cúm a, cảm nhẹ,
      cảm nắng, covid, corona, ncovi, covid 19, dương tính,
      (đau|nhức|mỏi|sưng|viêm|ngứa|tê|buốt|nhói|đau nhức|nhức mỏi|đau mỏi|sưng đau|mẩn ngứa|nổi mẩn)
      {elsewhere}, =méo (miệng|mặt), liệt nửa người, đau cổ, mỏi cổ, vẹo cổ, đau mắt đỏ, đau mắt, nhức mắt, mắt đỏ, đỏ mắt, mờ mắt, hoa mắt,
      chóng mặt, choáng, choáng váng, xây xẩm, xây xẩm mặt mày, lâng lâng, tiền đình, rối loạn tiền đình,
      ù tai, đau bụng, khó tiêu, đầy bụng, đầy hơi, chướng bụng, táo bón, ợ chua, ợ hơi, trào ngược,
      đau bao tử, đau dạ dày, sôi bụng, rối loạn tiêu hóa, mất ngủ, khó ngủ, {no} ngủ được, ngủ {no} được,
      ngủ {no} ngon, chán ăn, biếng ăn, ăn {no} ngon, {no} muốn ăn, ăn {no} được, kém ăn, ăn kém, bỏ ăn,
      sụt cân, khàn tiếng, khàn giọng, khan tiếng, mất tiếng, mất giọng, khản tiếng, khản cổ, dị ứng,
      nổi mẩn, phát ban, nổi ban, nổi mề đay, mề đay, mẩn đỏ, ngứa, ngứa da, ngứa mũi, sưng hạch, nổi hạch,
      hạch, tê tay, tê chân, tê bì, chuột rút, vọp bẻ, chảy máu cam, chảy máu, hồi hộp, tim đập nhanh,
      đánh trống ngực, cao huyết áp, huyết áp cao, tụt huyết áp, hạ huyết áp, tiểu đường, hen suyễn, suyễn,
      viêm xoang, viêm phế quản, viêm tai, lao, lao phổi, ung thư, gout, gút, đau khớp, đau lưng, đau răng,
      nhức răng, sâu răng, nhiệt miệng, lở miệng, khô miệng, khát nước, đổ mồ hôi, ra mồ hôi, vã mồ hôi,
      mồ hôi trộm, trầm cảm, lo lắng, lo âu, căng thẳng, stress, buồn ngủ, nấc, nấc cụt, xanh xao, da xanh,
      tiểu buốt, tiểu rắt, đi tiểu nhiều, đau bụng kinh, tới tháng, thủy đậu, quai bị, sởi, zona, trĩ, té,
      té ngã, trật chân, bong gân, gãy tay, gãy chân, nghén, ốm nghén, khó chịu, khó chịu trong người,
      {no} khỏe, {no} được khỏe, bệnh khác, triệu chứng khác, khác, ngất, xỉu, ngất xỉu, flu, a cold, cold,
      influenza, common cold, dizzy, dizziness, stomach ache, stomachache, stomach pain, abdominal pain,
      tummy ache, back pain, backache, toothache, rash, itchy, itching, allergy, allergies, earache,
      ear pain, joint pain, insomnia, cant sleep, loss of appetite, no appetite, poor appetite,
      constipation, pink eye, conjunctivitis, red eyes, hoarse, hoarse voice, hoarseness, swollen glands,
      palpitations, sweating, night sweats, asthma, other, others, something else, other symptoms, unwell,
      not well, not feeling well, sick, ill, under the weather, fainted, fainting, knee pain, leg pain,
      eye pain, period pain, hives, nosebleed, neck pain, cramps`,
    '#else': otherPeople,
    ...controlWords,
    '#none': `
      {no} (có|bị|thấy|) (triệu chứng|dấu hiệu|biểu hiện|vấn đề|bệnh) ({what}|nào|), {no} phát hiện {what},
      {no} (có|bị|thấy|hề|mắc|) ({what}|sao|cái nào|cái {what}|một cái nào) (hết|cả|đâu|hết trơn|),
      {no} hề có triệu chứng, {no} hề, {no} mắc, {no} ốm đau ({what}|),
      {no} (ốm|đau ốm|bệnh hoạn|bệnh tật) ({what}|), {no} có,
      {notYet} (thấy|có|bị) ({what}|triệu chứng|dấu hiệu|biểu hiện|sao) ({what}|nào|) (hết|cả|),
      tất cả (đều|) {no}, đều {no}, {no} tất cả, {no} hết, {no} luôn, {no} đáng lo, {no} đáng kể,
      {no} (có {what}|) bất thường, bình thường, bt, bthg, bthuong, bth, bình thg, bình thườg, khỏe,
      khỏe (rồi|re rồi|lại rồi), khỏe mạnh, khỏe re, khỏe lắm, khỏe như (trâu|voi|thường|vâm|bình thường), khỏe khoắn,
      vẫn (khỏe|ổn|ok|bình thường|tốt),
      (sức khỏe|mọi thứ|cơ thể|tất cả) (vẫn|đều|) (tốt|bình thường|ổn|ổn định|ok), ổn, ổn định, ổn hết, tốt,
      ngon lành, mạnh khỏe, an toàn, hoàn toàn (bình thường|khỏe mạnh|khỏe|ổn), khỏe hết, khỏe mà,
      mạnh giỏi, khỏe cả, (i|) dont have any (of (these|those|them|the above)), none, no symptoms (at all|), none of (these|them|the above|those),
      nothing (special|unusual|at all|abnormal|), no symptom, healthy, fine, well,
      (i am|im|feel|feeling|i feel|all) (fine|good|well|ok|okay|healthy|normal|great|clear), good, normal,
      no (problem|problems|issue|issues|signs), (perfectly|completely) (fine|healthy|well), i have none,
      asymptomatic, not any, great, nil, n a, very (well|good)`,
    '#all': `
      tất cả, có tất cả, đủ cả, đủ hết, có hết, bị hết, bị tất cả, có đủ, tất cả các triệu chứng,
      tất cả các dấu hiệu, tất cả những triệu chứng trên, có tất cả triệu chứng, cả 6, cả sáu,
      cả 6 triệu chứng, tất cả triệu chứng trên, tất tần tật, all, all of them, all of these,
      all of the above, everything, all symptoms, every symptom, all six, tất cả các triệu chứng trên,
      tất cả triệu chứng`,
  },
  { ...wordClasses, elsewhere: ELSEWHERE },
);
