// The words for days counted from today, weekdays and spans of time, in Vietnamese and English.
// Must not know: today.
import { buildLexicon } from './lexicon.ts';
import { wordClasses } from './word-classes.ts';

const PART_OF_DAY = 'sáng|trưa|chiều|tối|đêm|khuya|xế|rạng sáng|sáng sớm|nửa đêm|chiều tối';

export type DayWord =
  | 'day0' | 'day1' | 'day2' | 'day3' | 'future' | 'vague' | 'days' | 'half' | 'aside' | 'ago'
  | 'lastWeek' | 'thisWeek' | 'latest' | 'thisMonth' | 'lastMonth' | `weekday${number}`; // prettier-ignore

/** `dayN` is N days before today; `vague` names no single day. */
export const dayWords = buildLexicon<DayWord>(
  {
    day0: `
      (từ|) sáng (tới|đến) giờ, sáng (tới|đến) giờ,
      hôm nay, nay, bữa nay, bữa ni, hôm ni, ngày nay, hnay, hnai, h nay, hum nay, hôm nai, hn,
      ngày hôm nay, bây giờ, hiện tại, hiện giờ, lúc này, giờ, mới đây thôi, vừa xong, vừa nãy, lúc nãy,
      hồi nãy, mới nãy, nãy, nãy giờ, vừa mới, (${PART_OF_DAY}) nay, (${PART_OF_DAY}) hôm nay,
      hồi (sáng|trưa|chiều), hồi sáng (nay|này), sáng này, mới sáng nay, today, now, just now, right now,
      this (morning|afternoon|evening|noon), tonight, earlier today, tdy`,
    day1: `
      hồi (${PART_OF_DAY}) (hôm|) qua, hôm qa,
      hôm qua, qua, hqua, hq, h qua, bữa qua, hum qua, hôm wa, hum wa, wa, hnqua, ngày qua, ngày hôm qua,
      hôm quá, (${PART_OF_DAY}) qua, (${PART_OF_DAY}) hôm qua, hôm qua (sáng|trưa|chiều|tối), hồi hôm,
      hồi hôm qua, yesterday, yday, ystd, yest, last night, yesterday (morning|afternoon|evening|night)`,
    day2: `
      hôm kia, bữa kia, hkia, h kia, hum kia, (${PART_OF_DAY}) kia, (${PART_OF_DAY}) hôm kia, hôm tê,
      bữa tê, ngày hôm kia, day before yesterday, the day before yesterday, before yesterday`,
    day3: 'hôm kìa, bữa kìa',
    future: `
      ngày mai, mai, ngày mốt, mốt, bữa mốt, ngày kia, ngày kìa, hôm sau, mai mốt, nữa, sắp tới,
      (tuần|tháng|năm|ngày) (sau|tới), tới, sau, (sáng|trưa|chiều|tối) mai, tomorrow, tmr, tmrw, next,
      next week, next month, in the future, later, from now, upcoming, coming`,
    vague: `
      mấy, vài, dăm, mươi, nhiều, hơn, trên, gần, chưa (đến|tới), ít nhất, tối thiểu, hàng,
      mấy (hôm|bữa|ngày|bửa) (nay|trước|rồi), hôm trước, bữa trước, bữa hổm, hôm nọ, bữa nọ, hôm bữa,
      hổm rày, mấy hổm, dạo này, gần đây, mới đây, lâu rồi, lâu lắm, lâu, hồi xưa, lúc trước, hồi trước,
      trước đây, trước đó, ngày trước, (đầu|giữa|cuối) (tuần|tháng|năm),
      cuối tuần (rồi|trước|qua|này|vừa rồi), năm ngoái, năm trước, tết, mùng (1|một) tết, âm lịch, âm, rằm,
      giao thừa, noel, giáng sinh, sau tết, trước tết, trong tết, tháng giêng, tháng chạp, trong tuần, hoặc,
      hay, or, to, about a, several, few, some, couple, recently, weekend, last weekend, last year,
      long ago, ages, over, more than, less than, at least, almost, nearly, before, after, lunar, new year,
      hằng ngày, mỗi ngày, every day, daily, hôm nào, bữa nào, khi nào, ngày nào, bao giờ, when`,
    lastWeek:
      'tuần trước, tuần rồi, tuần vừa rồi, tuần qua, tuần vừa qua, last week, previous week, of last week, tuần trc',
    thisWeek: 'tuần này, tuần nay, this week, trong tuần này',
    latest:
      'tây, dương lịch, th, st, nd, rd, vừa rồi, vừa qua, {done}, trước, last, past, this past, gần nhất, gần đây nhất, mới rồi, hôm, rồi đó, qua',
    thisMonth: 'tháng này, this month, of this month',
    lastMonth: 'tháng trước, tháng rồi, tháng vừa rồi, last month, of last month',
    weekday0: 'thứ hai, thứ 2, t2, monday, mon, thú hai, thứ 2',
    weekday1: 'thứ ba, thứ 3, t3, tuesday, tue, tues',
    weekday2: 'thứ tư, thứ 4, t4, thứ bốn, wednesday, wed, weds',
    weekday3: 'thứ năm, thứ 5, t5, thursday, thu, thur, thurs',
    weekday4: 'thứ sáu, thứ 6, t6, friday, fri',
    weekday5: 'thứ bảy, thứ bẩy, thứ 7, t7, saturday, sat',
    weekday6:
      'chủ nhật, chúa nhật, cn, c n, ngày chủ nhật, sunday, sun, thứ 8, t8, chủ nhựt, chúa nhựt, chủ nhât',
    days: 'ngày, hôm, bữa, bửa, ng, day, days',
    half: 'nửa tháng, nữa tháng, 1 nửa tháng, half a month, half month',
    ago: `
      cách đây, cách nay, cách hôm nay, trước, trc, trươc, truoc, ago, back, {done}, nay, qua, earlier,
      trở lại đây, trở lại, trở về trước, gần đây, trước đây, lại đây, rồi đó, tới nay, đến nay, tới giờ,
      đến giờ, rày`,
    aside: `
      năm nay, this year,
      {me}, từ, vào, vào lúc, lúc, hồi, là, thì, khoảng, tầm, chừng, cỡ, được, đc, dc, đã, mới, bị,
      bắt đầu, bắt đầu từ, có, dạ, on, the, in, since, for, about, around, it was, was, i, it, started,
      starting, from, đến nay, tới nay, đến giờ, tới giờ, cho đến nay, until now, till now, và, sốt, ho,
      khởi phát, phát bệnh, cách, ngày, hôm, vừa, only, just, of, đi, về, gặp, tiếp xúc, triệu chứng, quãng,
      (${PART_OF_DAY}), morning, afternoon, evening, night, noon, at`,
  },
  { ...wordClasses, done: 'rồi, r, rùi, roài, ròi' },
);

/** Units behind a number. */
export const unitWords = buildLexicon({
  days: 'ngày, hôm, bữa, bửa, ng, day, days, d, đêm, night, nights, nhày',
  fortnights: 'fortnight, fortnights',
  weeks: 'tuần, tuần lễ, week, weeks, wk, wks, w',
  months: 'tháng, month, months',
});
