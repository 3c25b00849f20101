// Reads the answer to a yes-or-no question about health: yes, no, or not sure.
// Must not know: which question it was; an acknowledgement ("ok", "dạ") is therefore no answer.
import { scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, tokenise, type Token } from '../../vietnamese/tokens.ts';
import type { Piece } from '../../vietnamese/lexicon.ts';
import { readMenuNumber } from './menu-number.ts';
import { read, refuse, type Reading } from './reading.ts';
import { yesnoWords, type YesnoWord } from './yesno-words.ts';

export type Yesno = 'yes' | 'no' | 'unknown';

/**
 * In: what was typed; menu numbers are 1 yes, 2 no. Out: yes, no or unknown.
 * Refuses `empty`, `question` (the question echoed), `ambiguous` (yes and no at once) and `not-understood`.
 */
export function readYesno(text: string): Reading<Yesno> {
  const all = tokenise(text);
  if (all.length === 0) return refuse('empty');
  const number = readMenuNumber(all);
  if (number !== undefined)
    return number === 1 ? read('yes') : number === 2 || number === 0 ? read('no') : refuse('out-of-range');
  const tokens = stripParticles(all);
  const pieces = scan(yesnoWords, tokens);
  const codes = pieces.map((piece) => piece.code);
  if (codes.includes('unsure')) return read('unknown');
  if (endsInNegation(tokens)) return read(codes.includes('perhaps') ? 'unknown' : 'no');
  if (codes.includes('echo') || isQuestion(pieces, text)) return refuse('question');
  if (codes.includes('perhaps')) return read('unknown');
  return decide(pieces, tokens);
}

/** "có đâu", "tôi có đi đâu đâu": a yes that ends in `đâu` is a no. */
function endsInNegation(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return (
    tokens.length > 1 && (last?.key === 'đâu' || (last?.text === 'dau' && tokens.at(-2)?.plain !== 'di'))
  );
}

/** A closing `?`, or a closing bare "không"/"chưa" behind something else that was said. */
function isQuestion(pieces: readonly Piece<YesnoWord>[], text: string): boolean {
  if (ending(text).includes('?')) return true;
  const said = pieces.filter((piece) => piece.code !== 'filler');
  const last = said.at(-1);
  const before = said.slice(0, -1);
  return (
    last?.code === 'no' &&
    last.length === 1 &&
    before.some(({ code }) => code === undefined || code === 'yes')
  );
}

/** The first yes or no decides; words may follow it, only fillers may stand before it. */
function decide(pieces: readonly Piece<YesnoWord>[], tokens: readonly Token[]): Reading<Yesno> {
  let first: 'yes' | 'no' | 'assent' | undefined;
  for (const piece of pieces) {
    if (piece.code !== 'yes' && piece.code !== 'no' && piece.code !== 'assent') {
      if (first === undefined && piece.code !== 'filler') return refuse('not-understood');
      continue;
    }
    if (first === undefined || first === 'assent')
      first = piece.code === 'assent' ? (first ?? 'assent') : piece.code;
    else if (piece.code === 'assent' || piece.code === first) continue;
    else if (first === 'yes' || startsAnew(tokens, piece.from)) return refuse('ambiguous');
  }
  if (first === undefined) return refuse('not-understood');
  return read(first === 'no' ? 'no' : 'yes');
}

/** True behind a comma or a "but": the words there contradict what was said before. */
function startsAnew(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.plain ?? '';
  return /[,;.]/u.test(tokens[at]?.gap ?? '') || ['nhung', 'ma', 'but', 'chi', 'a'].includes(before);
}
