// Words that mean the same in chat Vietnamese: teencode, regions, common slips of the keyboard, and English beside them.
// Must not know: which question is being answered.
import type { WordClasses } from './expand-template.ts';

export const wordClasses = {
  /** "Not", as typed in all regions; typed without diacritics they are found through their fold. */
  no: `
    không, ko, k, kh, kg, khg, khog, khôg, kô, k0, hk, hok, hôk, hông, hổng, hỏng, hem, hơm, khum, khom,
    khôgn, khogn, kohng, kôhng, hkông, hkong, khoong, hôg, hog, kông, chẳng, chả, chã, 0`,
  notYet: 'chưa, chx',
  know: 'biết, bít, bik, bt, bic, bjt, bjk, pít',
  me: 'tôi, tui, em, e, mình, mk, mik, t, tớ, con, cháu, anh, chị, bác, cô, chú, tau, tao',
  done: 'rồi, r, rùi, roài, ròi, gòi',
  okay: 'ok, oke, okay, okie, okê, okela, oki, okla, okey, okee, uki, o kê',
  get: 'được, dc, đc, dk, đk, đuợc',
  what: 'gì, j, gi, chi, rì',
} satisfies WordClasses;
