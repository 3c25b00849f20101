// Reads which language somebody wants, from its name, a greeting or the script written in.
// Must not know: which languages the product has texts for.
import { buildLexicon, scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';

export type Language = 'en' | 'ja' | 'km' | 'ko' | 'th' | 'vi' | 'zh';

/** Kana before Han: Japanese writes both. */
const scripts: readonly [RegExp, Language][] = [
  [/日本|日文|日語|日语/u, 'ja'],
  [/中文|汉语|漢語|华语|華語|普通话|國語|国语/u, 'zh'],
  [/한국어|한국말|韩语|韓文|韓語/u, 'ko'],
  [/越南语|越南語|ベトナム語|베트남어/u, 'vi'],
  [/英语|英語|英文|영어/u, 'en'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Han}/u, 'zh'],
];

const names = buildLexicon<Language | 'filler' | 'veto'>({
  veto: 'tiếng (pháp|đức|nga|tây ban nha|lào|mường|mông|ý|ả rập), french, german, russian, spanish, lao',
  vi: 'tiếng việt, tiếng việt nam, việt, việt nam, việt ngữ, vietnamese, vi, vn, viet, tieng viet, vietnam',
  en: 'tiếng anh, anh, anh ngữ, anh văn, english, en, eng, inglish, englis',
  ko: 'tiếng hàn, tiếng hàn quốc, hàn, hàn quốc, hàn ngữ, korean, ko, kr, korea, hangul, hangugeo',
  zh: `
    tiếng trung, tiếng trung quốc, tiếng hoa, tiếng tàu, trung, hoa, hoa ngữ, trung văn, tiếng quảng đông,
    tiếng phổ thông, tiếng đài loan, trung quốc, đài loan, chinese, zh, cn, mandarin, cantonese, zhongwen`,
  ja: 'tiếng nhật, tiếng nhật bản, nhật, nhật bản, nhật ngữ, japanese, ja, jp, japan, nihongo',
  km: `
    tiếng khmer, tiếng khơ me, tiếng miên, tiếng campuchia, tiếng cam, khmer, khơ me, campuchia, cambodian,
    km, cambodia`,
  th: 'tiếng thái, tiếng thái lan, thái, thái lan, thai, th, thailand',
  filler: `
    nói, dùng, chọn, đổi sang, chuyển sang, chuyển qua, đổi qua, sang, bằng, muốn, ngôn ngữ, tôi, em, mình,
    dạ, i, speak, want, use, in, please, language, to, switch, change, the, only, my, is, là, cho, can, you,
    do, we, version`,
});

const greetings = buildLexicon<Language>({
  vi: `
    xin chào, chào, chào bạn, chào (anh|chị|em|bot|ad|bác sĩ|shop), xin chào (bạn|anh|chị|ad|bot),
    em chào (anh|chị), alo, a lô, dạ, khai báo, khai báo y tế, tôi, muốn, không, được, giúp, làm ơn, cảm ơn,
    cám ơn, bạn ơi, ad ơi`,
  en: `
    hello, hi, hey, hello there, good morning, good afternoon, good evening, good day, how are you, thanks,
    thank you, please, i, want, need, help, the, you, what, where, is, are, my, declare, health,
    declaration, yes`,
  ko: 'annyeong, annyeonghaseyo, annyong haseyo',
  ja: 'konnichiwa, konichiwa, ohayo, ohayou, arigato, konbanwa, sumimasen',
  zh: 'ni hao, nihao, ni hao ma, xie xie, xiexie, zao shang hao',
  th: 'sawasdee, sawatdee, sawadee, sawasdee krap, sawasdee ka, sawadika, sawaddee',
  km: 'susaday, suosdey, sua s dei, susadei, choum reap suor, chum reap suor',
});

/** In: what was typed; the list is 1 Vietnamese, 2 English. Refuses `empty`, `ambiguous` and `not-understood`. */
export function readLanguage(text: string): Reading<Language> {
  const clean = cleanText(text).slice(0, 500);
  const script = scripts.find(([pattern]) => pattern.test(clean));
  if (script !== undefined) return read(script[1]);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  if (tokens.length === 1 && /^[12]$/u.test(tokens[0]?.text ?? ''))
    return read(tokens[0]?.text === '1' ? 'vi' : 'en');
  return named(tokens) ?? spoken(tokens, clean);
}

function named(tokens: ReturnType<typeof tokenise>): Reading<Language> | undefined {
  const codes = scan(names, tokens).map((piece) => piece.code);
  if (codes.includes('veto')) return refuse('not-offered');
  if (codes.includes(undefined)) return undefined;
  const [first, second] = new Set(
    codes.filter((code) => code !== 'filler' && code !== 'veto' && code !== undefined),
  );
  if (first === undefined) return undefined;
  return second === undefined ? read(first) : refuse('ambiguous');
}

/** A greeting, or letters only Vietnamese has. */
function spoken(tokens: ReturnType<typeof tokenise>, clean: string): Reading<Language> {
  const codes = new Set(scan(greetings, tokens).flatMap(({ code }) => (code === undefined ? [] : [code])));
  const [first, second] = codes;
  if (first !== undefined && second === undefined) return read(first);
  if (/[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]/iu.test(clean)) return read('vi');
  return refuse(second === undefined ? 'not-understood' : 'ambiguous');
}
