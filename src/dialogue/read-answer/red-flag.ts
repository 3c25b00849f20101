// Hears signs of danger to life in any message, whatever was asked.
// Must not know: the question open, or what is done about danger. High recall: only a clear denial silences it.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon, scan, type Piece } from '../../vietnamese/lexicon.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { read, refuse, type Reading } from './reading.ts';
import { dangerWords, harmless, type DangerWord, type RedFlag } from './red-flag-words.ts';

const CLAUSE_END = /[,;.\n!?:()]/u;
const context: ReadonlySet<string> = new Set([
  'breath',
  'drowsy',
  'feeding',
  'grave',
  'child',
  'not',
  'apart',
  'past',
]);
/** Words between which a denial reaches: "không bị đau ngực", "không có co giật hay ngất". */
const bridges = buildLexicon({
  bridge: `
    có, bị, thấy, hay, hoặc, và, cả, hề, dấu hiệu, triệu chứng, biểu hiện, tình trạng, cảm giác, gì, nhiều,
    lắm, quá, nặng, or, and, any, signs of, sign of, feel, feeling, have, having, had, a, the, been, severe,
    my, got, even, tình, cơn, cũng, để mà, đến nỗi, đến mức, tới mức, tới nỗi, với`,
});

/**
 * In: any message. Out: the danger signs in it. Refuses `empty`, and `not-understood` when there is none: a symptom in
 * modest words ("khó thở"), a denial ("không khó thở") or a person's name is no danger.
 */
export function readRedFlag(text: string): Reading<RedFlag[]> {
  const clean = cleanText(text);
  const tokens = tokenise(clean);
  if (tokens.length === 0) return refuse('empty');
  const spoken = withoutHarmless(tokens);
  if (isName(clean, spoken)) return refuse('not-understood');
  const pieces = scan(dangerWords, spoken);
  const asserted = pieces.filter((piece, at) => piece.code !== undefined && !isDenied(pieces, at, spoken));
  const flags = new Set(
    asserted.flatMap(({ code }) => (code === undefined || context.has(code) ? [] : [code as RedFlag])),
  );
  const codes = new Set(asserted.map(({ code }) => code));
  if (codes.has('breath') && codes.has('grave')) flags.add('severe_dyspnea');
  if (codes.has('drowsy'))
    flags.add(codes.has('child') || flags.has('child_danger') ? 'child_danger' : 'unresponsive');
  if (codes.has('feeding') && codes.has('child')) flags.add('child_danger');
  return flags.size > 0 ? read([...flags]) : refuse('not-understood');
}

function withoutHarmless(tokens: readonly Token[]): Token[] {
  return scan(harmless, tokens).flatMap(({ code, from, length }) =>
    code === undefined ? tokens.slice(from, from + length) : [],
  );
}

/** Every word begins with a capital and only some do not shout: "Phan Thị Tím" is a name, "TÍM TÁI" is not. */
function isName(clean: string, tokens: readonly Token[]): boolean {
  const words = clean.split(/\s+/u);
  const capital = words.every((word) => /^\p{Lu}\p{Ll}*$/u.test(word));
  return (
    capital &&
    words.length >= 2 &&
    words.length <= 6 &&
    scan(dangerWords, tokens).some(({ code }) => code === undefined)
  );
}

/** True behind "không", "chưa", "no" in the same clause, with nothing between but bridges and other denied signs. */
function isDenied(pieces: readonly Piece<DangerWord>[], at: number, tokens: readonly Token[]): boolean {
  for (let back = at; back >= 0; back--) {
    const piece = pieces[back];
    if (piece === undefined) return false;
    if (back < at) {
      if (piece.code === 'not') return true;
      if (piece.code === 'past') return true;
      if (piece.code === 'apart' && !['có', 'co', 'bị', 'bi'].includes(tokens[piece.from]?.text ?? ''))
        return false;
      if (
        piece.code === undefined &&
        scan(bridges, tokens.slice(piece.from, piece.from + 1))[0]?.code === undefined
      )
        return false;
    }
    if (CLAUSE_END.test(tokens[piece.from]?.gap ?? '')) return false;
  }
  return false;
}
