// The small words that decide what is said of a thing: not, but, or, all, none, not sure, over, someone else.
// Must not know: symptoms, conditions or exposures.
import type { Vocabulary } from '../../vietnamese/lexicon.ts';

export type ControlWord =
  | '#no' | '#yes' | '#but' | '#or' | '#and' | '#then' | '#much' | '#gone' | '#recent' | '#old' | '#all' | '#none'
  | '#unsure' | '#ask' | '#else' | '#aside'; // prettier-ignore

/** Words every list shares; a list adds its own `#none` and its things. */
export const controlWords: Vocabulary<ControlWord> = {
  '#unsure': `
    {no} {know}, {no} rõ, {no} (chắc|chắc lắm|rõ lắm|biết rõ|xác định|nhớ), chưa rõ,
    chưa (biết|{know}|chắc), hình như, có lẽ, chắc là, chắc bị, chắc hơi, có thể là, có thể, không biết sao,
    quên, chịu, not sure, dont know, do not know, unsure, idk, dunno, maybe, no idea, cant tell, unknown`,
  '#but': `
    nhưng, nhưng mà, nhưng có, nhưng bị, chỉ, chỉ có, chỉ bị, mỗi, mà, chứ, song, tuy nhiên, trừ, ngoại trừ,
    ngoài ra, but, only, just, except, however, though, apart from, although`,
  '#ask': 'thì sao, là sao, là gì, thế nào, bị gì, có gì, có sao, how about, what is, tại sao, what if',
  '#aside': `
    {no} hiểu sao, {no} (biết|hiểu) (sao|vì sao|tại sao|thế nào), hồ chí minh, hcm, đi ngoài đường, {me},
    dạ, cái, các, những, triệu chứng, dấu hiệu, biểu hiện, nào, gì, luôn, ạ, thấy, cảm thấy, cảm giác,
    hay bị, i, im, ive, a, an, the, have, has, got, my, any, some, is, feel, feeling, been, had, am, of,
    symptoms, symptom, signs, sign, with, also, hề, còn, nữa, {what} hết, nào hết, hết trơn, hết trọi,
    hết á, gì cả, cả, trong người, từ, được, cũng, số, câu, mục, lúc, khi, rất, hiện, hiện tại, hiện giờ,
    bây giờ, hôm nay, bữa nay, bữa ni, bà, ông, ơn trời, hoàn toàn, sức khỏe, cảm ơn, cám ơn, bác sĩ, bs, ad, nha, nhé, nhe, á, đâu,
    bất thường, bất kỳ, cả nhà, gia đình, đều, nữa ạ, so far, at all, thanks, thank you, at the moment, now,
    right now, currently, on, really, even, ơi, dạ thưa, thưa, vâng, hihi, hehe, ở đây, trên, này, đó,
    những cái, cái này`,
  '#no': `
    {no}, {no} có, {no} bị, {no} thấy, {no} hề, {no} hề có, {no} hề bị, {no} còn, {no} phải, {no} có bị,
    {notYet}, chưa có, chưa bị, chưa từng, chưa thấy, đâu có, đâu bị, chứ {no}, chứ {no} có, chứ {no} bị,
    chứ {no} phải, mà {no}, mà {no} có, nhưng {no}, nhưng {no} có, nhưng {no} bị, khỏi, no, not, dont have,
    do not have, dont, dont feel, without, havent, havent got, have no, never, neither, negative for, nor,
    no sign of, no signs of, doesnt have, didnt have, have not, am not, im not, but no, but not, and no,
    not have`,
  '#yes':
    'có, bị, hơi, vẫn, vẫn còn, còn bị, vẫn bị, thấy hơi, đang, đang bị, đã, có bị, mắc, chỉ bị, yes, i have, have got, đang có',
  '#or': 'hay, hoặc, hay là, lẫn, or, nor, cũng {no}, với lại cũng {no}, cũng như, hay',
  '#and': 'và, với, kèm, kèm theo, cùng, cùng với, and, plus, along with, as well as, vs, va',
  '#then': 'thì, thi',
  '#much': `
    nhiều, quá, lắm, nặng, dữ, dữ dội, liên tục, kéo dài, nhẹ, chút, ít, a lot, badly, severe, high, mild,
    bad, cao, suốt`,
  '#gone': `
    hết, hết rồi, đã hết, khỏi rồi, đã khỏi, hết bị, hết hẳn, đã khỏi hẳn, khỏi hẳn, đã qua, hết bệnh,
    khỏi bệnh, dứt, đã dứt, từng, đã từng, từng bị, đã từng bị, bữa giờ hết, gone, recovered, went away,
    no longer, used to, had before, over now, stopped, not anymore, no more`,
  '#recent': `
    hôm qua, hôm kia, hôm nay, sáng nay, tối qua, đêm qua, chiều qua, chiều nay, trưa nay, hqua, bữa qua,
    hôm trước, bữa trước, tuần trước, tuần rồi, mấy hôm trước, mấy hôm nay, mấy bữa nay, mấy bữa trước,
    mấy ngày trước, mấy ngày nay, hôm kìa, vài hôm trước, tuần này,
    (2|3|4|5|6|7|8|9|10|11|12|13|hai|ba|bốn|năm|sáu|bảy) (ngày|hôm|bữa) trước, 1 tuần trước, 2 tuần trước,
    một tuần trước, hai tuần trước, yesterday, last night, this morning, today, last week, a few days ago,
    (two|three|four|five|six|2|3|4|5|6|7|8|9|10) days ago, a week ago`,
  '#old': `
    tháng trước, năm ngoái, năm trước, hồi (nhỏ|xưa|trước|bé|năm ngoái|tháng trước|tết), lâu rồi, ngày xưa,
    trước đây, last month, last year, long ago, years ago, months ago, in the past, as a child, hồi đó,
    trước kia`,
};

/** Somebody else has it, not the person asked: for lists of what one has oneself. */
export const otherPeople = `
    họ, người ta, hàng xóm, đồng nghiệp, người khác, bạn (tôi|em|mình), người quen, người (bị|đang bị|có),
    tiếp xúc, bạn cùng phòng, người nhà, ai, mọi người, my neighbour, my neighbor, neighbour, neighbor,
    coworker, colleague, someone, friend, other people, somebody, everyone`;
