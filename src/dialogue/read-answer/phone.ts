// Reads the phone number to be called on, wherever it stands in the message.
// Must not know: the number of the chat account.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { parsePhone } from '../../vietnamese/phone-number.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readCode, type OrAside } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

/** Digits with the punctuation people put between them; the letter o stands for a zero beside digits. */
const candidate = /(?<![\d\p{L}])[(+]{0,2}\d[\d\s().+-]{5,24}\d(?!\d)/gu;
const serviceNumber = /^(?:1900|1800)\d{4,6}$|^11[1-9]$/u;
const letterO = /(?<![\p{L}])[oO](?=[35789][\d\s.-]{8,})|(?<=\d)[oO](?=\d)/gu;

const words = buildLexicon<OrAside<'none' | 'same_as_account'>>(
  {
    veto: '0, {no} muốn, {no} cho, {no} tiện, {no} {know}, {no} nhớ, {no} nói, dont want, {no} phải số này',
    same_as_account: `
      số này, số này luôn,
      (số|sđt|đt|sdt|số điện thoại|số đt) (này|này luôn|nay|đang dùng|đang nhắn|đang chat|đang xài|đang sử
      dụng|hiện tại|zalo|zalo này|telegram|telegram này|nick này|của zalo|của zalo này|trên zalo|zl|zl này),
      (dùng|lấy|lưu|gọi|theo) (số này|số zalo|số zalo này|số đang dùng|sđt này), zalo này, zalo này luôn,
      số nick này, chính số này, cùng số, cùng số này, như số zalo,
      (cùng|trùng|giống|như) (số|) (zalo|zl|telegram), giống số zalo, giống zalo, trùng số zalo, là số này,
      số tôi đang dùng, số em đang dùng, số đang nhắn tin, số đăng ký zalo, số dt này, this number,
      this one, same number, the same number, same, use this number, use this one, my zalo number,
      my telegram number, current number, my current number, same as account, same as this,
      the number i am using, this phone, this phone number, same as zalo, same as my account`,
    none: `
      {no} có, {no} có (số|đt|sđt|sdt|điện thoại|số điện thoại|máy|di động|số nào),
      {no} (dùng|xài|sử dụng) (điện thoại|đt|di động|số), chưa có,
      chưa có (số|đt|sđt|điện thoại|số điện thoại), {no}, {no} điện thoại, {no} sđt, {no} số,
      mất điện thoại, {no} có (đt|điện thoại|số) riêng, none, no phone, no phone number, no number,
      i dont have a phone, dont have a phone, i dont have one, dont have one, do not have a phone,
      i do not have a phone, without phone, no mobile, dont have, no`,
    filler:
      '{me}, dạ, thì, là, ạ, bé, nhà, cái, luôn, số điện thoại, của, i, my, is, number, phone, use, please, the, điện thoại',
  },
  wordClasses,
);

/**
 * In: what was typed. Out: E.164, `none`, or `same_as_account` (the number the channel knows).
 * Refuses `empty`, `one-only` (two numbers), `service-number` (a hotline), `no-such-number` and `not-understood`.
 */
export function readPhone(text: string): Reading<string> {
  const clean = cleanText(text).slice(0, 300).replace(letterO, '0');
  const reading = readNumber(clean);
  if (reading.ok || !['no-such-number', 'not-understood'].includes(reading.reason)) return reading;
  // "090/123,45_67": one number, cut up in a way that the digits of addresses are.
  const together = clean.replace(/(?<=\d)[,_/](?=\d)/gu, ' ');
  return together === clean ? reading : readNumber(together);
}

function readNumber(clean: string): Reading<string> {
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  const written = clean.match(candidate) ?? [];
  if (written.length === 0) {
    return /\d{3}/u.test(clean)
      ? refuse(isService(clean) ? 'service-number' : 'no-such-number')
      : readCode(words, tokens);
  }
  const numbers = new Set(written.map(parsePhone));
  if (numbers.size > 1) return refuse('one-only');
  const [number] = numbers;
  if (number !== undefined) return read(number);
  return refuse(written.some(isService) ? 'service-number' : 'no-such-number');
}

function isService(written: string): boolean {
  return serviceNumber.test(written.replace(/\D/gu, ''));
}
