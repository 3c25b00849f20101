import type { FailedRefresh, ZaloGrant, ZaloGrantState, ZaloPair } from '../storage/zalo-grants.ts';
import { zaloGrantStates } from '../storage/zalo-grants.ts';

/** What came of asking Zalo for new tokens. */
export type RefreshAnswer =
  | {
      outcome: 'renewed';
      accessToken: string;
      /** Absent: the old one stays good. */
      refreshToken: string | undefined;
      expiresInSeconds: number | undefined;
    }
  | {
      /**
       * - `unreached`: Zalo never got the question, so nothing was spent
       * - `unsure`: no usable answer; the refresh token may be spent
       * - `refused`: the app, not the token, is refused
       * - `lost`: the refresh token is refused for good
       */
      outcome: 'unreached' | 'unsure' | 'refused' | 'lost';
      /** Family and code, such as `oauth -14014`. */
      trouble: string;
    };

export type FailedAnswer = Exclude<RefreshAnswer, { outcome: 'renewed' }>;

/** 25 hours, where Zalo does not say. Source: docs.zaloplatforms.com/docs/OA, OAuth v4. */
const USUAL_LIFE = 25 * 3_600;
/** First and longest wait before Zalo is asked again, in ms; it doubles from one failure to the next. */
const WAITS: Record<FailedAnswer['outcome'], [first: number, longest: number]> = {
  unreached: [2_000, 300_000],
  unsure: [5_000, 300_000],
  refused: [30_000, 600_000],
  // Asked again at all because an empty answer may be a proxy's.
  lost: [60_000, 3_600_000],
};

/** The pair to store. @param spent the refresh token it was got with */
export function pairOf(
  answer: Extract<RefreshAnswer, { outcome: 'renewed' }>,
  spent: string,
  now: number,
): ZaloPair {
  return {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken ?? spent,
    expiresAt: now + (answer.expiresInSeconds ?? USUAL_LIFE) * 1_000,
    refreshedAt: now,
  };
}

/**
 * What a failed refresh means for the grant.
 *
 * @param seed fingerprint of the token when it came from the settings: a good grant does not suffer from a bad one
 */
export function failedRefresh(
  grant: ZaloGrant,
  { outcome, trouble }: FailedAnswer,
  seed: string | null,
  now: number,
): FailedRefresh & { askAgainAt: number } {
  const [first, longest] = WAITS[outcome];
  const wait = Math.min(longest, first * 2 ** Math.min(grant.failures, 16)) * (0.75 + Math.random() / 2);
  const askAgainAt = now + Math.round(wait);
  const spentSeed = outcome === 'lost' ? seed : null;
  if (seed !== null && grant.refreshToken !== null) {
    const { state, retryAt } = grant;
    return { state, trouble: grant.trouble, retryAt, seed: spentSeed, askAgainAt };
  }
  return {
    state: turned(grant.state, outcome),
    trouble: outcome === 'lost' ? trouble + suspicion(grant) : trouble,
    retryAt: askAgainAt,
    seed: spentSeed,
    askAgainAt,
  };
}

/** A grant only gets worse by failing; better by new tokens. */
function turned(before: ZaloGrantState, outcome: FailedAnswer['outcome']): ZaloGrantState {
  if (outcome === 'unreached') return before;
  return zaloGrantStates.indexOf(outcome) > zaloGrantStates.indexOf(before) ? outcome : before;
}

/** How the token came to be spent, where that is known. */
function suspicion({ attempt, state }: ZaloGrant): string {
  if (attempt !== null) return ' (the refresh before was cut off)';
  return state === 'unsure' ? ' (the refresh before had no answer)' : '';
}
