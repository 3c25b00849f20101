// Hears signs of danger to life in any message, whatever was asked.
// Must not know: the question open, or what is done about danger. High recall: only a clear denial silences it.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { matchWhole, scan, type Piece } from '../../vietnamese/lexicon.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import { isDenied } from './danger-denied.ts';
import { familyNames } from './name-words.ts';
import { read, refuse, type Reading } from './reading.ts';
import { dangerWords, harmless, type DangerWord, type RedFlag } from './red-flag-words.ts';

const signs: ReadonlySet<string> = new Set<RedFlag>([
  'chest_pain', 'child_danger', 'cyanosis', 'hemoptysis', 'seizure', 'self_harm', 'severe_dyspnea', 'syncope', 'unresponsive',
]); // prettier-ignore

/**
 * In: any message. Out: the danger signs in it. Refuses `empty`, and `not-understood` when there is none: a symptom in
 * modest words ("khó thở"), a denial ("không khó thở") or a person's name is no danger.
 */
export function readRedFlag(text: string): Reading<RedFlag[]> {
  const clean = cleanText(text);
  const all = tokenise(clean);
  if (all.length === 0) return refuse('empty');
  const tokens = withoutHarmless(all);
  const pieces = scan(dangerWords, tokens);
  if (isName(clean, tokens, pieces)) return refuse('not-understood');
  const denied = pieces.map((_, at) => isDenied(pieces, at, tokens));
  const heard = new Set(
    pieces.flatMap(({ code }, at) => (code === undefined || denied[at] === true ? [] : [code])),
  );
  const flags = new Set([...heard].filter((code): code is RedFlag => signs.has(code)));
  const isDire = heard.has('help') || heard.has('rise') || heard.has('plea');
  for (const [at, { code }] of pieces.entries()) {
    const flag = code === 'breath' ? 'severe_dyspnea' : code === 'bleeding' ? 'unresponsive' : undefined;
    if (flag !== undefined && denied[at] === false && (isDire || isGrave(pieces, at, tokens)))
      flags.add(flag);
  }
  const isChild = heard.has('child') || flags.has('child_danger');
  if (heard.has('sleepy')) flags.add(isChild ? 'child_danger' : 'unresponsive');
  if (isChild && (heard.has('drowsy') || heard.has('feeding'))) flags.add('child_danger');
  if (heard.has('weak') && heard.has('rise')) flags.add('unresponsive');
  // A cry for help that names no sign has no code of its own: the gravest stands for it.
  const isPlea = heard.has('plea') || (heard.has('unfinished') && pieces.at(-1)?.code === 'unfinished');
  if (isPlea && flags.size === 0) flags.add('unresponsive');
  return flags.size > 0 ? read([...flags]) : refuse('not-understood');
}

function withoutHarmless(tokens: readonly Token[]): Token[] {
  return scan(harmless, tokens).flatMap(({ code, from, length }) =>
    code === undefined ? tokens.slice(from, from + length) : [],
  );
}

/** "khó thở quá", "khó thở em ơi dữ lắm", "very short of breath": the grave word stands close, in the same clause. */
function isGrave(pieces: readonly Piece<DangerWord>[], at: number, tokens: readonly Token[]): boolean {
  if (pieces[at - 1]?.code === 'grave' && /^\s*$/u.test(tokens[pieces[at]?.from ?? 0]?.gap ?? ''))
    return true;
  for (const piece of pieces.slice(at + 1, at + 4)) {
    if (!/^\s*$/u.test(tokens[piece.from]?.gap ?? '')) return false;
    if (piece.code === 'grave') return true;
    if (piece.code === 'not') return false;
  }
  return false;
}

/** "Phan Thị Tím", "nguyễn văn ngất": a family name first, then nothing but capitals or "thị", "văn" behind it. */
function isName(clean: string, tokens: readonly Token[], pieces: readonly Piece<DangerWord>[]): boolean {
  const [first, middle] = tokens;
  if (first === undefined || middle === undefined || tokens.length > 6 || pieces[0]?.code !== undefined)
    return false;
  if (matchWhole(familyNames, [first]) === undefined) return false;
  const capitals = clean.split(/\s+/u).every((word) => /^\p{Lu}\p{Ll}*$/u.test(word));
  return capitals || middle.plain === 'thi' || middle.plain === 'van';
}
