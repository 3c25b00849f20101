// Polite and empty words at both ends of a message: they never change what it answers.
// Must not know: which question is being answered.
import { buildLexicon, matchWhole, type Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

const WORDS = {
  leading: `
    dạ, (dạ|) thưa (anh|chị|bác sĩ|bs|cô|chú|quý cơ quan|bác|), ủa, alo, a lô,
    (em|ad|admin|add|bot|anh|chị|bạn|bác sĩ|bs|shop) ơi, well, please, pls, hmm, hm`,
  trailing: `
    ạ, a, ah, á, à, nha, nhá, nhé, nhe, nhen, nghe, nghen, hen, hén, hé, nè, nà, luôn, vậy, z, zậy, v, =thế,
    =đó, =đấy, =mà, thôi, thui, chứ, lun, ơi, hihi, hi hi, haha, hehe, hic, huhu, kk, kaka, hì, hi,
    (em|ad|admin|add|bot|anh|bạn|bác sĩ|bs|shop) (ơi|ạ|nhé|nha), =(chị|cô|chú|bác) (ơi|ạ|nhé|nha), bác sĩ, bs, ad, admin,
    please, pls, thanks, thank you, cảm ơn, cám ơn, sir, madam, doctor, bạn, xin cảm ơn`,
};

/** No particle has more words. */
const LONGEST = 4;

const leading = buildLexicon({ particle: WORDS.leading });
const trailing = buildLexicon({ particle: WORDS.trailing });

/**
 * In: the words of a message. Out: the words between its particles; at least one word always remains, so a message of
 * particles only (`dạ`) stays what it is. Never throws.
 */
export function stripParticles(tokens: readonly Token[]): Token[] {
  let from = 0;
  let to = tokens.length;
  for (let cut = lengthAt(leading, tokens, from, to, 'start'); cut > 0;) {
    from += cut;
    cut = lengthAt(leading, tokens, from, to, 'start');
  }
  for (let cut = lengthAt(trailing, tokens, from, to, 'end'); cut > 0;) {
    to -= cut;
    cut = lengthAt(trailing, tokens, from, to, 'end');
  }
  return tokens.slice(from, to);
}

function lengthAt(
  lexicon: Lexicon<'particle'>,
  tokens: readonly Token[],
  from: number,
  to: number,
  side: 'start' | 'end',
): number {
  for (let length = Math.min(LONGEST, to - from - 1); length > 0; length--) {
    if (matchWhole(lexicon, tokens, side === 'start' ? from : to - length, length) !== undefined)
      return length;
  }
  return 0;
}
