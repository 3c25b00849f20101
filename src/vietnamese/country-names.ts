// The names of countries in Vietnamese and English, with those used in Vietnam's past and in chat.
// Must not know: who comes from where.
import type { Vocabulary } from './lexicon.ts';

/** ISO 3166-1 alpha-2, all assigned codes. */
const CODES = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
  CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
  GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
  KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
  NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
  SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
  VN VU WF WS YE YT ZA ZM ZW`
  .trim()
  .split(/\s+/u);

/** Names beside those of CLDR, and the people. A name two countries share ("Congo", "Triều Tiên") stands with neither. */
const OTHER_NAMES: Vocabulary<string> = {
  VN: `
    vn, việt, vietnam, viet nam, vietnamese, vnm, nước việt nam, việt nam ta, nước mình, nước ta,
    cộng hòa xã hội chủ nghĩa việt nam, vnese`,
  KR: `
    hàn, nam hàn, đại hàn, hq, đại hàn dân quốc, nam triều tiên, korea, south korea, korean, south korean,
    kor, rok, republic of korea, hàn xẻng, kr`,
  KP: `
    bắc hàn, bắc triều tiên, north korea, north korean, prk, dprk, triều tiên,
    cộng hòa dân chủ nhân dân triều tiên`,
  CN: `
    trung, trung quốc, tq, trung hoa, trung quốc đại lục, china, chinese, chn, prc, trung cộng, tàu,
    nước tàu, mainland china, cn, trung hoa đại lục`,
  TW: 'đài, đài loan, taiwan, taiwanese, twn, đl, tw, đài bắc',
  HK: 'hồng kông, hồng kong, hương cảng, hong kong, hongkong, hk, hong konger, hongkonger, hồng công',
  MO: 'ma cao, macao, macau, áo môn',
  JP: 'nhật, nhật bản, nb, japan, japanese, jpn, nippon, nhật bổn, jp',
  TH: 'thai land, thái, thái lan, xiêm, thailand, thai, tha, siam',
  LA: 'lào, ai lao, laos, lao, laotian, laos pdr, lao pdr, nước lào',
  KH: `
    campuchia, cam pu chia, cam, cao miên, cambodia, cambodian, khm, kampuchea, miên, căm pu chia, cambot,
    căm bốt, cămpuchia`,
  MM: 'miến điện, myanmar, mianma, mi an ma, burma, burmese, miến',
  MY: `
    mã lai, malaysia, malaixia, ma lai xi a, malay, malaysian, mã lai tây á, malai, malayxia, ma lay xi a`,
  SG: `
    singapore, xinh ga po, xingapo, sing, tân gia ba, singaporean, sgp, singapo, xin ga po, đảo quốc sư tử`,
  ID: 'indonesia, in đô nê xi a, indo, nam dương, inđônêxia, indonesian, in đô',
  PH: `
    philippines, philippin, phi luật tân, phi, philipin, filipino, philippine, phi líp pin, philippino,
    filipina, philipines, phillipines`,
  BN: 'brunei, bru nây',
  TL: 'đông timor, đông ti mo, timor leste, east timor',
  IN: 'ấn độ, ấn, india, indian, thiên trúc',
  BD: 'băng la đét, bangladesh, bangladeshi',
  PK: 'pa ki xtan, pakistan, pakistani, hồi quốc',
  LK: 'sri lanka, xri lan ca, tích lan',
  NP: 'nê pan, nepal, nepalese, nepali',
  MN: 'mông cổ, mongolia, mongolian, ngoại mông',
  AU: 'úc, úc châu, australia, ô xtrây li a, australian, aussie, châu úc, aus, nước úc',
  NZ: 'niu di lân, tân tây lan, new zealand, niu zi lân, nz, new zealander, kiwi',
  US: `
    mỹ, hoa kỳ, mĩ, usa, us, u s a, u s, america, american, hợp chủng quốc hoa kỳ, hợp chúng quốc hoa kỳ,
    united states, united states of america, the us, the united states, the usa, huê kỳ, cờ hoa, mẽo,
    mỹ quốc, states`,
  CA: 'canađa, ca na đa, canada, gia nã đại, canadian',
  GB: `
    anh, anh quốc, vương quốc anh, uk, u k, england, britain, great britain, british, english,
    united kingdom, scotland, scottish, wales, welsh, gbr, liên hiệp anh, the uk, ăng lê, nước anh,
    anh cát lợi`,
  IE: 'ai len, ái nhĩ lan, ireland, irish',
  FR: 'pháp, france, french, pháp quốc, phú lang sa, nước pháp',
  DE: 'đức, germany, german, deutschland, đức quốc, nước đức, ger, tây đức, đông đức',
  IT: 'ý, i ta li a, italia, italy, italian, ý đại lợi, nước ý, í',
  ES: 'tây ban nha, tbn, spain, spanish, y pha nho',
  PT: 'bồ đào nha, bđn, portugal, portuguese, bồ',
  NL: 'hà lan, netherlands, holland, dutch, the netherlands, hoà lan',
  BE: 'bỉ, belgium, belgian, bỉ quốc',
  LU: 'lúc xăm bua, luxembourg',
  CH: 'thụy sĩ, thụy sỹ, switzerland, swiss',
  AT: 'áo, austria, austrian, nước áo',
  SE: 'thụy điển, sweden, swedish',
  NO: 'na uy, norway, norwegian',
  DK: 'đan mạch, denmark, danish',
  FI: 'phần lan, finland, finnish',
  IS: 'ai xơ len, iceland, băng đảo, icelandic',
  PL: 'ba lan, poland, polish',
  CZ: 'séc, tiệp, tiệp khắc, cộng hòa séc, czech, czech republic, czechia, ch séc, sec',
  SK: 'slovakia, xlô va ki a, slovak',
  HU: 'hung ga ri, hungary, hung, hungari, hungarian, hung gia lợi',
  RO: 'ru ma ni, rumani, romania, romanian, lỗ ma ni',
  BG: 'bun ga ri, bungari, bulgaria, bulgarian, bảo gia lợi',
  GR: 'hy lạp, greece, greek',
  TR: 'thổ nhĩ kỳ, thổ, turkey, turkish, turkiye, thổ nhĩ kì',
  RU: 'nga, liên bang nga, russia, russian, nga la tư, liên xô, russian federation, nước nga',
  UA: 'ukraina, u crai na, ukraine, ucraina, ukrainian, u cờ rai na, ucraine',
  BY: 'bê la rút, bạch nga, belarus, belarusian',
  KZ: 'ca dắc xtan, kazakhstan',
  RS: 'xéc bi, serbia', HR: 'croatia, crô a ti a',
  IL: 'israel, i xra en, do thái, israeli, ixraen',
  SA: 'ả rập xê út, ả rập saudi, saudi arabia, saudi, ả rập xê-út, ả rập saudi, arab saudi',
  AE: `
    uae, tiểu vương quốc ả rập thống nhất, các tiểu vương quốc ả rập thống nhất, dubai, emirates,
    united arab emirates, emirati, đu bai`,
  IR: 'i ran, iran, iranian, ba tư', IQ: 'i rắc, iraq, irắc, iraqi',
  QA: 'qatar, ca ta', KW: 'cô oét, kuwait', SY: 'xi ri, syria, syrian', JO: 'gioóc đan ni, jordan', LB: 'li băng, lebanon, lebanese',
  AF: 'áp ga ni xtan, afghanistan, a phú hãn, afghan', YE: 'y ê men, yemen',
  EG: 'ai cập, egypt, egyptian', ZA: 'nam phi, south africa, south african',
  NG: 'ni giê ri a, nigeria, nigerian', KE: 'kê ni a, kenya, kenyan', ET: 'ê ti ô pi a, ethiopia, ethiopian', GH: 'ga na, ghana, ghanaian',
  AO: 'ăng gô la, angola', MA: 'ma rốc, morocco, moroccan', DZ: 'an giê ri, algeria, algerian', TN: 'tuy ni di, tunisia', LY: 'li bi, libya', MZ: 'mô dăm bích, mozambique',
  CM: 'ca mơ run, cameroon', CI: 'bờ biển ngà, ivory coast, cote divoire', TZ: 'tan da ni a, tanzania', UG: 'u gan đa, uganda', SD: 'xu đăng, sudan', SN: 'xê nê gan, senegal',
  BR: 'bra xin, brazil, brasil, braxin, ba tây, brazilian', AR: 'ác hen ti na, argentina, achentina, á căn đình, argentine, argentinian',
  MX: 'mê hi cô, mexico, mễ tây cơ, mexican, mê xi cô, mêhicô', CL: 'chi lê, chile, chilean', PE: 'pê ru, peru, peruvian', CO: 'cô lôm bi a, colombia, colombian',
  VE: 'vê nê zu ê la, venezuela, venezuelan', CU: 'cu ba, cuba, cuban', EC: 'ecuador', BO: 'bolivia', UY: 'uruguay, u ru goay', PY: 'paraguay', PA: 'panama', CR: 'costa rica', JM: 'jamaica',
  MV: 'man đi vơ, maldives', BT: 'bu tan, bhutan', VA: 'va ti căng, vatican', UZ: 'u dơ bê ki xtan, uzbekistan', GE: 'gru di a, georgia', AM: 'ác mê ni a, armenia', AZ: 'a déc bai gian, azerbaijan',
}; // prettier-ignore

/** Names of CLDR that say too little alone, or are other words of chat without their diacritics. */
const LEFT_OUT = new Set(['Congo', 'Guinea', 'Togo', 'Chad', 'Mali', 'Niger', 'Oman']);

/** All names by code, to build a lexicon from. CLDR's names come last: names people use win. */
export function countryNames(): Vocabulary<string> {
  const [vietnamese, english] = ['vi', 'en'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region' }),
  );
  const official = (code: string): string[] =>
    [vietnamese?.of(code), english?.of(code)]
      .filter((name): name is string => name !== undefined && !LEFT_OUT.has(name))
      .map((name) => name.replace(/[,()|{}=]/gu, ' '));
  return Object.fromEntries(
    CODES.map((code) => [code, [OTHER_NAMES[code] ?? '', ...official(code)].join(', ')]),
  );
}

/** Cities abroad that people name instead of the country; for places, not for nationalities. */
export const cityNames: Vocabulary<string> = {
  CN: 'vũ hán, wuhan, bắc kinh, beijing, thượng hải, shanghai, quảng châu, guangzhou, thâm quyến, shenzhen, quảng đông, hồ bắc, quảng tây',
  KR: 'daegu, seoul, xơ un, incheon, busan, gyeongbuk, đê gu',
  JP: 'tokyo, tô ky ô, osaka, hokkaido, kyoto, yokohama',
  TW: 'đài bắc, taipei, cao hùng, kaohsiung',
  GB: 'london, luân đôn, manchester', FR: 'paris, pa ri', IT: 'milan, rome, roma, lombardy, venice', DE: 'berlin, frankfurt, munich',
  ES: 'madrid, barcelona', US: 'new york, california, los angeles, washington, houston, texas', AU: 'sydney, melbourne',
  TH: 'bangkok, băng cốc, băng kok, phuket', KH: 'phnom penh, phnôm pênh, nông pênh, siem reap, xiêm riệp', LA: 'viêng chăn, vientiane',
  MY: 'kuala lumpur', ID: 'jakarta, bali', PH: 'manila', RU: 'moscow, mát xcơ va', IR: 'tehran', AE: 'dubai, đu bai', IN: 'delhi, mumbai',
}; // prettier-ignore
