// Reads the oxygen saturation of the blood in whole percent.
// Must not know: which values are dangerous.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { numberAt } from '../../vietnamese/number-words.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import { notMeasured } from './not-measured.ts';
import { read, refuse, type Reading } from './reading.ts';

const LOWEST = 50;
const label = /(?:spo\s?2|sp02|sao2|o2|oxy|oxi)\s*[:=]?/gu;
const vague = /(?:tren|hon|duoi|gan|over|above|below|under|almost|less than|more than)(?!\p{L})|[<>]/u;
const leads = new Set(['khoang', 'tam', 'la', 'do', 'duoc', 'nong', 'chi', 'so', 'spo', 'con', 'about', 'around', 'is', 'it', 'phan', 'tram', 'percent', 'mau', 'dang', 'em', 'toi', 'mi', 'trong', 'bao', 'hoa', 'level', 'oxygen', 'saturation', 'e', 'only', 'hien', 'tai', 'bay', 'gio', 'now']); // prettier-ignore

/** In: what was typed. Out: 50 to 100, or `unknown`. Refuses `empty`, `range`, `out-of-range` and `not-understood`. */
export function readSpo2(text: string): Reading<string> {
  const clean = cleanText(text).slice(0, 200);
  const all = stripParticles(tokenise(clean));
  if (all.length === 0) return refuse('empty');
  if (notMeasured(all)) return read('unknown');
  if (ending(text).includes('?')) return refuse('question');
  const plain = foldDiacritics(clean).replace(label, ' ');
  if (/\d\s*(?:-|~|den|toi|to|hoac|or)\s*\d/u.test(plain)) return refuse('range');
  if (vague.test(plain) || /\d[.,]\d|-\s*\d/u.test(plain)) return refuse('not-understood');
  const tokens = stripParticles(tokenise(cleanText(text).toLowerCase().replace(label, ' ')));
  const values: number[] = [];
  for (let at = 0; at < tokens.length;) {
    const number = leads.has(tokens[at]?.plain ?? '') ? undefined : numberAt(tokens, at, { pairs: true });
    if (number !== undefined) values.push(number.value);
    else if (!leads.has(tokens[at]?.plain ?? '')) return refuse('not-understood');
    at += number?.length ?? 1;
  }
  const [value] = values;
  if (value === undefined || values.length > 1) return refuse('not-understood');
  return value >= LOWEST && value <= 100 ? read(String(value)) : refuse('out-of-range');
}
