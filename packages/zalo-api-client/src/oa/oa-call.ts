/** One call of the OA or ZBS API: token, proof, rate headers, envelope, and one renewal of a refused token. */
import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { checkCredential, checkRoot } from '../http/credentials.ts';
import { readEnvelope } from '../http/read-answer.ts';
import { sendRequest } from '../http/send-request.ts';
import type { HttpAnswer } from '../http/send-request.ts';

/** What Zalo says about the call rate of this minute. */
export interface RateReport {
  path: string;
  /** Calls allowed in a minute. */
  limit: number | undefined;
  /** Calls left in this minute. */
  remaining: number | undefined;
}

export interface OaClientOptions {
  /** Asked before every call, so that a refreshed token is used at once. */
  accessToken: () => Promise<string> | string;
  /**
   * Called once when a call is refused because of its token (-216, -220; -124 by phone), with that token. What it
   * returns is used for one more try. Without it the error is thrown, action `refresh`.
   */
  renewAccessToken?: (refused: string) => Promise<string> | string;
  /** Default https://openapi.zalo.me */
  openapiRoot?: string;
  /** Default https://business.openapi.zalo.me */
  businessRoot?: string;
  /** Set it when the console demands appsecret_proof. */
  appSecret?: string;
  /** Per call; default 10,000. */
  timeoutMs?: number;
  /** Per upload; default 60,000. */
  uploadTimeoutMs?: number;
  /** Told the X-RateLimit headers of every answer that has them. */
  onRate?: (rate: RateReport) => void;
  fetch?: typeof globalThis.fetch;
}

export interface OaRequest<T> {
  /** Which host and error table; default `oa`. */
  api?: 'oa' | 'zbs';
  path: string;
  query?: Record<string, string>;
  /** A JSON body; with `form` and without either the method is POST, POST and GET. */
  json?: unknown;
  form?: FormData;
  /** Schema of the envelope's `data`. */
  answer: z.ZodType<T>;
}

export type OaCall = <T>(request: OaRequest<T>) => Promise<T>;

/** Binds the options to a function that makes one call. */
export function createOaCall(options: OaClientOptions): OaCall {
  const roots = {
    oa: checkRoot(options.openapiRoot ?? 'https://openapi.zalo.me', 'openapiRoot'),
    zbs: checkRoot(options.businessRoot ?? 'https://business.openapi.zalo.me', 'businessRoot'),
  };

  const attempt = async <T>(request: OaRequest<T>, token: string): Promise<T> => {
    const { api = 'oa', path, query, json, form } = request;
    const headers: Record<string, string> = {
      access_token: checkCredential(token, 'the access token', { family: api, path }),
    };
    if (options.appSecret !== undefined) {
      headers['appsecret_proof'] = appsecretProof(token, options.appSecret);
    }
    if (json !== undefined) headers['content-type'] = 'application/json';
    const body = json === undefined ? form : JSON.stringify(json);
    const answer = await sendRequest({
      path,
      url: `${roots[api]}${path}${query === undefined ? '' : `?${new URLSearchParams(query).toString()}`}`,
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
      timeoutMs: form === undefined ? (options.timeoutMs ?? 10_000) : (options.uploadTimeoutMs ?? 60_000),
      fetch: options.fetch,
    });
    reportRate(answer, options.onRate);
    return readEnvelope(api, answer, request.answer);
  };

  return async (request) => {
    const token = await options.accessToken();
    try {
      return await attempt(request, token);
    } catch (error) {
      const refused = error instanceof ZaloApiError && error.action === 'refresh';
      if (!refused || options.renewAccessToken === undefined) throw error;
      return attempt(request, await options.renewAccessToken(token));
    }
  };
}

/**
 * Lower-case hex HMAC-SHA256 of the access token under the App Secret.
 * Source: the official Java and PHP SDKs.
 */
export function appsecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

function reportRate({ headers, path }: HttpAnswer, onRate: OaClientOptions['onRate']): void {
  const limit = headers.get('x-ratelimit-limit');
  const remaining = headers.get('x-ratelimit-remain');
  if (onRate === undefined || (limit === null && remaining === null)) return;
  try {
    onRate({ path, limit: count(limit), remaining: count(remaining) });
  } catch {
    // A fault in the caller's gauge must not make a delivered message look like a failed one.
  }
}

function count(header: string | null): number | undefined {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
