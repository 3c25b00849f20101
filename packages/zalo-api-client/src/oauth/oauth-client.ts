/** OAuth v4 for Official Accounts: the consent link, the code exchange, the refresh. Stores nothing. */
import { z } from 'zod';
import { describeError } from '../errors/describe-error.ts';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { checkCredential, checkRoot } from '../http/credentials.ts';
import { badStatus, readJsonBody } from '../http/read-answer.ts';
import { sendRequest } from '../http/send-request.ts';
import type { HttpAnswer } from '../http/send-request.ts';
import { lenient, wireInteger } from '../http/wire.ts';

export interface OauthClientOptions {
  appId: string;
  /** The App Secret of the app's settings page; not the OA Secret Key of webhooks. */
  appSecret: string;
  /** Default https://oauth.zaloapp.com */
  oauthRoot?: string;
  /** Default 10,000. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}

export interface OauthTokens {
  /** Lives 25 hours. */
  accessToken: string;
  /** Lives 3 months, works once: store it before anything else. Absent (undocumented): keep the old one. */
  refreshToken: string | undefined;
  /** Absent when the platform sent none that can be read; the tokens are good all the same. */
  expiresInSeconds: number | undefined;
}

export interface OauthClient {
  /** The page where an administrator of the account consents; the browser returns with `code`, `oa_id`, `state`. */
  authoriseUrl(request: { redirectUri: string; state?: string; codeChallenge?: string }): string;
  /** Exchanges a code (single use, 10 minutes). `codeVerifier` when the link carried a challenge. */
  exchangeCode(request: { code: string; codeVerifier?: string }): Promise<OauthTokens>;
  /**
   * Exchanges the refresh token for a new pair. The old one is spent the moment Zalo reads it, so only one process may
   * do this at a time. After an error with `outcomeUnknown` the old token may or may not still work.
   */
  refresh(refreshToken: string): Promise<OauthTokens>;
}

/**
 * Source: docs.zaloplatforms.com/docs/OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new. Not documented there, taken
 * from production reports: -14014 for an unknown refresh token, an empty HTTP 200 for one already used. Both throw
 * family `oauth`, action `reconsent`. Error pages and time-outs throw family `http`, retryable, `outcomeUnknown`.
 */
export function createOauthClient(options: OauthClientOptions): OauthClient {
  const root = checkRoot(options.oauthRoot ?? 'https://oauth.zaloapp.com', 'oauthRoot');
  const { appId, timeoutMs = 10_000 } = options;

  const askForTokens = async (form: Record<string, string>): Promise<OauthTokens> => {
    const path = '/v4/oa/access_token';
    const secret = checkCredential(options.appSecret, 'the app secret', { family: 'oauth', path });
    const answer = await sendRequest({
      path,
      url: root + path,
      method: 'POST',
      headers: { secret_key: secret },
      body: new URLSearchParams({ ...form, app_id: appId }),
      timeoutMs,
      fetch: options.fetch,
    });
    return readTokens(answer);
  };

  return {
    authoriseUrl({ redirectUri, state, codeChallenge }) {
      const query = new URLSearchParams({ app_id: appId, redirect_uri: redirectUri });
      if (codeChallenge !== undefined) query.set('code_challenge', codeChallenge);
      if (state !== undefined) query.set('state', state);
      return `${root}/v4/oa/permission?${query.toString()}`;
    },
    exchangeCode: ({ code, codeVerifier }) =>
      askForTokens({
        grant_type: 'authorization_code',
        code,
        ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
      }),
    refresh: (refreshToken) => askForTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

function readTokens(answer: HttpAnswer): OauthTokens {
  const failed = { family: 'oauth', path: answer.path, httpStatus: answer.status } as const;
  if (answer.text.trim() === '' && badStatus(answer) === undefined) {
    const meaning = 'empty answer: the code or refresh token was already used';
    throw new ZaloApiError({ ...failed, code: 'empty_body', meaning, action: 'reconsent' });
  }
  const body = tokenAnswer.safeParse(readJsonBody(answer));
  const tokens = body.success ? body.data : {};
  const refused = badStatus(answer);
  if (refused?.retryable === true) throw refused;
  if (tokens.error !== undefined && tokens.error !== 0) {
    throw new ZaloApiError({ ...failed, code: tokens.error, ...describeError('oauth', tokens.error) });
  }
  if (refused !== undefined) throw refused;
  if (!tokens.access_token) {
    const meaning = 'the answer holds no access token';
    throw new ZaloApiError({ ...failed, code: 'unexpected_answer', meaning, action: 'reconsent' });
  }
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token === '' ? undefined : tokens.refresh_token,
    expiresInSeconds: tokens.expires_in,
  };
}

/** Lenient to the last field: a pair of single-use tokens must not be lost over a surprise in `expires_in`. */
const tokenAnswer = z.object({
  error: lenient(wireInteger),
  access_token: lenient(z.string()),
  refresh_token: lenient(z.string()),
  expires_in: lenient(wireInteger),
});
