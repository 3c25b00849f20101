// The commands of the conversation as people type them, each phrase a whole message.
// Must not know: what a command does.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';

/** The commands any part of the product may publish. */
export const publishedCommands = [
  'back', 'cancel', 'daily', 'declare', 'erase', 'family', 'help', 'hotline', 'human', 'lang', 'my_data', 'report',
  'skip', 'status', 'unsubscribe', 'withdraw',
] as const; // prettier-ignore
export type Command = (typeof publishedCommands)[number];

/** Besides, the filling in of a form knows these. */
export type FormCommand = 'correct' | 'review' | 'restart' | 'continue';

const classes = {
  ...wordClasses,
  i: 'tôi, em, mình, tui',
  kin: `
    mẹ, má, bố, ba, cha, vợ, chồng, con, con gái, con trai, bé, ông, bà, ông (nội|ngoại), bà (nội|ngoại),
    ông bà, bố mẹ, ba mẹ, cha mẹ, anh, chị, em, cháu, chị gái, anh trai, em gái, em trai, người thân,
    người nhà, gia đình, cả nhà, người khác`,
};

export const commandWords = buildLexicon<Command | FormCommand>(
  {
    help: `
      help, help me, trợ giúp, giúp, giúp đỡ, giúp với, giúp {i} (với|), (giúp|chỉ) dùm, hướng dẫn,
      hướng dẫn {i} (với|), hd, huong dan su dung, hướng dẫn (sử dụng|khai báo|cách khai|khai|dùng),
      cách (dùng|khai|khai báo|sử dụng), (dùng|khai|khai báo) (thế nào|như thế nào|ra sao|sao|làm sao),
      làm (thế nào|sao|như thế nào), làm sao để khai báo, tôi phải làm gì, phải làm gì, phải làm sao,
      {no} hiểu, {no} hiểu gì, {no} {know} (dùng|làm|khai|khai báo|cách dùng|cách khai|làm sao),
      (lệnh|menu|danh sách lệnh|các lệnh), bot làm được gì, bạn là ai, bạn làm được gì, how does this work,
      how to use, how, instructions, guide, what can you do, commands, i need help, i dont understand,
      dont understand, what is this, cứu trợ, trợ giúp với, hỗ trợ, ❓, xem hướng dẫn, start help`,
    cancel: `
      hủy, hủy bỏ, hủy khai báo, hủy khai, hủy đi, hủy tờ khai, hủy hết, hủy ngang, hủy giùm, thoát,
      thoát ra, =dừng, dừng lại, dừng khai báo, ngừng, ngưng, ngừng lại, stop, cancel, exit, quit, abort,
      end, kết thúc, thôi, thui, thôi {no} khai (nữa|), thôi {no} khai báo (nữa|), {no} khai nữa,
      {no} khai báo nữa, {no} muốn khai (nữa|), {no} muốn khai báo (nữa|), {no} làm nữa,
      thôi (dừng|hủy|nghỉ|khỏi) (lại|đi|khai|), khỏi khai, khỏi khai báo, {i} {no} muốn khai (nữa|), =nghỉ,
      nghỉ khai, bỏ đi, hủy lệnh, cancel declaration, stop it, never mind, nevermind, forget it,
      thôi {no} cần nữa, dẹp đi, tôi muốn (hủy|thoát|dừng) (lại|), muốn (hủy|thoát|dừng),
      i want to (cancel|stop|quit), close`,
    back: `
      quay lại, trở lại, trở về, quay về, lùi lại, lùi, lui lại, back, go back, previous, prev, câu trước,
      câu trước đó, về câu trước, quay lại câu trước, trở lại câu trước, lùi lại (1|một) (câu|bước),
      quay lại bước trước, bước trước, trước đó, undo, hoàn tác, nhập lại, nhập lại câu trước, nhập lại đi,
      cho {i} nhập lại, (khai|điền|trả lời|chọn|gõ|ghi) lại, trả lời lại câu trước, sửa câu trước,
      sửa câu vừa rồi, sửa lại câu trước, nhầm, nhầm rồi, chọn nhầm, bấm nhầm, gõ nhầm, nhập nhầm, nhập sai,
      nhập sai rồi, ghi nhầm, lộn rồi, bấm lộn, previous question, last question, go back please, ⬅, ◀, 🔙,
      ↩, quay lại (1|một) bước, lại câu trước, đi lùi, quay lui, trả lời lại, re enter, reenter,
      câu hỏi trước, quay lại câu hỏi trước`,
    declare: `
      khai báo, khai báo y tế, kbyt, khai y tế, khai báo sức khỏe (ban đầu|),
      {i} (muốn|cần|xin) (khai|khai báo|khai báo y tế), muốn khai báo, muốn khai báo y tế, bắt đầu,
      bắt đầu khai báo, khai, khai báo mới, khai mới, khai báo lại, tờ khai y tế, tờ khai, làm tờ khai,
      điền tờ khai, khai tờ khai, khai báo cho (tôi|em|mình|bản thân), khai cho (tôi|em|mình|bản thân),
      khai báo ncovi, ncovi, khai báo covid, khai báo dịch, khai báo toàn dân, khai báo tự nguyện,
      khai báo y tế toàn dân, start, begin, declare, declaration, new declaration, start declaration,
      health declaration, medical declaration, i want to declare, make a declaration, fill the form,
      fill in the form, declare health, register`,
    family: `
      khai hộ, khai giùm, khai dùm, khai giúp, khai thay, khai báo hộ, khai báo giúp, khai báo giùm,
      khai báo thay, khai hộ {kin} ({i}|), khai báo hộ {kin} ({i}|), khai (giùm|dùm|giúp|thay) {kin} ({i}|),
      khai cho {kin} ({i}|), khai báo cho {kin} ({i}|), khai người thân, khai báo người thân,
      khai báo gia đình, thêm người thân, thêm người, thêm thành viên, thêm người nhà,
      khai thêm (người|người nhà|người thân|cho (mẹ|con|bố)), muốn khai hộ, {i} muốn khai hộ,
      {i} muốn khai cho {kin}, family, add family,
      declare for (family|my family|my (mother|father|wife|husband|child|son|daughter|parents)|someone
      else), family member, add family member, for my family, declare for another person`,
    report: `
      phản ánh, báo cáo, phản ảnh, tố giác, tố cáo, trình báo, gửi phản ánh, phản ánh dịch (bệnh|),
      phản ánh trường hợp nghi ngờ, phản ánh ca nghi ngờ, báo ca nghi ngờ, báo cáo ca nghi ngờ, báo tin,
      báo ca bệnh, {i} muốn (phản ánh|báo cáo|báo tin), muốn phản ánh, báo người trốn cách ly,
      báo (trường hợp|ca) nghi ngờ, report, report a case, i want to report, report someone, report case,
      make a report, phản ánh ca bệnh, tin báo`,
    status: `
      tra cứu, tra cứu (kết quả|khai báo|tờ khai|trạng thái|thông tin khai báo), kết quả, kết quả của {i},
      kết quả khai báo, xem kết quả, xem kết quả của {i},
      kiểm tra (kết quả|trạng thái|tờ khai|khai báo|tình trạng|), trạng thái, tình trạng,
      trạng thái (tờ khai|khai báo), tình trạng (tờ khai|khai báo) (của tôi|), mã tờ khai, mã khai báo,
      mã hồ sơ, biên nhận, tờ khai của {i} (đâu|), {i} khai (chưa|rồi chưa), đã khai chưa, {i} đã khai chưa,
      khai xong chưa, lịch sử, lịch sử khai báo, status, my status, result, results, my result, my results,
      check status, check result, check, history, receipt`,
    hotline: `
      hotline, hot line, đường dây nóng, đường dây nóng (số mấy|là gì|ở đâu|bộ y tế), đdn, ddn, số nóng,
      số hotline, số đường dây nóng, số điện thoại đường dây nóng, gọi số nào, gọi số mấy, gọi cho ai,
      gọi ai, gọi đâu, gọi ở đâu, gọi đi đâu, số điện thoại nào, số cấp cứu, cấp cứu, gọi cấp cứu,
      số khẩn cấp, số điện thoại khẩn cấp, khẩn cấp, số điện thoại hỗ trợ, liên hệ, liên hệ số nào,
      liên hệ ai, tổng đài, số tổng đài, gọi tổng đài, gọi điện, cần gọi số nào, (tôi|em) gọi số nào,
      cho (tôi|em|xin) số (hotline|đường dây nóng|điện thoại), xin số (hotline|đường dây nóng), 115,
      19009095, 1900 9095, which number to call, who do i call, who to call, emergency, emergency number,
      phone number to call, what number do i call, call`,
    human: `
      tư vấn, tư vấn viên, tư vấn (trực tiếp|sức khỏe|y tế|giúp|với), cần tư vấn, {i} cần tư vấn,
      muốn tư vấn, {i} muốn (được|) tư vấn,
      gặp (tư vấn viên|nhân viên|người|người thật|bác sĩ|bs|cán bộ|admin|ad|tổng đài viên|nhân viên y
      tế|cán bộ y tế),
      (nói chuyện|chat|trò chuyện|nói) với (người|người thật|nhân viên|bác sĩ|bs|tư vấn viên|cán
      bộ|admin|ad), cho {i} gặp (bác sĩ|nhân viên|người|người thật|cán bộ|tư vấn viên|bs),
      muốn gặp (bác sĩ|nhân viên|người thật|cán bộ|người),
      {i} muốn gặp (bác sĩ|nhân viên|người thật|cán bộ|tư vấn viên|người), hỏi bác sĩ, bác sĩ tư vấn,
      cần bác sĩ, nhân viên, nhân viên hỗ trợ, người thật, gặp người thật, cán bộ y tế, hỗ trợ trực tiếp,
      hỏi đáp, cần người hỗ trợ, gọi lại cho {i}, human, agent, operator,
      talk to (a human|someone|a person|an agent|a doctor|staff|human|a real person),
      speak to (a human|someone|a person|an agent|a doctor|staff|human|a real person), real person,
      live agent, i want to talk to (someone|a human|a doctor|a person),
      chat with (someone|a human|a doctor|an agent), doctor, consult, call me back`,
    my_data: `
      xem thông tin (đã khai|của tôi|của em|của mình|cá nhân|khai báo|tôi đã khai|em đã khai),
      xem (lại|) dữ liệu (của tôi|của em|của mình|), dữ liệu của {i}, dữ liệu (cá nhân|),
      thông tin (của tôi|của em|của mình|đã khai|cá nhân của tôi|tôi đã khai),
      xem tờ khai (của tôi|cũ|đã gửi|), xem lại tờ khai (đã gửi|của tôi|cũ), xem những gì đã khai,
      xem lại (thông tin|khai báo) đã (khai|gửi), (bạn|bot) (lưu|có|biết) (gì|những gì) về tôi,
      tải dữ liệu (của tôi|), xuất dữ liệu (của tôi|), cho tôi xem (dữ liệu|thông tin) (của tôi|),
      cho (em|tôi) xem thông tin đã khai, tôi đã khai (gì|những gì), hồ sơ của tôi, my data, my information,
      show my data, view my data, see my data, export my data, my declaration, my declarations, my info,
      view my (information|declaration), show my (information|declaration|info), download my data,
      what do you know about me, what data do you have about me`,
    erase: `
      xóa thông tin (của tôi|của em|của mình|),
      xóa (hết|toàn bộ|tất cả|) (dữ liệu|thông tin) (của tôi|của em|của mình|cá nhân|),
      xóa (dữ liệu|thông tin) cá nhân của {i}, xóa tờ khai (của tôi|), xóa khai báo, xóa tài khoản,
      xóa hồ sơ, xóa hết, {i} muốn xóa (dữ liệu|thông tin|hết) (của tôi|của mình|của em|),
      hãy xóa (dữ liệu|thông tin) của tôi, yêu cầu xóa (dữ liệu|thông tin) (của tôi|), xóa đi, xóa,
      delete my (data|information|info|account|declaration|record|records),
      erase my (data|information|info|record|records), erase, delete, delete everything, erase everything,
      remove my (data|information|info), forget me, delete data, delete account`,
    withdraw: `
      rút đồng ý, rút (lại|) (sự|) đồng ý, rút (lại|) (sự|) chấp thuận, rút lại đồng ý (của tôi|),
      hủy (sự|) đồng ý, thu hồi (sự|) đồng ý, {no} đồng ý nữa, {i} (muốn|) rút (lại|) (sự|) đồng ý,
      {i} {no} đồng ý nữa, rút (lại|) sự cho phép, {no} cho phép nữa,
      {no} cho (dùng|sử dụng|lưu) dữ liệu nữa, withdraw, withdraw consent, withdraw my consent,
      revoke consent, revoke my consent, i withdraw my consent, take back my consent, i no longer agree,
      i want to withdraw my consent`,
    lang: `
      ngôn ngữ, đổi ngôn ngữ, chọn ngôn ngữ, thay đổi ngôn ngữ, chuyển ngôn ngữ, tiếng việt, tiếng anh,
      tiếng hàn, tiếng trung, tiếng hoa, tiếng nhật, tiếng khmer, tiếng thái,
      (đổi|chuyển) (sang|qua) tiếng (việt|anh|hàn|trung|hoa|nhật|khmer|thái),
      (nói|dùng) tiếng (việt|anh|hàn|trung|nhật), language, change language, lang, choose language,
      switch language, languages, english, in english, english please, in vietnamese, speak english,
      do you speak english, switch to (english|vietnamese), change to (english|vietnamese), 日本語, 한국어, 中文,
      汉语, 漢語, 한국말, ภาษาไทย, ភាសាខ្មែរ, 简体中文, 繁體中文, tieng viet, 🌐, 普通话, 英语, 英語, 영어`,
    unsubscribe: `
      đừng nhắc (nữa|), đừng nhắc {i} (nữa|), tắt nhắc, tắt nhắc nhở, tắt thông báo, tắt tin nhắn,
      tắt nhắc nhở hằng ngày, dừng nhắc, dừng nhắc nhở, dừng thông báo, ngừng nhắc (nữa|), ngừng nhắc nhở,
      ngưng nhắc (nữa|), ngừng (nhận|gửi) (tin|thông báo|nhắc nhở), {no} nhắc nữa, {no} cần nhắc (nữa|),
      khỏi nhắc (nữa|), thôi nhắc (nữa|), đừng (gửi|nhắn) (tin|tin nhắn|thông báo|) (nữa|cho tôi nữa|),
      đừng làm phiền (nữa|tôi nữa|), {no} nhận (tin|thông báo|nhắc nhở|tin nhắn) (nữa|),
      {no} muốn nhận (tin|thông báo|nhắc nhở|tin nhắn) (nữa|),
      hủy (đăng ký|nhận tin|nhắc|nhắc nhở|theo dõi|nhận thông báo), bỏ theo dõi, hủy đăng ký nhận tin,
      từ chối nhận tin, unsubscribe, stop reminding me, stop reminders, stop notifications, stop messages,
      no more reminders, turn off reminders, turn off notifications, mute, stop sending me messages,
      opt out, dont remind me, do not remind me, no more messages, stop messaging me`,
    skip: `
      bỏ qua, bỏ qua câu này, bỏ câu này, qua câu khác, câu khác, qua câu tiếp theo, câu tiếp theo,
      câu tiếp, câu sau, qua câu sau, kế tiếp, câu kế, câu kế tiếp, {no} muốn trả lời, {no} trả lời,
      {i} {no} muốn trả lời, {no} muốn khai câu này, {no} cần, skip, skip it, skip this, skip this question,
      next, next question, pass, i dont want to answer, prefer not to answer, bỏ qua đi, cho qua, để trống,
      skip please, no answer, ⏭, ➡`,
    daily: `
      cập nhật, cập nhật sức khỏe, cập nhật (tình trạng|tình hình) sức khỏe, cập nhật (hằng|hàng) ngày,
      theo dõi sức khỏe, theo dõi sức khỏe (hằng|hàng) ngày, cập nhật sức khỏe (hằng|hàng) ngày,
      sức khỏe hôm nay, khai báo (hằng|hàng) ngày, khai (hằng|hàng) ngày, khai sức khỏe hôm nay,
      khai báo sức khỏe hôm nay, khai báo sức khỏe (hằng|hàng) ngày, báo sức khỏe, báo cáo sức khỏe,
      nhật ký sức khỏe, sức khỏe hằng ngày, sức khỏe hàng ngày, khai hôm nay, khai báo hôm nay, daily,
      daily update, health update, update health, update my health, daily health update, daily check,
      daily check in, update`,
    review: `
      xem lại, xem lại tờ khai, xem lại câu trả lời,
      xem lại (thông tin|các câu trả lời|từ đầu|các câu|phần đã khai), kiểm tra lại, coi lại,
      coi lại tờ khai, tóm tắt, xem tóm tắt, review, review answers, review my answers, summary,
      show my answers, show summary, check my answers, xem trước`,
    restart: `
      làm lại từ đầu, làm lại, bắt đầu lại, bắt đầu lại từ đầu, khai lại từ đầu, khai báo lại từ đầu,
      nhập lại từ đầu, khai lại hết, làm lại hết, điền lại từ đầu, từ đầu, lại từ đầu, reset, restart,
      start over, start again, begin again, from the beginning, from the start, khởi động lại,
      quay lại từ đầu`,
    continue:
      'tiếp tục, tiếp, tiếp tục khai, tiếp tục khai báo, khai tiếp, làm tiếp, tiếp đi, đi tiếp, tiếp tục đi, continue, resume, go on, carry on, keep going, proceed',
    correct: `
      sửa, sửa lại, chỉnh, chỉnh sửa, chỉnh lại, thay đổi, sửa đổi, đổi lại, sửa thông tin,
      sửa lại thông tin, chỉnh sửa thông tin, sửa tờ khai, sửa câu trả lời, tôi muốn sửa, em muốn sửa,
      cho tôi sửa, muốn sửa, sửa giúp {i}, sửa dữ liệu, edit, change, correct, correction, modify, fix,
      amend, edit answer, change answer, edit my answers, change my answer, fix it`,
  },
  classes,
);

/** What introduces the answer to be corrected: "sửa câu 4", "đổi số điện thoại", "change phone". */
export const correctLeads = buildLexicon(
  {
    lead: `
      (sửa|chỉnh|chỉnh sửa) (lại|) (câu|mục|phần|ý|dòng|thông tin|câu số|câu hỏi|),
      (thay đổi|sửa đổi|đổi lại|đổi) (câu|mục|phần|thông tin|câu số), =đổi, =đổi lại, =thay đổi, đổi lại,
      ({i} muốn|muốn|cho {i}) (sửa|đổi|chỉnh) (lại|) (câu|mục|phần|),
      sửa (giúp|giùm|dùm) {i} (câu|mục|phần|),
      (edit|change|correct|modify|fix|amend) (my|the|) (question|answer|number|item|),
      i want to (edit|change|correct) (my|the|)`,
    notTarget: 'in, of, mind, giọng, vị giác, khẩu vị, thời tiết, taste, smell, voice, xe, đồ, máy',
  },
  classes,
);
