// Reads whether somebody wants to be sent news, or no more of it; only a whole message is such a wish.
// Must not know: what they have agreed to so far.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { buildLexicon, matchWhole } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import type { Topic } from '../topics.ts';

/** `bare`: nothing but "stop", which means the news only for somebody who gets it. */
export interface Wish {
  action: 'start' | 'stop';
  /** Null: still to be asked which. */
  topic: Topic | 'all' | null;
  bare: boolean;
}

type Code = `${'start' | 'stop'}:${Topic | 'all'}` | 'stop:bare';

/** Longer messages are something else. */
const LONGEST = 80;

const classes = {
  ...wordClasses,
  i: 'tôi, em, mình, tui',
  stop: `
    dừng, ngừng, ngưng, thôi, tắt, hủy, bỏ, đừng, khỏi, {no}, {no} cần, {no} muốn, dừng nhận, ngừng nhận, ngưng nhận,
    thôi nhận, hủy nhận, {no} nhận, {no} muốn nhận, dừng gửi, ngừng gửi, đừng gửi, thôi gửi, stop, stop sending, no more,
    unsubscribe from, turn off, mute`,
  start: `
    nhận, nhận lại, muốn nhận, đăng ký, đăng ký nhận, đăng kí, đăng kí nhận, đăng ký lại, gửi (cho|) {i}, bật, bật lại,
    subscribe to, send me, start, turn on, resume`,
  news: `
    tin (dịch|dịch bệnh|covid|tình hình dịch|dịch tễ|mới), tin tức (dịch|dịch bệnh|covid|), news, epidemic news`,
  prevention: `
    (tin|hướng dẫn|) (phòng bệnh|phòng dịch|phòng chống dịch|phòng tránh), prevention (tips|guidance|advice|news|)`,
  area: `
    tin (xã|phường|thị trấn|huyện|tỉnh|địa phương|khu vực|nơi ở), tin ở (xã|phường|huyện|đây) (tôi|mình|em|),
    my area, local news, area news, news of my area`,
  daily: `
    (tin|lời|) (nhắc|nhắc nhở|nhắc khai) (hằng ngày|hàng ngày|mỗi ngày), nhắc khai, tin hằng ngày, tin hàng ngày,
    daily (reminders|reminder)`,
};

const words = buildLexicon<Code>(
  {
    'stop:bare': 'dừng, =dừng lại, =ngừng, =ngưng, stop, stop please, please stop, unsub',
    'stop:all': `
      {stop} (tin|tin nhắn|thông báo|nhận tin|nhận thông báo|gửi tin|gửi|nhắn|nhắn tin|làm phiền|nhắc) (nữa|),
      {stop} (nhắn|gửi|nhắc) (cho|) {i} (nữa|), (dừng|ngừng|hủy|thôi) (hết|tất cả|tất cả tin|mọi tin),
      hủy (đăng ký|đăng kí), từ chối nhận tin, unsubscribe, unsubscribe all, opt out,
      stop (all|all messages|messages|sending messages|sending me messages|notifications|messaging me|texting me),
      no more (messages|notifications), turn off notifications, (dont|do not) (message|text|notify) me (anymore|again|)`,
    'stop:news': '{stop} {news} (nữa|)',
    'stop:prevention': '{stop} {prevention} (nữa|)',
    'stop:area': '{stop} {area} (nữa|)',
    'stop:daily': `
      {stop} {daily} (nữa|), {stop} (nhắc|nhắc nhở) (hằng ngày|hàng ngày) (nữa|),
      stop (reminders|reminder|reminding me|daily reminders), no more reminders, (dont|do not) remind me (anymore|again)`,
    'start:all': `
      {start} (tin|tin nhắn|thông báo|tin nhắn y tế|tất cả|tất cả tin) (nữa|lại|), {start} tin đi, nhận tin,
      subscribe, resubscribe, subscribe again, subscribe to news, opt in, start sending (again|), nhantin`,
    'start:news': '{start} {news}',
    'start:prevention': '{start} {prevention}',
    'start:area': '{start} {area}',
    'start:daily': '{start} {daily}',
  },
  classes,
);

/**
 * The wish a message is, or null.
 *
 * @param atRest no question is open: then "dung" without its marks is "dừng" and not "đúng"
 */
export function readWish(text: string, atRest: boolean): Wish | null {
  const clean = cleanText(text);
  if (clean.length > LONGEST) return null;
  const tokens = tokenise(clean.replace(/^\//u, '').replaceAll('_', ' '));
  const said = stripParticles(tokens);
  const code = matchWhole(words, tokens) ?? matchWhole(words, said);
  if (code === undefined) return null;
  const [action, of] = code.split(':') as [Wish['action'], Topic | 'all' | 'bare'];
  const bare = of === 'bare';
  if (bare && !atRest && /^dung(?: lai)?$/u.test(foldDiacritics(clean)) && !/ừ/u.test(clean.toLowerCase())) {
    return null;
  }
  const isAll = of === 'all' || of === 'bare';
  return { action, topic: !isAll ? of : action === 'stop' ? 'all' : null, bare };
}
