// The words by which people cry for help: breath, chest, lips, blood, fits, waking, small children, wish to die.
// Must not know: the question open, or what is done about danger.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { grave, help, kin, pleas } from './plea-words.ts';

export type RedFlag =
  | 'chest_pain' | 'child_danger' | 'cyanosis' | 'hemoptysis' | 'seizure' | 'self_harm' | 'severe_dyspnea' | 'syncope'
  | 'unresponsive'; // prettier-ignore

/**
 * `breath` and `bleeding` are danger only with `grave` words next to them or `help` words anywhere; `drowsy` and `feeding`
 * only when a `child` is spoken of; `sleepy` is danger to anybody, as is being too `weak` to `rise`. A `plea` is an
 * emergency of whatever kind; an `unfinished` one ("help me I can't") only at the end of the message.
 */
export type DangerWord =
  | RedFlag
  | 'breath'
  | 'bleeding'
  | 'plea'
  | 'unfinished'
  | 'weak'
  | 'rise'
  | 'sleepy'
  | 'drowsy'
  | 'feeding'
  | 'grave'
  | 'help'
  | 'child'
  | 'not'
  | 'apart'
  | 'past';

export const dangerWords = buildLexicon<DangerWord>(
  {
    severe_dyspnea: `
      {no} thể (hít|) thở (được|nổi|{get}|), {no} hít thở nổi,
      thở {no} (được|nổi|{get}|ra|ra hơi|vô|vào|kịp|lên|thông), {no} thở (được|nổi|{get}|ra|kịp), ={no} thở,
      ngừng thở, tắt thở, ngưng thở, thở hắt ra, thở thoi thóp, thoi thóp, thở ngáp cá, hết thở, {no} còn thở (nữa|), (ngồi|nằm|ngồi yên|nằm yên|ngồi không|nghỉ) (cũng|mà cũng|mà vẫn|vẫn) (khó thở|thở dốc|hụt hơi), thở như cá,
      nghẹt thở quá, ngạt thở quá, ngộp thở quá, ngộp quá, thở rít, rút lõm (lồng ngực|ngực|hõm ức),
      co kéo cơ hô hấp, suy hô hấp, thở {no} ra hơi, {no} thở ra hơi, hấp hối, thở phì phò quá,
      thở như sắp chết, {no} hít thở được, hít thở {no} được, thở hổn hển {no} nói được, đang ngộp thở,
      sắp ngạt thở, =thở hổn hển, tho hon hen, hổn hển {no} ra hơi, thở {no} thông,
      thở {no} (đủ|có) hơi, {no} có hơi để thở, nghẹt thở sắp chết, khó thở (gần|sắp|muốn) chết, khó thở (dữ dội|nặng|nghiêm trọng|trầm trọng|dữ|dữ lắm|cấp|kinh khủng), cant breathe,
      cannot breathe, can not breathe, cant breath, cannot breath, can not breath, unable to breathe,
      not able to breathe, isnt breathing, is not breathing, not breathing, stopped breathing,
      stop breathing, struggling to breathe, struggling for breath, fighting for breath, gasping,
      gasping for air, gasping for breath, can barely breathe, barely breathe, can hardly breathe,
      hardly breathe, hard to breathe at rest, choking, suffocating, severe shortness of breath,
      severe breathlessness, severe difficulty breathing, severe trouble breathing, cant catch my breath,
      cannot catch my breath, cant get air, cant get enough air, too breathless to speak, no air`,
    chest_pain: `
      chest (is|feels) (very|so|) (tight|painful|sore|heavy|hurting),
      (đau|tức|thắt|đau thắt|đau tức|nhói|đè nặng|bóp nghẹt|nặng|ép|bó|nghẹn) (ngực|lồng ngực|vùng ngực|ở
      ngực|trong ngực|giữa ngực),
      (ngực|lồng ngực) (đau|tức|bị đau|bị tức|thắt lại|nặng|đau nhói|đau thắt|nặng trĩu),
      đau nhói (ngực|ở ngực|tim), nhói tim, lên cơn đau tim, đau thắt tim, đau ngực, chest pain,
      chest pains, pain in (my|the|his|her) chest, pains in (my|the|his|her) chest, pain in chest,
      chest tightness, tight chest, tightness in (my|the|his|her) chest, tightness in chest, chest pressure,
      pressure in (my|the|his|her) chest, pressure on (my|the|his|her) chest, crushing chest,
      (my|his|her) chest (hurts|is hurting|is tight|aches|feels tight), chest hurts, chest hurting,
      having a heart attack`,
    cyanosis: `
      tím =tái, tím (môi|ngắt|cả người|cả mặt|đầu chi|đầu ngón tay|lịm|rịm), =tím mặt, =tím người,
      =tím tay chân,
      (môi|mặt|tay|chân|người|da|móng tay|đầu ngón tay|bàn tay|mặt mũi|mặt mày|cả người) (tím tái|tím
      ngắt|tím đen|thâm tím|bị tím|xanh tím|tái xanh|xanh tái|tím bầm|tím lại|tím dần|tái mét), =môi tím,
      =mặt tím, =tay tím, =chân tím, =người tím, =da tím, môi bị tím, móng tay tím, =(môi|mặt|tay|chân|móng tay|da) (nó|bé|cháu|con|bà|ông|mẹ|ba|em|tôi|ảnh|chỉ|ổng|bả) (bị|đã|) tím, (môi|mặt|tay|chân) (nó|bé|cháu|con|bà|ông|mẹ|ba|em|tôi|ổng|bả) tím (ngắt|tái|rồi|đen|lại), đầu ngón tay tím,
      xanh =tím, tím đen môi, da xanh tái, môi thâm tím, blue lips, bluish lips, blue lip, purple lips,
      gray lips, grey lips,
      (lips|lip|face|fingers|nails|fingernails|skin) (are|is|turning|turned|went|going|look|looks|turn)
      (blue|bluish|purple|grey|gray), turning blue, turned blue, going blue, blue face, bluish face,
      blue nails, blue fingers, blue fingernails, blue in the face, cyanosis, cyanotic`,
    hemoptysis: `
      (cough|coughing|coughed) (up|) (some|a little|a bit of|a lot of|lots of|fresh) blood,
      ho (ra|khạc ra|có|ra toàn|ra nhiều|ra rất nhiều|ra ít|ra chút|lẫn|thấy|nhiều|ộc|ộc ra|ra cục|ra cả)
      máu, ho máu, ho khạc máu, ho (ra|) (bãi|cục|ngụm|cả bãi|toàn) máu, ho chảy máu, khạc (ra|) máu, khạc đờm (có|lẫn|ra) máu,
      (đờm|đàm|đờm dãi) (có|lẫn|dính|ra|toàn) máu, ho ra (đờm|đàm) (có|lẫn|) máu, ho (đờm|đàm) (có|lẫn) máu,
      ói ra máu, nôn ra máu, ói máu, nôn máu, =hộc máu, ho ra cục máu, ho ra ít máu, ho ra chút máu,
      coughing (up|out|) blood, cough (up|out|with|) blood, coughed (up|out|) blood, coughs (up|) blood,
      spitting (up|) blood, spit blood, blood in (my|the|his|her) (sputum|phlegm|mucus|spit),
      blood in (sputum|phlegm|mucus|spit), bloody (sputum|phlegm|cough|mucus),
      blood when (coughing|i cough), vomiting blood, vomit blood, throwing up blood, hemoptysis,
      haemoptysis, there is blood when i cough`,
    syncope: `
      =ngất, ngất xỉu, =xỉu, (bị|vừa|mới|đang|sắp|muốn|suýt|tự nhiên|đã|hay|lại) (ngất|xỉu|ngất xỉu),
      (ngất|xỉu) (rồi|đi|luôn|mất|lịm|xuống|tại chỗ|giữa đường), ngất (lịm|đi|lên ngất xuống|mất rồi),
      xỉu (đi|luôn|rồi|lên xỉu xuống|mất), bất tỉnh, bất tỉnh nhân sự, té xỉu, ngã xỉu, sắp (ngất|xỉu),
      muốn (ngất|xỉu), bị (ngất|xỉu), choáng ngất, =ngã quỵ,
      (đang|vừa|mới|lên cơn|bị|vừa bị|mới bị) (đột quỵ|đột quị), (đang|vừa|mới|vừa bị|mới bị|đang bị) tai biến, gục xuống, ngã gục, lịm đi, =lả đi,
      quỵ xuống, bất tĩnh, ngấc xỉu, passed out, passing out, pass out, blacked out, black out,
      blacking out, fainted, fainting, about to faint, going to faint, faints, collapsed, collapse,
      collapsing, lost consciousness, losing consciousness, loss of consciousness, syncope, having a stroke,
      had a stroke, knocked out`,
    unresponsive: `
      (gọi|kêu) (hoài|mãi|quài) {no} (dậy|tỉnh|thưa|trả lời), kêu {no} (nhúc nhích|động đậy|mở mắt),
      gọi {no} (dậy|tỉnh|thưa|trả lời|phản ứng|phản ứng gì|đáp|mở mắt|dậy nổi|dậy được|biết gì),
      kêu {no} (dậy|tỉnh|thưa|trả lời), lay {no} (dậy|tỉnh),
      {no} (phản ứng|đáp ứng|trả lời được|tỉnh lại|tỉnh dậy|tỉnh dậy được|còn biết gì|biết gì nữa|còn
      tỉnh|còn ý thức|mở mắt), mất (ý thức|tri giác|nhận thức), hôn mê, =bất động, nằm bất động, nằm im (re|ru|thin thít|lìm|lịm),
      nằm im {no} (động đậy|nhúc nhích), mê man, mê man bất tỉnh, =mê sảng, =nói sảng, =nói nhảm, lú lẫn,
      =méo (miệng|mặt|mồm), méo (miệng|mồm) (yếu|liệt|tê) (tay|chân), meo mieng, liệt (nửa|nữa|1 bên|một bên|hẳn|) (người|mặt|tay chân),
      (yếu|tê|tê liệt|tê yếu|bại) (nửa|nữa|1 bên|một bên) (người|mặt), (xệ|lệch|méo) (một bên|1 bên|) (mặt|miệng),
      (tự nhiên|đột nhiên|bỗng nhiên|đột ngột) (nói (ngọng|đớ|líu)|{no} nói được|{no} nhấc tay được),
      nói (đớ|líu lưỡi|ú ớ), face (is|) drooping, facial droop, slurred speech, slurring (words|speech|his words|her words),
      (one|left|right) side (is|) (paralyzed|paralysed|weak|numb), paralyzed, paralysed, cant move (my|his|her) (arm|leg|body|left side|right side),
      half (of|) (my|his|her) (body|face) (is|) (numb|paralyzed|paralysed|weak), too weak to (stand|get up|move|sit|walk|speak),
      cannot get out of bed, băng huyết, mất máu (nhiều|quá nhiều), bleeding to death, (losing|) (a lot of|so much|too much) blood, heavy bleeding, bleeding heavily,
      (mother|father|mom|dad|wife|husband|grandma|grandfather|grandmother|he|she) (suddenly|) cant (speak|talk|move),
      lơ mơ, {no} tỉnh táo, {no} còn tỉnh táo, ngủ li bì {no} dậy, lờ đờ {no} (biết gì|tỉnh),
      {no} nhận ra ai, {no} nhận ra người thân, ngừng tim, {no} còn mạch, đánh thức {no} dậy, ngừng hô hấp,
      unresponsive, not responding, not responsive, wont wake up, cant wake (up|him|her|my|),
      cannot wake (up|him|her|), wont wake, does not wake up, doesnt wake up, not waking up, isnt waking up,
      unconscious, in a coma, coma, very confused,
      (he|she|mother|father|mom|dad|husband|wife|baby|child|son|daughter|patient)
      (is|seems|looks|became|got|has become) (very|so|) confused, (new|sudden) confusion, suddenly confused,
      disoriented, delirious, doesnt respond, does not respond, isnt responding, no response, hard to wake,
      difficult to wake, hard to wake up, cant stay awake, cannot stay awake, unable to wake, unrousable,
      incoherent, no pulse, talking nonsense, doesnt recognize anyone, not conscious`,
    seizure: `
      co giật, lên cơn (co giật|động kinh|giật|kinh phong), giật kinh phong, kinh phong, =làm kinh,
      sùi bọt mép, co cứng (người|toàn thân|tay chân), =trợn mắt, trợn ngược mắt, mắt trợn ngược,
      giật (tay chân|đùng đùng|liên tục|cả người|toàn thân), co rút (tay chân|cả người), sốt co giật,
      =lên kinh, seizure, seizures, convulsion, convulsions, convulsing, convulse, having a fit,
      having fits, had a fit, epileptic fit, epileptic attack, foaming at the mouth, epilepsy attack`,
    child_danger: `
      ={no} bú,
      (bỏ bú|{no} chịu bú|{no} bú được|{no} bú nổi|bú {no} được|bú kém|bú yếu|bỏ ăn bỏ bú|bỏ bú bỏ ăn|thóp
      phồng|thóp lõm|thở rên|rên rỉ khi thở|phập phồng cánh mũi|cánh mũi phập phồng|rút lõm lồng ngực khi
      thở|khóc {no} ra tiếng),
      (baby|child|infant|newborn|kid|toddler|son|daughter) (wont|cant|will not|cannot|is
      not|not|isnt|refuses to|stopped)
      (feed|feeding|drink|drinking|nurse|nursing|eat|eating|breastfeed|breastfeeding|suck|wake up|wake),
      wont (feed|nurse|breastfeed|suck), not (feeding|nursing|breastfeeding),
      refuses (to feed|breast|milk|the breast), chest indrawing, nasal flaring, flaring nostrils, grunting,
      sunken fontanelle, bulging fontanelle, floppy baby,
      baby is (floppy|limp|lethargic|listless|blue|not breathing), limp baby, stopped feeding`,
    self_harm: `
      =tự tử, tự sát, =tự vẫn, (muốn|định|nghĩ đến|có ý định|ý định|tính|đòi) (tự tử|tự sát), tự kết liễu,
      kết liễu (đời mình|cuộc đời|bản thân|cuộc sống|đời), muốn chết, (mún|mun) chết, {no} (mún|mun) sống (nữa|), (uống|) (thuốc|thuốc ngủ) quá liều, uống quá liều, uống nhiều thuốc ngủ, {no} muốn sống, {no} muốn sống nữa,
      {no} thiết sống, {no} còn muốn sống, chán sống, chỉ muốn chết, chết đi cho (xong|rồi|nhẹ|khỏe),
      chết cho rồi, chết quách cho xong, =tự hại, tự làm hại (bản thân|mình), tự rạch tay, rạch tay,
      cắt cổ tay, uống thuốc (ngủ|sâu|chuột|rầy|trừ sâu|diệt cỏ) (tự tử|để chết),
      =uống thuốc (sâu|rầy|chuột|trừ sâu|diệt cỏ), uống thuốc trừ sâu, nhảy (lầu|cầu) (tự tử|), treo cổ,
      ước gì tôi chết, {no} còn lý do để sống, sống {no} nổi nữa, sống làm gì nữa, muốn nhảy (lầu|cầu),
      muốn biến mất khỏi thế giới, =tự thiêu, muốn kết thúc (cuộc đời|cuộc sống|mạng sống), muốn giải thoát,
      tự hủy hoại bản thân, want to die, wanna die, wish i was dead, wish i were dead, kill myself,
      killing myself, suicide, suicidal, commit suicide, end my life, ending my life, take my own life,
      end it all, hurt myself, harm myself, self harm, cut myself, cutting myself, dont want to live,
      do not want to live, no reason to live, better off dead, hang myself, overdose, overdosed,
      not worth living, take my life, rather be dead, dont want to be alive, hurting myself, harming myself`,
    breath: `
      khó thở, thở khó,
      thở (dốc|gấp|hổn hển|mệt|khò khè|nặng|nhanh|yếu|hụt|ngắn|nặng nhọc|phì phò|khó khăn), hụt hơi,
      hết hơi, đứt hơi, ngộp, ngộp thở, ngạt thở, nghẹt thở, tức thở, thiếu oxy, khó hít thở,
      hít thở khó khăn, hổn hển, nặng thở, lên cơn (hen|suyễn|hen suyễn), shortness of breath,
      short of breath, difficulty breathing, trouble breathing, hard to breathe, hard time breathing, difficult to breathe,
      breathless, breathing difficulty, out of breath, wheezing, breathing problems, asthma attack`,
    bleeding: `
      chảy máu, ra máu, ra huyết, xuất huyết, máu chảy, máu ra, mất máu, chảy máu cam, bleeding, bleed,
      bleeds, losing blood`,
    ...pleas,
    rise: `
      {no} (dậy|ngồi dậy|đứng dậy|gượng dậy|nhúc nhích|cử động|ngồi|đứng|bước) (nổi|được|{get}), {no} đi (nổi|vững),
      {no} (ngồi|đứng|gượng) nổi dậy, (dậy|ngồi dậy|đứng dậy|đứng|ngồi) {no} (nổi|được|{get}|vững), đi (đứng|) {no} (nổi|vững),
      cant (get up|stand|move|sit up|get out of bed), cannot (get up|stand|move|sit up), unable to (get up|stand|move)`,
    weak: `
      =mệt, met, mệt (lả|lử|quá|lắm|nhoài|rũ|đuối|rã rời|wa), kiệt sức, kiệt quệ, =yếu, yếu (quá|lắm|lả|ớt|xìu), đuối, đuối sức, =lả người, sốt cao, sốt,
      rã rời, bủn rủn, hết sức, {no} còn sức, {no} còn chút sức, bệnh nặng, ốm nặng, tired, weak, exhausted, fever`,
    drowsy: `
      lừ đừ, ngủ mê, =lịm, =lả, =lả người, nôn liên tục, nôn tất cả mọi thứ, {no} uống được,
      uống vào nôn hết, {no} ăn {no} uống được, tím, tái, drowsy, lethargic, listless, limp, floppy,
      very sleepy, vomits everything, wont drink, not drinking`,
    sleepy: 'li bì, ngủ li bì, khó đánh thức, khó gọi dậy, sốt li bì, nằm li bì',
    feeding: '{no} uống nước, {no} chịu ăn, {no} chịu uống, {no} ăn uống được',
    grave,
    help,
    child: `
      bé, em bé, con, con em, con tôi, con mình, cháu, cháu bé, trẻ, trẻ em, nhỏ, nhóc, sơ sinh, bé nhà em,
      bé nhà mình, baby, child, infant, newborn, kid, toddler, my son, my daughter`,
    not: `
      {no} (bị|còn|) thở (dốc|gấp|mệt|khò khè|nhanh|hổn hển|rít|khó|hụt|nặng|ngắn|khó khăn),
      {no} (bị|) (đau|tức|nặng) gì, {no}, {no} có, {no} bị, {no} thấy, {no} còn, {no} hề, {no} hề bị,
      {no} hề có, {no} phải, chưa, chưa bị, chưa từng, chưa có, chưa bao giờ, chưa thấy, đâu có, đâu bị,
      hết, đã hết, đỡ, đã đỡ, bớt, hết bị, {no} hay, {no} từng, {no} bao giờ, chưa hề, no, not, dont have,
      do not have, dont, do not, without, havent, havent had, have not, have not had, never, neither, nor,
      no more, didnt, did not, havent got, have no, doesnt have, dont feel, doesnt, isnt, not having,
      had no, wasnt, never had, denies, free of, no longer`,
    apart: `
      (hôm|tối|đêm|bữa|ngày|tuần|sáng|chiều|trưa|hum|tháng|h) (qua|wa|kia|trước), nhưng, nhưng mà, mà, chỉ, chỉ có, có, bị, đang, bây giờ, giờ, rồi, but, now, however, only, just,
      and now, because`,
    past: `
      tiền sử, từng, đã từng, history of, nếu, lỡ, khi nào, làm sao nếu, có bị, if, what if, when should,
      hồi nhỏ, năm ngoái, trước đây, last year, years ago`,
  },
  { ...wordClasses, kin },
);

/** Names and places that hold a danger word: "Ngã ba Tím", "phố Ngất Ngưởng". */
export const harmless = buildLexicon({
  harmless: `
    (ngã ba|ngã tư|chợ|cầu|dốc) tím tái, ngất ngưởng, ngất ngây, cao ngất, ngất trời, cười ngất, cười xỉu,
    mệt xỉu, ngon xỉu, xỉu up xỉu down, mắc xỉu, màu tím, hoa tím, áo tím, tím than, khoai tím, tím hồng,
    tra cứu, nghiên cứu, cứu (quốc|hộ|thế|tế|tinh|nước), (ấp|xã|thôn|khu|phố|làng|đường|hẻm|xóm|tổ|khóm) (tím|tím tái|ngất|xỉu|cứu|lịm),
    ngã (bảy|năm|sáu), liệt (nửa|nữa) người (lâu|từ|mấy năm|nhiều năm|bẩm sinh|năm ngoái), (mệt|đói|buồn ngủ|nóng|lạnh|vui|cười) (gần|sắp) chết,
    (nóng|sợ|lạnh|đói|vui|cười|ngại|mừng|mắc cỡ) (muốn|gần|sắp) xỉu, cant (speak|talk) (vietnamese|english|well|now|right now|to), (số|khoa|phòng|bệnh viện|trung tâm|xe) cấp cứu (là|nào|ở|trưng|115), khó thở nhẹ, đau ngực nhẹ hết rồi, cứu trợ, cứu hỏa, cứu thương, bệnh viện, ngã ba, ngã tư, chết cười,
    cười muốn chết, bất động sản,
    (mệt|đói|nóng|lạnh|khát|ngứa|đau|nhức|lo|sợ|lâu|bận|mắc|xa|cay|mỏi|ghét|tức|vui|đông|khai|chờ|buồn ngủ)
    (đầu|bụng|lưng|chân|họng|răng|người|mắt|tay|) muốn chết`,
});
