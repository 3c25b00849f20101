/** One call of the Bot Platform: `{ok, result | error_code}`, where even a refused token answers with HTTP 200. */
import { z } from 'zod';
import { describeError, errorTables } from '../errors/describe-error.ts';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { checkRoot } from '../http/credentials.ts';
import { badStatus, checkData, readJsonBody, unexpectedAnswer } from '../http/read-answer.ts';
import { sendRequest } from '../http/send-request.ts';
import type { HttpAnswer } from '../http/send-request.ts';
import { describeIssues, lenient, wireInteger } from '../http/wire.ts';

export interface BotClientOptions {
  /** `<id>:<secret>` from Zalo Bot Creator. It stands in the URL of every call: keep request logs off. */
  token: string;
  /** Default https://bot-api.zaloplatforms.com */
  apiRoot?: string;
  /** Per call, beyond the time getUpdates waits; default 10,000. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}

export interface BotRequest<T> {
  method: string;
  json?: unknown;
  answer: z.ZodType<T>;
  signal?: AbortSignal | undefined;
  extraMs?: number;
}

export type BotCall = <T>(request: BotRequest<T>) => Promise<T>;

export function createBotCall(options: BotClientOptions): BotCall {
  const root = checkRoot(options.apiRoot ?? 'https://bot-api.zaloplatforms.com', 'apiRoot');
  return async ({ method, json, answer, signal, extraMs = 0 }) => {
    const path = `/${method}`;
    const http = await sendRequest({
      path,
      url: `${root}/bot${checkToken(options.token, path)}${path}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json ?? {}),
      timeoutMs: (options.timeoutMs ?? 10_000) + extraMs,
      signal,
      fetch: options.fetch,
    });
    return checkData(http, answer, readResult(http), 'result');
  };
}

/** The token goes into a path, so nothing in it may end or leave its segment. */
function checkToken(token: string, path: string): string {
  if (/^[!-~]+$/.test(token) && !/[/?#%\\]/.test(token)) return token;
  const meaning = 'the bot token is empty or holds characters no token has';
  throw new ZaloApiError({ family: 'bot', code: 'bad_credential', meaning, action: 'config', path });
}

function readResult(answer: HttpAnswer): unknown {
  const refused = badStatus(answer);
  const envelope = envelopeSchema.safeParse(readJsonBody(answer));
  if (!envelope.success) {
    throw refused ?? unexpectedAnswer(answer, describeIssues(envelope.error, 'body'));
  }
  const { ok, result, error_code: code } = envelope.data;
  if (ok && refused === undefined) return result;
  if (refused !== undefined && (code === undefined || errorTables.bot[code] === undefined)) throw refused;
  throw new ZaloApiError({
    family: 'bot',
    code: code ?? 'unexpected_answer',
    ...(code === undefined
      ? { meaning: 'refused without an error code', action: 'human' }
      : describeError('bot', code)),
    path: answer.path,
    httpStatus: answer.status,
  });
}

const envelopeSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: lenient(wireInteger),
});
