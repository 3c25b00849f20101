// Hears which things of a list are said to be there and which are denied: "ko sốt, chỉ ho thôi".
// Must not know: what the things are; symptoms, conditions and exposures bring their own words.
import type { Lexicon, Piece } from '../../vietnamese/lexicon.ts';
import { scan } from '../../vietnamese/lexicon.ts';
import { ending, type Token } from '../../vietnamese/tokens.ts';
import type { ControlWord } from './finding-words.ts';
import { read, refuse, type Reading } from './reading.ts';

/** What a message says of a list. The flags tell why it may still be no answer. */
export type Findings<C extends string> = {
  present: Set<C>;
  denied: Set<C>;
  said: Set<ControlWord>;
  /** A denial whose reach cannot be told: "không sốt, ho". */
  isAmbiguous: boolean;
  isQuestion: boolean;
  /** Every word was understood. */
  isWhole: boolean;
  /** "không", "dạ không ạ": a denial and nothing else. */
  isBareNo: boolean;
};

/** `no`: denying · `denied`: something was · `left`: that clause is over, and what follows may be denied too. */
type Scope = 'open' | 'no' | 'denied' | 'left';

const CLAUSE_END = /[,;.\n/+&|!]/u;

/** Walks over the message once. Never throws; linear in its length. */
export function hearFindings<C extends string>(
  lexicon: Lexicon<C | ControlWord>,
  tokens: readonly Token[],
  text: string,
): Findings<C> {
  const pieces = joinPostposed(scan(lexicon, tokens), tokens);
  const heard: Findings<C> = {
    present: new Set(), denied: new Set(), said: new Set(), isAmbiguous: false, isQuestion: ending(text).includes('?'), isWhole: true,
    isBareNo: isBareNo(pieces),
  }; // prettier-ignore
  let scope = 'open' as Scope;
  for (const [at, piece] of pieces.entries()) {
    if (CLAUSE_END.test(tokens[piece.from]?.gap ?? ''))
      scope = scope === 'denied' || scope === 'left' ? 'left' : 'open';
    const { code } = piece;
    if (code === undefined) {
      heard.isWhole = false;
      if (scope === 'no') scope = 'left';
    } else if (isControl(code)) {
      heard.said.add(code);
      scope = nextScope(scope, code, pieces[at - 1]?.code);
    } else if (piece.postposed !== undefined) {
      (piece.postposed === 'no' ? heard.denied : heard.present).add(code);
    } else if (scope === 'no' || scope === 'denied') {
      if (scope === 'denied' && pieces[at + 1]?.code === '#much') heard.isAmbiguous = true;
      heard.denied.add(code);
      scope = 'denied';
    } else if (scope === 'left') heard.isAmbiguous = true;
    else heard.present.add(code);
  }
  heard.isQuestion ||= heard.said.has('#ask') || endsAsQuestion(pieces);
  return heard;
}

/**
 * What is said to be there, or `none`. Refuses `conflict` (something and "none"), `ambiguous` ("all of it") and
 * `not-understood`.
 *
 * @param present what is there, by the codes of the answer
 */
export function conclude<C extends string>(
  present: ReadonlySet<C>,
  { denied, said, isWhole, isBareNo: isNothingButNo }: Findings<string>,
): Reading<(C | 'none')[]> {
  if (said.has('#none') && present.size > 0 && !said.has('#but')) return refuse('conflict');
  if (present.size > 0) return read([...present]);
  if (said.has('#all')) return refuse('ambiguous');
  if (said.has('#none') || denied.size > 0) return isWhole ? read(['none']) : refuse('not-understood');
  return isNothingButNo ? read(['none']) : refuse('not-understood');
}

function isBareNo(pieces: readonly Piece<string>[]): boolean {
  const codes = pieces.map(({ code }) => code);
  return (
    codes.includes('#no') && codes.every((code) => code === '#no' || code === '#aside' || code === '#yes')
  );
}

type Heard<C extends string> = Piece<C | ControlWord> & { postposed?: 'yes' | 'no' };

function isControl(code: string): code is ControlWord {
  return code.startsWith('#');
}

function nextScope(scope: Scope, code: ControlWord, before: string | undefined): Scope {
  if (code === '#no') return 'no';
  if (code === '#but') return 'open';
  if (code === '#yes') return before === '#no' ? scope : 'open';
  if (code === '#or') return scope === 'left' ? 'denied' : scope;
  return code === '#and' && scope === 'denied' ? 'left' : scope;
}

/**
 * "ho: có, sốt: không", "ho thì có, sốt thì không": the yes or no stands behind. Two such clauses, a colon or "thì" are
 * needed, for "sốt không" alone is a question.
 */
function joinPostposed<C extends string>(
  pieces: Piece<C | ControlWord>[],
  tokens: readonly Token[],
): Heard<C>[] {
  const verdicts = pieces.map((_, at) => verdictAt(pieces, at, tokens));
  const count = verdicts.filter((verdict) => verdict !== undefined).length;
  const sure = verdicts.some((verdict) => verdict?.sure === true);
  if (count === 0 || (!sure && count < 2)) return pieces;
  const taken = new Set(verdicts.flatMap((verdict) => verdict?.uses ?? []));
  return pieces.flatMap((piece, at) => {
    const verdict = verdicts[at];
    if (taken.has(at)) return [];
    return verdict === undefined ? [piece] : [{ ...piece, postposed: verdict.answer }];
  });
}

type Verdict = { answer: 'yes' | 'no'; sure: boolean; uses: number[] };

function verdictAt(pieces: Piece<string>[], at: number, tokens: readonly Token[]): Verdict | undefined {
  const piece = pieces[at];
  if (piece?.code === undefined || isControl(piece.code)) return undefined;
  const hasThen = pieces[at + 1]?.code === '#then';
  const mark = pieces[at + (hasThen ? 2 : 1)];
  const after = pieces[at + (hasThen ? 3 : 2)];
  if (mark?.code !== '#no' && mark?.code !== '#yes') return undefined;
  if (after !== undefined && !CLAUSE_END.test(tokens[after.from]?.gap ?? '')) return undefined;
  const sure = hasThen || /[:=-]/u.test(tokens[mark.from]?.gap ?? '');
  return { answer: mark.code === '#no' ? 'no' : 'yes', sure, uses: hasThen ? [at + 1, at + 2] : [at + 1] };
}

/** "có sốt không", "sốt chưa": something named, then a bare no at the very end. */
function endsAsQuestion(pieces: readonly Heard<string>[]): boolean {
  const last = pieces.at(-1);
  return (
    last?.code === '#no' &&
    last.length === 1 &&
    pieces.slice(0, -1).some(({ code }) => code === undefined || !isControl(code) || code === '#yes')
  );
}
