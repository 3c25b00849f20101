// Reads what somebody wants to know when nothing is being filled in; only a whole message is such a wish.
// Must not know: what there is to tell.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon, matchWhole } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import type { InfoTopic } from '../info-pages.ts';

export type Asked = { kind: 'topic'; topic: InfoTopic } | { kind: 'search'; words: string };

/** Longer messages are no wish. */
const LONGEST = 80;

const words = buildLexicon<InfoTopic>(
  {
    news: `
      tin, tin mới, tin mới nhất, tin tức, tin tức mới, tin dịch, tin dịch bệnh, tin covid, bản tin, xem tin, đọc tin,
      (tình hình|tình hình dịch|tình hình dịch bệnh|dịch|dịch bệnh) (thế nào|sao|ra sao|sao rồi|tới đâu rồi|hôm nay),
      tình hình dịch, tình hình dịch bệnh, có tin gì {no}, có tin gì mới {no}, news, latest news, epidemic news, whats new,
      any news, latest`,
    figures: `
      số ca, số liệu, số ca (nhiễm|mắc|bệnh|mới|hôm nay|tử vong|khỏi), số người (nhiễm|mắc|bệnh|cách ly),
      (có|) (bao nhiêu|mấy) (ca|người) (nhiễm|mắc|bệnh|mới|bị|) (rồi|hôm nay|), thống kê, figures, numbers, cases,
      how many cases, case numbers, statistics`,
    prevention: `
      phòng bệnh, phòng dịch, phòng tránh, phòng chống, phòng chống dịch,
      (cách|hướng dẫn|làm sao để|làm sao|phải làm gì để) (phòng bệnh|phòng dịch|phòng tránh|phòng chống|phòng chống dịch|
      tránh bệnh|tránh lây|{no} bị lây), rửa tay, cách rửa tay, đeo khẩu trang, prevention, how to protect myself,
      protect myself, stay safe, how to stay safe, how to prevent`,
    contacts: `
      trạm y tế, số trạm y tế, trạm y tế (ở đâu|gần nhất|nào|xã|phường), (số điện thoại|sđt|địa chỉ) trạm y tế,
      y tế xã, y tế phường, trạm xá, số trạm xá, health station, my health station, where is the health station, clinic`,
  },
  wordClasses,
);

/** "tìm rửa tay", "hỏi cách ly", "search masks". */
const finding = /^(?:tìm|tim|tra|hỏi về|hoi ve|tìm kiếm|tim kiem|search|find)\s+(.{2,60})$/iu;

export function readAsked(text: string): Asked | null {
  const clean = cleanText(text);
  if (clean.length > LONGEST) return null;
  const tokens = tokenise(clean.replace(/^\//u, '').replaceAll('_', ' '));
  const topic = matchWhole(words, tokens) ?? matchWhole(words, stripParticles(tokens));
  if (topic !== undefined) return { kind: 'topic', topic };
  const found = finding.exec(clean)?.[1];
  return found === undefined ? null : { kind: 'search', words: found };
}
