// The words around a danger sign: how bad it is, that help is needed, and cries for help that name no sign.
// Must not know: the signs themselves.

/** How bad it is: counts behind the breath ("khó thở quá"), in English before it as well ("very short of breath"). */
export const grave = `
  quá, lắm, dữ, dữ dội, nặng, nhiều, kinh khủng, khủng khiếp, trầm trọng, nghiêm trọng, (ngày càng|càng lúc càng|càng) nặng,
  nặng hơn, tăng dần, đột ngột, liên tục, ghê, ghê quá, dữ lắm, khi nằm, cả khi nằm (yên|), (ngay cả|) khi nghỉ (ngơi|),
  không đỡ, kinh quá, vl, vcl, vãi, wa, wá, qa, qá, quá (trời|chừng|xá|thể|nhiều|lắm|luôn|sức|rồi), wa (trời|rồi|ròi),
  lắm (luôn|rồi|ạ|á), dữ (quá|wa|vậy|thần|lắm|tợn), kinh (hồn|dị|lắm), dễ sợ, ghê gớm, vô cùng, hết sức, nặng (quá|lắm|wa|dần), kịch liệt, nhìu, nhìu lắm, khiếp, cực kỳ, rất, rất nhiều, severe, severely, very, so bad, really bad, bad, badly, extreme,
  extremely, terrible, terribly, worse, getting worse, intense, a lot, constant, at rest, lying down, sudden, suddenly, awful,
  unbearable, serious, seriously, really, so`;

/** What makes the breath grave wherever it stands in the message. */
export const help = `
  cứu, cứu với, cứu (em|tôi|con|mẹ|bố|ba|cháu), {no} nói (được|nổi|ra hơi|{get}|chuyện được), {no} (nằm|ngủ|đi|đứng|chịu|dậy) (được|nổi|{get}),
  nói {no} (ra hơi|nổi|được|{get}), {no} cầm (được|lại|{get}|máu|), nói {no} (thành|ra) (lời|tiếng), {no} chịu (đựng|) (nổi|được|{get}), sắp chết, chết mất, vã mồ hôi, rút lõm, co kéo, sos, gọi 115, gọi cấp cứu,
  nguy hiểm, {no} (đỡ|bớt|giảm|hết|khỏi|ngừng|ngưng|dứt), help, help me, (its|is) getting worse, wont stop, doesnt stop, does not stop, not stopping, please help,
  (cant|cannot|unable to) (speak|talk|walk|stand|sleep|lie down|finish a sentence), dying, urgent, ambulance, emergency, going to die, about to die`;

/** Whom help is cried for. */
export const kin = `
  tôi, tui, em, con, cháu, mình, mẹ, má, bố, ba, cha, tía, bà, ông, vợ, chồng, bé, nó, bác, =cô, =chú, dì, cậu, anh, chị, nội, ngoại`;

/** `plea` is one wherever it stands, `unfinished` only at the end of the message. */
export const pleas = {
  plea: `
    cứu (với|vs), (cứu|kíu) (với|vs), cứu t (với|vs), cứu mạng, cứu người, cứu giúp, (cứu|làm ơn cứu|xin cứu|mau cứu|cầu cứu) {kin} (với|vs|đi|gấp|), xin cứu, kêu cứu, cầu cứu, cứu gấp,
    cứu (vợ|chồng|con|mẹ|bố|ba|má|cháu|bà|ông) (tôi|tui|em|mình|con|cháu|nội|ngoại) (với|), ai cứu với, cứu với cứu với,
    (gọi|kêu|điện|gọi điện|cho) (xe|) (cấp cứu|cứu thương|115) (giùm|dùm|giúp|hộ|với|đi|gấp|ngay|liền|mau|lẹ|nhanh|giùm {kin}|dùm {kin}|giúp {kin}|cho {kin}),
    (gọi|kêu) (giùm|dùm|giúp|hộ) ({kin}|) (xe|) (cấp cứu|cứu thương|115), cấp cứu (với|giùm|dùm|giúp|gấp|ngay|đi|mau|cho {kin}|{kin}),
    (cho|gọi|kêu) xe (cấp cứu|cứu thương) (tới|đến|qua|lại), =cần (cấp cứu|xe cấp cứu|xe cứu thương) (gấp|ngay|), can cap cuu, (tôi|tui|mẹ|bố|bà|ông) cần cấp cứu, =nguy kịch, sos, s o s, =sắp chết (rồi|mất|tới nơi|),
    sắp die, =sắp tắt thở, sap chet (roi|mat), =hấp hối, (someone|somebody|anybody) (please|) help, help help, save (me|us|my mother|my father|my wife|my husband|my child|my son|my daughter|my baby|her|him|my life), please save,
    (call|send|need|get) (me|us|) (an|) ambulance (now|please|for|quick|quickly|right now|asap|), i need (an|) ambulance,
    someone is dying, (i|he|she|we) (am|is|are) dying, im dying, hes dying, shes dying, is dying, (i am|im|i think im) going to die, its an emergency, this is an emergency`,
  unfinished: '(please|) help (me|us|) (please|pls|) (i|he|she|we|) (cant|cannot|can not|can barely)',
};
