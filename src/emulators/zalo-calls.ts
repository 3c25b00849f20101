import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { breakCall, cutOff } from './break-call.ts';
import { rawBody, readJson } from './wire-params.ts';
import type { ZaloOa } from './zalo-account.ts';
import { refusals, zbsRefusals } from './zalo-refusal.ts';
import type { ZaloTokens } from './zalo-tokens.ts';

/** Whose limit a call counts against, and in whose words it is refused; ZBS is messages by phone. */
type Api = 'oa' | 'article' | 'zbs';

/** Makes a route of what a call does: all it returns becomes `data`. */
export type ZaloCalls = (
  api: Api,
  run: (request: FastifyRequest) => unknown,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface ZaloCallRules {
  callsPerMinute: number;
  /** The console's switch that makes every call prove that it knows the app's secret. */
  demandsProof: boolean;
}

/** What every call of the OA and ZBS APIs goes through before and after it is carried out. */
export function createZaloCalls(oa: ZaloOa, tokens: ZaloTokens, rules: ZaloCallRules): ZaloCalls {
  const counted = { oa: { minute: 0, calls: 0 }, article: { minute: 0, calls: 0 } };

  /** Source: docs.zaloplatforms.com/docs/OA/phu-luc/gioi-han-toc-do-api. ZBS is not counted. */
  function countCall(api: 'oa' | 'article', reply: FastifyReply): void {
    const limit = rules.callsPerMinute;
    const minute = Math.floor(oa.now() / 60_000);
    const calls = counted[api].minute === minute ? counted[api].calls + 1 : 1;
    counted[api] = { minute, calls };
    void reply.header('X-RateLimit-Limit', limit).header('X-RateLimit-Remain', Math.max(0, limit - calls));
    if (calls > limit) throw refusals.rateLimit();
  }

  function checkToken(api: Api, { access_token, appsecret_proof }: FastifyRequest['headers']): void {
    const token = typeof access_token === 'string' ? access_token : '';
    const state = tokens.check(token);
    const [badToken, badProof] =
      api === 'zbs' ? [zbsRefusals.badToken, zbsRefusals.badProof] : [refusals.badToken, refusals.badProof];
    if (oa.faults.strikes('bad_token') || state === 'invalid') throw badToken();
    if (oa.faults.strikes('expired_token') || state === 'expired')
      throw api === 'zbs' ? badToken() : refusals.expiredToken();
    const proof = createHmac('sha256', oa.keys.appSecret).update(token).digest('hex');
    if (rules.demandsProof && appsecret_proof !== proof) throw badProof();
  }

  return (api, run) => async (request, reply) => {
    if (api !== 'zbs') countCall(api, reply);
    const fate = await breakCall(oa.faults, reply);
    if (fate === 'over') return reply;
    // Our choice for ZBS, whose table has no number for too many calls.
    if (fate === 'throttle') throw refusals.rateLimit();
    checkToken(api, request.headers);
    const data = await run(request);
    return fate === 'lose_answer' ? cutOff(reply) : { data, error: 0, message: 'Success' };
  };
}

/** The JSON body of a call, or undefined. */
export const jsonBody = (request: FastifyRequest): unknown => readJson(rawBody(request).toString('utf8'));

/** The JSON in `data` of a GET call, or undefined. */
export const jsonQuery = (request: FastifyRequest): unknown =>
  readJson((request.query as { data?: string }).data ?? '');
