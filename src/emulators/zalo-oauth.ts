import type { FastifyInstance } from 'fastify';
import { breakCall, cutOff } from './break-call.ts';
import type { ZaloOa } from './zalo-account.ts';
import type { ZaloTokens } from './zalo-tokens.ts';
import { wireParams } from './wire-params.ts';

/** Errors of the token endpoint are a family of their own, also with HTTP 200. */
const failure = (error: number, error_name: string): object => ({
  error,
  error_name,
  message: '',
  access_token: '',
  refresh_token: '',
});

/** The OAuth v4 endpoints of an OA. Source: docs.zaloplatforms.com/docs/OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new */
export function addZaloOauth(
  app: FastifyInstance,
  oa: ZaloOa,
  tokens: ZaloTokens,
  callbackUrl: string | undefined,
): void {
  app.get<{ Querystring: Record<string, string | undefined> }>('/v4/oa/permission', (request, reply) => {
    const { app_id, redirect_uri = '', code_challenge = '', state } = request.query;
    if (app_id !== oa.keys.appId) return failure(-14002, 'Invalid appId');
    const isWeb = /^https?:\/\//u.test(redirect_uri) && URL.canParse(redirect_uri);
    if (!isWeb || redirect_uri !== (callbackUrl ?? redirect_uri)) {
      return reply.redirect(`${app.prefix}/v4/permission/error?error_code=-14003`);
    }
    const back = new URL(redirect_uri);
    back.searchParams.set('code', tokens.issueCode(code_challenge));
    back.searchParams.set('oa_id', oa.keys.oaId);
    if (state !== undefined) back.searchParams.set('state', state);
    return reply.redirect(back.href);
  });

  app.get('/v4/permission/error', () => failure(-14003, 'Invalid redirect uri'));

  app.post('/v4/oa/access_token', async (request, reply) => {
    const fate = await breakCall(oa.faults, reply);
    if (fate === 'over') return reply;
    const answer = tokenAnswer(request.headers['secret_key'], wireParams(request) ?? {});
    if (fate === 'lose_answer') return cutOff(reply);
    // A refresh token used before is answered with 200 and nothing; one production report says so.
    return answer ?? reply.code(200).type('application/json').send('');
  });

  function tokenAnswer(secret: unknown, ask: Record<string, unknown>): object | null {
    if (ask['app_id'] !== oa.keys.appId) return failure(-14002, 'Invalid appId');
    if (secret !== oa.keys.appSecret) return failure(-14004, 'Invalid app secret');
    const { grant_type, refresh_token, code, code_verifier } = ask;
    if (grant_type === 'refresh_token') {
      const spent = oa.faults.strikes('consumed_refresh')
        ? 'used'
        : tokens.spendRefresh(String(refresh_token));
      if (spent === 'good') return tokens.grant();
      return spent === 'used' ? null : failure(-14014, 'Invalid refresh token.');
    }
    if (grant_type !== 'authorization_code') return failure(-14001, 'Invalid grant type');
    const good = tokens.spendCode(String(code), String(code_verifier));
    return good ? tokens.grant() : failure(-14012, 'Invalid code');
  }
}
