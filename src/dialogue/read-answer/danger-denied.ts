// Tells whether a danger sign in a message is denied: "không đau ngực", "no chest pain or fainting".
// Must not know: which signs there are. In doubt a sign counts as said.
import { buildLexicon, matchWhole, type Piece } from '../../vietnamese/lexicon.ts';
import type { Token } from '../../vietnamese/tokens.ts';
import type { DangerWord } from './red-flag-words.ts';

const CLAUSE_END = /[,;.\n!?:()]/u;

/** Words over which a denial reaches on: "không bị đau ngực", "không có co giật hay ngất". */
const bridges = buildLexicon({
  bridge: `
    có, bị, thấy, hay, hoặc, và, cả, hề, dấu, hiệu, triệu, chứng, biểu, hiện, tình, trạng, cảm, giác, gì,
    nhiều, lắm, cơn, cũng, với, ai, người, nào, tôi, em, mình, or, and, any, signs, sign, of, feel, feeling,
    have, having, had, a, the, been, severe, my, got, even`,
});

/**
 * True behind "không", "chưa", "no" in the same clause, with nothing between but bridges and other denied signs.
 * "không đau ngực khó thở quá" denies the first only: nobody denies in grave words.
 */
export function isDenied(
  pieces: readonly Piece<DangerWord>[],
  at: number,
  tokens: readonly Token[],
): boolean {
  const isGrave = pieces[at]?.code === 'breath' && pieces[at + 1]?.code === 'grave';
  for (let back = at - 1; back >= 0; back--) {
    const piece = pieces[back];
    const after = pieces[back + 1];
    if (piece === undefined || after === undefined || CLAUSE_END.test(tokens[after.from]?.gap ?? ''))
      return false;
    if (piece.code === 'not' || piece.code === 'past') return true;
    if (piece.code === undefined || piece.code === 'apart') {
      const word = tokens.slice(piece.from, piece.from + piece.length);
      if (matchWhole(bridges, word) === undefined) return false;
    } else if (isGrave && piece.code !== 'grave') return false;
  }
  return false;
}
