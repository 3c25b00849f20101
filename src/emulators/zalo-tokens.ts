import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { keepNewest } from './keep-newest.ts';
import type { ZaloKeys } from './zalo-wire.ts';

const HOUR = 3_600_000;
const LIFE = { access: 25 * HOUR, refresh: 90 * 24 * HOUR, code: HOUR / 6 };
type Kind = keyof typeof LIFE;

/** Our choice: consumed tokens beyond this many are forgotten, and then count as unknown. */
const MOST_CONSUMED = 10_000;

/**
 * Tokens that prove themselves by a MAC, so that a bot whose emulator was restarted keeps its grant.
 * Lives and single use: docs.zaloplatforms.com/docs/OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new
 */
export function createZaloTokens(keys: ZaloKeys, now: () => number) {
  const consumed = new Set<string>();
  const challenges = new Map<string, string>();
  /** Access tokens issued before this died at the last refresh. */
  let newest: string | null = null;

  const macOf = (text: string) => createHmac('sha256', keys.appSecret).update(text).digest('base64url');
  function issue(kind: Kind): string {
    const body = `${kind}.${now().toString(36)}.${randomBytes(12).toString('base64url')}`;
    return `${body}.${macOf(body)}`;
  }
  function ageOf(kind: Kind, token: string): number | null {
    const [kindOf, issued = '', nonce = '', mac = ''] = token.split('.');
    const expected = Buffer.from(macOf(`${kind}.${issued}.${nonce}`));
    const given = Buffer.from(mac);
    if (kindOf !== kind || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return now() - Number.parseInt(issued, 36);
  }
  function consume(token: string): void {
    consumed.add(token);
    keepNewest(consumed, MOST_CONSUMED);
  }

  return {
    grant() {
      newest = issue('access');
      return { access_token: newest, refresh_token: issue('refresh'), expires_in: '90000' };
    },
    /** `used` is what a single-use token is the second time. */
    spendRefresh(token: string): 'good' | 'used' | 'unknown' {
      if (consumed.has(token)) return 'used';
      const age = token === keys.refreshToken ? 0 : ageOf('refresh', token);
      if (age === null || age > LIFE.refresh) return 'unknown';
      consume(token);
      return 'good';
    },
    /** A code as the callback gets it after a person agreed; good once, for ten minutes. */
    issueCode(challenge: string): string {
      const code = issue('code');
      challenges.set(code, challenge);
      keepNewest(challenges, 100);
      return code;
    },
    /** PKCE: the verifier must hash to the challenge, where there was one. */
    spendCode(code: string, verifier: string): boolean {
      const challenge = challenges.get(code);
      const age = ageOf('code', code);
      challenges.delete(code);
      if (challenge === undefined || age === null || age > LIFE.code) return false;
      return challenge === '' || challenge === createHash('sha256').update(verifier).digest('base64url');
    },
    check(token: string): 'good' | 'expired' | 'invalid' {
      const age = ageOf('access', token);
      if (age === null) return 'invalid';
      // That an old access token dies at once when a new one is made is reported by one source only.
      if (age > LIFE.access || (newest !== null && token !== newest)) return 'expired';
      return 'good';
    },
  };
}

export type ZaloTokens = ReturnType<typeof createZaloTokens>;
