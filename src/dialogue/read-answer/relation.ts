// Reads for whom somebody declares: for oneself or for which relative.
// Must not know: the relative's name or data.
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { readCode, type OrAside } from './read-code.ts';
import type { ReadContext } from './read-context.ts';
import { refuse, type Reading } from './reading.ts';

export type Relation =
  'child' | 'father' | 'grandparent' | 'mother' | 'other' | 'self' | 'sibling' | 'spouse';

/** Whose: "mẹ tôi", "chồng của em", "con mình". */
const OF = '(|của) (tôi|tui|em|e|mình|mk|tớ|con|cháu|anh|chị|nhà em|nhà mình|nhà tôi|chúng tôi|ảnh)';
const of = { of: OF, gaitrai: '(gái|trai|lớn|nhỏ|út|đầu|đầu lòng|thứ hai|thứ 2|thứ ba|đẻ|ruột|nuôi)' };

const words = buildLexicon<OrAside<Relation>>(
  {
    veto: `
      {no}, không, ko, không phải, chưa, bố mẹ, ba mẹ, ba má, cha mẹ, tía má, vợ chồng, vợ con, chồng con,
      cả nhà, cả gia đình, gia đình, nhiều người, mọi người, các con và, bố và mẹ, parents, family,
      everyone, ai, who, anh chị`,
    self: `
      (tôi|em|mình) tự khai, cho em, khai cho em, bản thân, bản thân {of}, chính (tôi|em|mình|tui|bản thân),
      tôi, tui, mình, mk, tự khai,
      cho (tôi|tui|em|mình|mk|bản thân|bản thân tôi|bản thân em|bản thân mình|chính tôi|chính mình),
      khai cho (tôi|tui|em|mình|bản thân|bản thân tôi), (tôi|em|mình) khai cho (tôi|em|mình), cho bản thân,
      tự (tôi|mình), cá nhân tôi, cá nhân, một mình tôi, self, myself, i, me, for me, for myself, mine,
      im declaring for myself, only me, just me, it is me, its me`,
    mother: `
      mẹ, mẹ {of}, má, má {of}, mạ, mợ ruột, mẹ ruột, mẹ đẻ, mẹ (ruột|đẻ) {of}, mẹ già, má ruột, mẹ yêu,
      bà má, mama, mẹ nuôi, mother, mom, mum, mommy, mummy, mam, my mother, my mom, my mum`,
    father: `
      bố, bố {of}, ba, ba {of}, cha, cha {of}, tía, tía {of}, bọ, thầy, bố đẻ, ba ruột, cha ruột, bố ruột,
      (bố|ba|cha) (đẻ|ruột) {of}, ông bô, ông già {of}, bố già, bố nuôi, ông via, father, dad, daddy, papa,
      my father, my dad`,
    spouse: `
      (ox|bx|ck|vk|cx) {of}, vợ, vợ {of}, chồng, chồng {of}, ox, bx, ck, vk, cx, ông xã, bà xã, ông xã {of},
      bà xã {of}, ôx, nhà tôi, bạn đời, vợ yêu, chồng yêu, hôn phối, vợ cưới, ông chồng, bà vợ, ông nhà,
      bà nhà, wife, husband, spouse, partner, my wife, my husband, my partner, hubby`,
    child: `
      con (trai|gái) (lớn|nhỏ|út|cả|đầu|đầu lòng|thứ hai|thứ 2|nuôi|riêng) ({of}|), con, con {of},
      con {gaitrai}, con {gaitrai} {of}, bé, bé {of}, bé nhà (mình|em|tôi), bé (trai|gái|con|út|lớn),
      bé (trai|gái) {of}, con bé, con nhỏ, cháu bé, các con, mấy đứa con, đứa con, con cái, con nít, em bé,
      nhóc, cu tí, thằng cu, cái bé, nhóc tì, con yêu, quý tử, con nhỏ nhà mình, bé con, con mình, con em,
      child, kid, son, daughter, baby, my child, my son, my daughter, my baby, my kid, children, kids`,
    grandparent: `
      ông, bà, ông {of}, bà {of}, ông nội, bà nội, ông ngoại, bà ngoại, (ông|bà) (nội|ngoại) {of}, ông bà,
      ông bà (nội|ngoại), nội, ngoại, ông bà {of}, cụ, cụ ông, cụ bà, bà cụ, ông cụ, (ông|bà) cố, ba nội,
      grandmother, grandfather, grandma, grandpa, granny, grandparent, grandparents, grandad, granddad,
      my grandmother, my grandfather, my grandma, my grandpa, nana`,
    sibling: `
      anh trai, chị gái, em gái, em trai, (anh trai|chị gái|em gái|em trai) {of}, anh ruột, chị ruột,
      em ruột, anh (cả|hai|ba), chị (cả|hai|ba), em út, chị em, anh em, anh chị em, anh chị em ruột,
      anh {of}, chị {of}, em {of}, (anh|chị|em) (ruột|trai|gái) {of}, em (trai|gái) út, bé em, brother,
      sister, sibling, siblings, my brother, my sister, older brother, younger brother, older sister,
      younger sister, elder brother, elder sister, little brother, little sister, big brother, big sister`,
    other: `
      khác, người khác, họ hàng, bà con, hàng xóm, láng giềng, bạn, bạn bè, bạn {of}, người yêu, bạn trai,
      bạn gái, bạn thân, đồng nghiệp, người quen, người thân khác, người thân, người nhà, cháu, cháu {of},
      cháu (gái|trai|nội|ngoại|ruột|họ), cô, dì, chú, bác, cậu, mợ, thím, dượng,
      (cô|dì|chú|bác|cậu|mợ|thím|dượng) {of}, (mẹ|bố|ba|má|cha) (vợ|chồng),
      (mẹ|bố|ba|má|cha) (vợ|chồng) {of}, con dâu, con rể, anh rể, chị dâu, em rể, em dâu, anh họ, chị họ,
      em họ, con riêng, người giúp việc, giúp việc, nhân viên, công nhân, người thuê trọ, bạn cùng phòng,
      sếp, học sinh, bệnh nhân, mẹ kế, bố dượng, dì ghẻ, cha dượng, người ở cùng nhà, người ở cùng, other,
      others, someone else, another person, friend, my friend, neighbour, neighbor, my neighbour,
      my neighbor, relative, relatives, aunt, uncle, cousin, nephew, niece, mother in law, father in law,
      son in law, daughter in law, brother in law, sister in law, in law, in laws, grandchild, grandson,
      granddaughter, colleague, coworker, roommate, boyfriend, girlfriend, fiance, stepmother, stepfather,
      boss, helper`,
    filler: `
      ạ, nha, nhé, cho, khai, khai cho, khai hộ, khai báo cho, khai báo hộ, khai giùm, khai giúp, khai thay,
      hộ, giùm, dùm, giúp, dạ, là, muốn, cần, báo, thay, của, tôi khai cho, em khai cho, mình khai cho,
      em muốn khai cho, tôi muốn khai cho, người, một, 1, đứa, thằng, quan hệ, với, for, declare,
      i want to declare for, declaring for, im declaring for, on behalf of, behalf, my, the, a, an, is, he,
      she, hes, shes, it`,
  },
  { ...of, no: 'không, ko' },
);

/** Unmarked words that are Vietnamese in one language and English in another: "me" is mẹ or me, "con" is never English. */
const english: Readonly<Record<string, string>> = {
  me: 'myself',
  'for me': 'myself',
  ba: 'father',
  ma: 'mother',
};
const vietnamese: Readonly<Record<string, string>> = { me: 'mẹ', ma: 'má', ong: 'ông', bo: 'bố' };

/** In: what was typed. Refuses `empty`, `ambiguous` (two relatives, "em", "anh", "u") and `not-understood`. */
export function readRelation(text: string, { language }: Pick<ReadContext, 'language'>): Reading<Relation> {
  const all = tokenise(text);
  if (all.length === 0) return refuse('empty');
  const whole = meantBy(all, language);
  return whole.ok ? whole : meantBy(stripParticles(all), language);
}

function meantBy(tokens: readonly Token[], language: string): Reading<Relation> {
  const plain = tokens.map((token) => token.text).join(' ');
  const meant = (language === 'en' ? english : vietnamese)[plain];
  return readCode(words, meant === undefined ? tokens : tokenise(meant));
}
