// Words around a name, and words that are never a whole name.
// Must not know: any person's name.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

export const nameLeads = buildLexicon({
  lead: `
    (mẹ|bố|ba|má|vợ|chồng|con|con gái|con trai|bé|ông|bà) (tôi|em|mình|cháu|) tên (là|), my names, =(bà|ông|bác|cô|chú|dì|tui) (tên|tên là|là),
    her name is, his name is,
    (dạ|dạ thưa|) (tôi|tui|em|e|mình|con|cháu|anh|chị|bác|cô|chú|mk|tớ|bé|) (tên|tên là|tên đầy đủ là|họ
    tên|họ tên là|họ và tên|họ và tên là), dạ (tôi|em|mình|con|cháu), (tôi|em|mình|con|cháu|mẹ|bố|bé) là,
    dạ (tôi|em|mình|con|cháu) là, tên (tôi|em|mình|con|cháu|của tôi|của em|của mình|bé) (là|),
    tên đầy đủ (là|), họ tên đầy đủ (là|), dạ, dạ thưa, thưa, người khai, người khai báo, họ tên người khai,
    my name is, my name, my full name is, name, full name, i am, im, this is, its, it is, the name is,
    name is, hi my name is, hello my name is, call me, fullname`,
});

export const nameTails = buildLexicon({
  tail: '=ạ, nha, nhé, nhe, =á, nghen, please, ok, =đó, =đây, =nhá, thank, thanks',
});

/** A message of such words only is a role, another answer or a greeting; kin alone may also be a name ("Nam Anh"). */
export const noNames = buildLexicon(
  {
    pronoun: 'tôi, tui, em, e, mình, mk, t, tớ, tao, tau, cháu, của, bản thân, me, my, myself, i, you',
    answer: `
      {no}, {no} có, {no} muốn (nói|khai|trả lời), {no} {know}, {no} nói, {no} cần, {no} cho, không tên,
      chưa, chưa có, chưa đặt, =có, co, =vâng, dạ, =ừ, =đúng, phải, {okay}, yes, no, n, y, yep, nope, none,
      null, undefined, nan, n a, na na, rồi, =được, =đồng ý, dong y, xong, hết, bình thường, gì, cái gì,
      là gì, tên gì, what, why, who, tại sao, sao, ai, hỏi gì, {no} hiểu, giấu tên, ẩn danh, bí mật,
      vô danh, anonymous, unknown, secret, test, tét, abc, xyz, abcd, asdf, qwerty, aaa, họ tên, họ và tên,
      tên, name, your name, full name, admin, bot`,
    kin: `
      mẹ, má, bố, ba, cha, tía, vợ, chồng, ông, bà, anh, chị, cô, =chú, bác, dì, cậu, bé, con,
      (mẹ|bố|ba|má) (chồng|vợ), ông (nội|ngoại), bà (nội|ngoại), con gái, con trai, anh trai, chị gái,
      em gái, em trai, ông xã, bà xã, người nhà, người thân, bạn, ox, bx, ck, vk, mother, father, mom, mum,
      dad, wife, husband, son, daughter, child, baby, brother, sister`,
    other: `
      xin chào, chào, chào bạn, hello, hi, alo, hey, good morning, khai báo, khai báo y tế, khai, bắt đầu,
      help, trợ giúp, nam, nữ, male, female, sốt, ho khan, đồng nai, việt nam, cảm ơn, thank you, thanks,
      bỏ qua, skip, quay lại, back, nam giới, nữ giới, năm, tuổi, số điện thoại, số, địa chỉ, tiếp,
      tiếp tục, hôm nay, cho, với, đi, nhé, ạ, là, thì, mà, này, đó, kia`,
  },
  wordClasses,
);

/** The family names most people in Vietnam have. */
export const familyNames = buildLexicon({
  name: `
    nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đinh, trịnh,
    đoàn, tạ, mai, lâm, tô, trương, cao, châu, đào, hà, kiều, lưu, lương, mạc, nghiêm, phùng, quách, tăng,
    thái, thân, thạch, tôn, triệu, vương, điểu, thị, chu, kim, hứa, khổng, mạch, nông, ninh, quan, thẩm,
    tiêu, trà, uông, văn, vi, viên, =lại, =từ, =thôi, giáp, doãn, khúc, =sơn, danh, =lò, lường, quàng, giàng, =vàng, sùng, cầm, tòng, =ma, =la, cù,
    phí, lã, chử, bạch, lục, âu, sầm, vòng`,
});

export const middleNames = buildLexicon({ name: 'thị, văn, minh' });

/** Words of address before a family name: "Bà Nguyễn Thị Hoa". */
export const titles = buildLexicon({
  title: '=ông, =bà, anh, =chị, em, =cô, =chú, =bác, =cháu, con, mr, mrs, ms, miss, dr',
});
