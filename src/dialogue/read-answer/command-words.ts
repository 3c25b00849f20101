// The commands of the conversation as people type them; each phrase is a whole message but for polite words around it.
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
  mine: '(của|) (tôi|em|mình)',
  stop: 'dừng, ngừng, ngưng, thôi, tắt, bỏ, hủy, đừng, {no}, {no} cần, {no} muốn, khỏi',
  kin: `
    mẹ, má, bố, ba, cha, vợ, chồng, con, con gái, con trai, bé, ông, bà, ông (nội|ngoại), bà (nội|ngoại),
    ông bà, bố mẹ, ba mẹ, cha mẹ, anh, chị, em, cháu, chị gái, anh trai, em gái, em trai, người thân,
    người nhà, gia đình, cả nhà, người khác`,
  tongue: 'việt, anh, hàn, trung, hoa, nhật, khmer, thái',
};

export const commandWords = buildLexicon<Command | FormCommand>(
  {
    help: `
      help, help me, trợ giúp, giúp, giúp đỡ, hỗ trợ, hướng dẫn, hd, hdsd,
      hướng dẫn (sử dụng|khai báo|cách khai|khai|dùng|làm|chi tiết|thêm),
      (cách|chỉ cách|chỉ|dạy cách) (dùng|khai|khai báo|sử dụng|làm|điền),
      (dùng|khai|khai báo|sử dụng|điền) (thế nào|như thế nào|ra sao|sao|làm sao),
      làm (thế nào|sao|như thế nào) (để khai|để khai báo|để khai báo y tế|đây|), tôi phải làm gì,
      phải làm gì, phải làm sao, (chỉ|giúp|giúp đỡ) {i}, {no} hiểu, {no} hiểu ({what}|câu hỏi|câu này),
      {no} {know} (dùng|làm|khai|khai báo|cách dùng|cách khai|làm sao|sử dụng|khai thế nào), chưa hiểu,
      lệnh, menu, danh sách lệnh, các lệnh, (bot|bạn) làm được gì, bạn là ai, có những lệnh gì,
      xem hướng dẫn, how does (this|it) work, how to (use|declare), how, instructions, guide,
      what can you do, commands, i dont understand, dont understand, what is this, ❓, start help, assist,
      assistance, support, trogiup, huongdan, hotro`,
    cancel: `
      hủy, hủy bỏ, hủy (khai báo|khai|đi|tờ khai|hết|ngang|lệnh) (này|), hủy bỏ (khai báo|tờ khai) (này|),
      thoát, thoát (ra|khỏi đây|luôn), =dừng, dừng (lại|khai báo|khai|ở đây), ngừng, ngưng,
      ngừng (lại|khai báo|khai), ngưng (lại|khai báo|khai), stop, cancel, exit, quit, abort, end, out,
      kết thúc, thôi, thui,
      (thôi|) {no} (khai|khai báo|làm|muốn khai|muốn khai báo|cần|tiếp tục|muốn tiếp tục|điền|chơi) nữa
      (đâu|), {no} (muốn khai|muốn khai báo|muốn tiếp tục|tiếp tục|khai báo nữa),
      thôi (dừng|hủy|nghỉ|khỏi|bỏ) (lại|đi|khai|khai báo|nhé|), khỏi (khai|khai báo), =nghỉ, nghỉ khai,
      bỏ đi, (cancel|stop|quit) (the|this|my|) (declaration|form|it|now), stop it, never mind, nevermind,
      forget it, dẹp đi, i quit, i dont want to (continue|declare), kết thúc khai báo, huy`,
    back: `
      (quay|trở) (lại|về|trở lại|lui), (quay|trở) (lại|về) (câu|bước|phần) trước,
      (quay|trở) (lại|về) (câu hỏi|câu) trước (đó|), (quay|trở) về trước, quay lại (1|một) (bước|câu), lùi,
      lùi (lại|về) (1|một|) (câu|bước|), lùi (1|một) (câu|bước), lui lại, về (câu|bước) trước, về trước,
      back, go back, previous, prev, (câu|bước) trước, câu trước đó, câu hỏi trước, trước đó, undo,
      hoàn tác, nhập lại, nhập lại (câu trước|câu này|câu vừa rồi|từ câu trước),
      (khai|điền|trả lời|chọn|gõ|ghi) lại (câu trước|câu này|câu vừa rồi|),
      sửa (lại|) (câu|câu trả lời) (trước|vừa rồi), nhầm, (nhầm|lộn|sai) {done}, lộn,
      (chọn|bấm|gõ|nhập|ghi|trả lời|điền|viết) (nhầm|sai|lộn) (rồi|),
      {i} (chọn|bấm|gõ|nhập|ghi|trả lời|điền) (nhầm|sai|lộn) (rồi|), lại câu trước, đi lùi,
      (previous|last) (question|step|one), go (to|) (previous|back one|back a question|one back),
      one step back, step back, re enter, reenter, ⬅, ◀, 🔙, ↩, quaylai, wrong answer`,
    declare: `
      khai báo, khai báo y tế, kbyt, kb (y tế|yt), khai y tế, khai báo sức khỏe (ban đầu|), bắt đầu,
      bắt đầu (khai|khai báo|lại khai báo), khai, khai báo mới, khai mới, khai báo lại, tờ khai y tế,
      tờ khai, (làm|điền|khai|viết) tờ khai (y tế|), (khai báo|khai) cho (tôi|em|mình|bản thân),
      (khai báo|đăng ký|kbyt) (ncovi|covid|covid 19|dịch|dịch bệnh|toàn dân|tự nguyện|khai báo|y tế toàn
      dân), khai báo y tế (toàn dân|tự nguyện|covid|online|điện tử), ncovi,
      (muốn|cần|xin) (khai|khai báo|khai báo y tế), start, begin, declare, declaration, new declaration,
      start declaration, (health|medical) declaration, make a (health|medical|) declaration,
      fill (in|out|) (the|a) (form|declaration), declare (health|my health), register, batdau, khaibao,
      khaibaoyte`,
    family: `
      (khai|khai báo) (hộ|giùm|dùm|giúp|thay) (|cho) ({kin}|) ({mine}|),
      (khai|khai báo) (hộ|giùm|dùm|giúp|thay|), (khai|khai báo) cho {kin} ({mine}|),
      khai thêm (người|người nhà|người thân), khai (báo|) (người thân|gia đình|người nhà),
      thêm (người thân|người|thành viên|người nhà|thành viên gia đình),
      (khai|khai báo) cho người (khác|thân|nhà) trong (nhà|gia đình), family, family (member|members),
      add (a|my|) (family|family member|person|relative|member),
      (declare|declaration) for (family|my family|another person|someone else|others|my
      (mother|father|mom|dad|wife|husband|child|children|son|daughter|parents|kid|grandmother|grandfather)),
      for my family`,
    report: `
      phản ánh, báo cáo, phản ảnh, tố giác, tố cáo, trình báo, gửi phản ánh, báo tin, tin báo,
      (phản ánh|báo|báo cáo|tố giác|trình báo) (dịch|dịch bệnh|ca bệnh|ca nghi ngờ|ca nghi nhiễm|trường hợp
      nghi ngờ|trường hợp nghi nhiễm|người nghi nhiễm|người trốn cách ly|người về từ vùng dịch|vi
      phạm|thông tin|hàng xóm|tụ tập), muốn (phản ánh|báo cáo|báo tin|tố giác), report,
      report (a|an|) (case|suspected case|someone|person|neighbour|neighbor|violation|problem|gathering),
      make a report, send a report, phananh`,
    status: `
      tra cứu, tra cứu (kết quả|khai báo|tờ khai|trạng thái|thông tin khai báo|hồ sơ) ({mine}|), kết quả,
      kết quả (khai báo|tờ khai|) ({mine}|),
      (xem|coi|kiểm tra|tra|hỏi) (kết quả|trạng thái|tình trạng) (khai báo|tờ khai|hồ sơ|) ({mine}|),
      kiểm tra, kiểm tra (tờ khai|khai báo|hồ sơ), trạng thái, tình trạng,
      (trạng thái|tình trạng) (tờ khai|khai báo|hồ sơ) ({mine}|), mã (tờ khai|khai báo|hồ sơ|của tôi),
      biên nhận, tờ khai {mine} (đến đâu rồi|đâu|sao rồi|), tờ khai (đến đâu rồi|sao rồi|của tôi),
      ({i}|) (đã|) (khai|khai báo) (xong|) (chưa|rồi chưa),
      đã (nhận|nhận được|gửi|gửi được) (tờ khai|) chưa, lịch sử (khai báo|), có kết quả chưa,
      bao giờ có kết quả, status, (my|check|check my) (status|result|results), result, results, check,
      history, receipt, where is my (declaration|form|result), (check|status of) my (declaration|form),
      declaration status, did you (get|receive) my (declaration|form)`,
    hotline: `
      hotline, hot line,
      (số|sđt|số điện thoại|) đường dây nóng (là|) (số mấy|gì|ở đâu|bộ y tế|số nào|bao nhiêu|),
      số (điện thoại|) nóng, số (hotline|cấp cứu|khẩn cấp|tổng đài|hỗ trợ|115),
      gọi (số nào|số mấy|cho ai|ai|đâu|ở đâu|đi đâu|điện|tổng đài|cấp cứu|hotline|115|đường dây nóng|bác sĩ
      số nào|cấp cứu số mấy|cấp cứu số nào), cần gọi (số nào|ai|cấp cứu),
      (tôi|em) (phải|cần|nên|) gọi (số nào|ai|đâu|số mấy),
      số điện thoại (nào|hỗ trợ|khẩn cấp|đường dây nóng|hotline|tổng đài|cấp cứu|trạm y tế|liên hệ),
      cấp cứu, khẩn cấp, cứu, cứu với, cứu (tôi|em|con|mẹ|bố) (với|), sos, liên hệ,
      liên hệ (số nào|ai|đâu|ở đâu|thế nào), tổng đài,
      (cho|xin|cho xin) ({i}|) (xin|) số (hotline|đường dây nóng|điện thoại|tổng đài|cấp cứu|liên hệ), 115,
      19009095, 1900 9095, duongdaynong, (which|what) number (to call|do i call|should i call|can i call),
      who (do i|to|should i|can i) call, emergency, emergency (number|call|line), phone number to call,
      call, call (ambulance|an ambulance|hotline|emergency|the hotline), hotline number`,
    human: `
      tư vấn, tư vấn viên, tư vấn (trực tiếp|sức khỏe|y tế|bác sĩ|online), (được|) tư vấn,
      (gặp|hỏi|gọi|liên hệ|nói chuyện với|chat với|trò chuyện với|nói với|kết nối với|kết nối) (tư vấn
      viên|tư vấn|nhân viên|người|người thật|bác sĩ|bs|cán bộ|admin|ad|tổng đài viên|nhân viên y tế|cán bộ
      y tế|người tư vấn|y tá|điều dưỡng|ai đó|y bác sĩ),
      cần (gặp|) (bác sĩ|tư vấn|người hỗ trợ|nhân viên|người tư vấn|bs), bác sĩ tư vấn, nhân viên,
      nhân viên (hỗ trợ|y tế|tư vấn), người thật, cán bộ y tế, hỗ trợ trực tiếp, hỏi đáp, gọi lại cho ({i}|bà|bác|ông|cô|chú), khiếu nại, complaint, complain, make a complaint, i have a complaint,
      tuvan, human, agent, operator,
      (talk|speak|chat) (to|with) (a|an|) (human|someone|person|agent|doctor|staff|real
      person|nurse|operator|real human), real (person|human), live (agent|person|chat), doctor,
      see a doctor, consult, consultation, consultant, call me back, customer service`,
    my_data: `
      (xem|coi|cho xem|kiểm tra|tải|xuất|lấy) (lại|) (dữ liệu|thông tin|hồ sơ) (cá nhân|đã khai|khai báo|đã
      gửi|tôi đã khai|em đã khai|đã lưu|đã nhập|) ({mine}|), (dữ liệu|thông tin|hồ sơ) (cá nhân|) {mine},
      dữ liệu (cá nhân|đã khai|đã lưu|), thông tin (đã khai|đã gửi|tôi đã khai|đã lưu),
      (xem|coi) (lại|) tờ khai (của tôi|của em|cũ|đã gửi|đã khai), xem tờ khai, xem những gì đã khai,
      (bạn|bot) (lưu|có|biết) (gì|những gì|thông tin gì) (về|của) {i}, tôi đã khai (gì|những gì), mydata,
      my (data|information|declaration|declarations|info|details|record|records),
      (show|view|see|export|download|get|give me|check) my
      (data|information|info|declaration|declarations|details|records|record), what do you know about me,
      what (data|information) do you have (about me|on me), show me my (data|information)`,
    erase: `
      (xóa|xoá|hủy|gỡ|xóa bỏ|xóa sạch) (hết|toàn bộ|tất cả|) (dữ liệu|thông tin|tờ khai|hồ sơ|tài
      khoản|khai báo) (cá nhân|đã khai|đã gửi|khai báo|) ({mine}|) (đi|),
      xóa (hết|đi|tất cả|tài khoản|mọi thứ|toàn bộ) (đi|), =xóa, xoa,
      (delete|erase|remove|clear|wipe) (all|all of|) (my|the)
      (data|information|info|account|declaration|record|records|details|personal data),
      (delete|erase) (everything|data|account|me|all|all data), erase, delete, forget me,
      right to be forgotten, xoadulieu`,
    withdraw: `
      (rút|rút lại|hủy|hủy bỏ|thu hồi|bỏ) (sự|) (đồng ý|chấp thuận|cho phép) ({mine}|), {no} đồng ý nữa,
      {i} {no} đồng ý nữa, {no} (cho phép|chấp nhận) nữa,
      {no} cho (dùng|sử dụng|lưu) (dữ liệu|thông tin) (của tôi|) nữa, rút lại, {no} còn đồng ý, withdraw,
      (withdraw|revoke|take back|cancel|retract) (my|) consent, i withdraw (my consent|consent|),
      i no longer (agree|consent), dont use my data, stop using my data, rutdongy`,
    lang: `
      ngôn ngữ, (đổi|chọn|thay đổi|chuyển|đổi sang|chuyển sang) ngôn ngữ (khác|), ngôn ngữ khác,
      tiếng {tongue}, (đổi|chuyển|nói|dùng|chọn) (sang|qua|) tiếng {tongue}, việt ngữ, anh ngữ, english,
      (in|speak|use|change to|switch to|to) (english|vietnamese|korean|chinese|japanese),
      english (please|version), do you speak (english|korean|chinese|japanese), language, languages, lang,
      (change|choose|switch|select|other) (the|) (language|languages), 日本語, 日本语, 日语, 한국어, 中文, 汉语, 漢語, 한국말,
      ภาษาไทย, ភាសាខ្មែរ, 简体中文, 繁體中文, 简体, 繁體, 普通话, 英语, 英語, 영어, 베트남어, ngonngu, 🌐`,
    unsubscribe: `
      {stop} gửi (nữa|cho {i} nữa),
      {stop} (nhắc|nhắn|nhắc nhở|nhắn tin|gửi tin|gửi tin nhắn|nhận tin|nhận thông báo|thông báo|nhận tin
      nhắn|nhận nhắc nhở|gửi thông báo|làm phiền|nhắc tôi|nhắc em|theo dõi|đăng ký|nhắn nữa) (hằng
      ngày|hàng ngày|cho tôi|) (nữa|), hủy (đăng ký|đăng kí) (nhận tin|), từ chối nhận tin, unsubscribe,
      stop (reminding me|reminders|reminder|notifications|messages|messaging me|sending|sending me
      messages|sending messages|daily reminders|texting me), no more (reminders|messages|notifications),
      turn off (reminders|notifications|messages|the reminders), mute, opt out,
      (dont|do not) (remind|message|text|notify) me (anymore|again|), stop all messages`,
    skip: `
      bỏ qua, bỏ qua (câu|câu này|câu hỏi này|câu hỏi|bước này|phần này), bỏ câu này,
      (qua|sang|chuyển) câu (khác|tiếp theo|sau|tiếp|kế), câu (khác|tiếp theo|tiếp|sau|kế|kế tiếp),
      tiếp theo, kế tiếp, {no} muốn (trả lời|khai câu này|trả lời câu này), {no} trả lời (câu này|),
      {no} cần trả lời, cho qua, để trống, skip, skip (it|this|that|question|this question|this one), next,
      next (question|one), pass, i dont want to answer (this|), (prefer|rather) not to answer, no answer,
      boqua, ⏭, ➡`,
    daily: `
      cập nhật,
      cập nhật (sức khỏe|tình trạng sức khỏe|tình hình sức khỏe|tình trạng|tình hình|hằng ngày|hàng
      ngày|triệu chứng) (hằng ngày|hàng ngày|hôm nay|),
      theo dõi (sức khỏe|hằng ngày|hàng ngày) (hằng ngày|hàng ngày|),
      sức khỏe (hôm nay|hằng ngày|hàng ngày), (khai|khai báo|báo) (sức khỏe|) (hằng ngày|hàng ngày|hôm nay),
      (báo|báo cáo|khai) sức khỏe, nhật ký (sức khỏe|), khai báo sức khỏe hôm nay, daily,
      daily (update|health update|check|check in|report|health check|declaration),
      (health|update) (update|health), update (my health|my symptoms|symptoms), update, capnhat,
      report (my|) (health|temperature), báo nhiệt độ`,
    review: `
      xem lại, xem lại (tờ khai|câu trả lời|thông tin|các câu trả lời|từ đầu|các câu|phần đã khai|bản khai),
      (kiểm tra|coi|đọc|rà soát) lại (tờ khai|), tóm tắt, xem tóm tắt, xem trước, review,
      review (my|the|) (answers|declaration|form), summary, show (my answers|summary), check my answers,
      preview`,
    restart: `
      (làm|khai|nhập|điền|khai báo|bắt đầu|quay) lại từ đầu, làm lại, bắt đầu lại,
      (khai|làm|điền) lại (hết|tất cả), từ đầu, lại từ đầu, reset, restart, start (over|again), begin again,
      from the (beginning|start), do it again, khởi động lại`,
    continue:
      'tiếp tục, tiếp, tiếp tục (khai|khai báo|làm|trả lời), (khai|làm|đi|trả lời) tiếp, tiếp đi, continue, resume, go on, carry on, keep going, proceed, go ahead',
    correct: `
      sửa, sửa lại, chỉnh, chỉnh sửa, chỉnh lại, thay đổi, sửa đổi, đổi lại,
      (sửa|chỉnh sửa|sửa lại|thay đổi|sửa đổi|chỉnh) (thông tin|tờ khai|câu trả lời|dữ liệu|khai báo), edit,
      change, correction, modify, fix, amend,
      (edit|change|fix|correct) (it|answer|my answers|my answer|an answer|something|my information|my
      declaration)`,
  },
  classes,
);

/** What introduces the answer to be corrected: "sửa câu 4", "đổi số điện thoại", "change phone". */
export const correctLeads = buildLexicon(
  {
    lead: `
      (sửa|chỉnh|chỉnh sửa) (lại|) (câu|mục|phần|ý|dòng|thông tin|câu số|câu hỏi|),
      (thay đổi|sửa đổi|đổi lại|đổi) (câu|mục|phần|thông tin|câu số), =đổi, =đổi lại, =thay đổi, đổi lại,
      sửa (giúp|giùm|dùm) {i} (câu|mục|phần|),
      (edit|change|correct|modify|fix|amend) (my|the|) (question|answer|number|item|)`,
    notTarget: 'in, of, mind, giọng, vị giác, khẩu vị, thời tiết, taste, smell, voice, xe, đồ, máy',
  },
  classes,
);

/** Polite words around a command: "cho tôi … với", "I want to …". */
export const commandWraps = buildLexicon(
  {
    before: `
      ({i}|) (muốn|cần|xin|đang muốn|định|cần được|muốn được|xin được), cho ({i}|xin|) (xin|), hãy, làm ơn,
      vui lòng, xin, giúp {i}, giúp, {me} muốn, mình, tôi, em, (i|we) (want|need|wish|would like) to,
      id like to, i want, i need, can (i|you|we), could you, please, let me, how (can|do) i, i, where can i,
      may i, lệnh, nhấn, bấm, gõ`,
    after: `
      (giúp|giùm|dùm|hộ|giùm cho|giúp cho) {i},
      (giúp|giùm|dùm|hộ|với|đi|ngay|liền|luôn|nhé|cái|thử|thế nào|ở đâu), được {no}, đc {no}, cho {i},
      please, now, thanks, for me`,
  },
  classes,
);
