// Reads an e-mail address wherever it stands in the message.
// Must not know: whether the mailbox exists.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { buildLexicon } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readCode } from './read-code.ts';
import { read, refuse, type Reading } from './reading.ts';

const address =
  /(?<![\w.+@-])[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w@-])/giu;
const words = buildLexicon(
  {
    none: `
      {no} có, {no} có (email|mail|gmail|e mail|thư điện tử), {notYet} có, {notYet} có (email|mail|gmail),
      {no} (dùng|xài|sử dụng) (email|mail|gmail), {no}, {no} (email|mail|gmail), none, no, no email,
      no mail, i dont have one, dont have one, i dont have email, dont have email, i dont have an email,
      dont have`,
    filler: '{me}, dạ, thì, là, luôn, i, my, hết',
  },
  wordClasses,
);

/** In: what was typed. Out: the address in lower case, or `none`. Refuses `empty`, `one-only` and `not-an-email`. */
export function readEmail(text: string): Reading<string> {
  const clean = cleanText(text).slice(0, 500);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  const found = new Set(
    (clean.replace(/\s*@\s*/gu, '@').match(address) ?? []).map((one) => one.toLowerCase()),
  );
  const [first, second] = found;
  if (second !== undefined) return refuse('one-only');
  if (first !== undefined) return first.includes('..') ? refuse('not-an-email') : read(first);
  const none = readCode(words, tokens);
  return none.ok ? read('none') : refuse('not-an-email');
}
