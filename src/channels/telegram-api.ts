import { STATUS_CODES } from 'node:http';
import { TelegramError } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import { httpCalls } from './http-call.ts';
import { telegramFailure } from './telegram-failure.ts';

/** Calls of the Bot API that end in time. */
export interface TelegramApi {
  /** Rejects with what telegraf throws: for callers that look into the answer. */
  raw: Call;
  /** Rejects with a SendError. */
  call: Call;
}

type Call = <M extends keyof Methods>(
  method: M,
  payload: Opts<M>,
  options?: { signal?: AbortSignal; timeoutMs?: number },
) => Promise<ReturnType<Methods[M]>>;

/** Connections kept open to Telegram by one process. */
const CONNECTIONS = 100;

/**
 * The Bot API in telegraf's types and errors. The calls themselves go over undici and its kept connections.
 *
 * @param apiRoot another server that speaks the Bot API: a local one, or the emulator
 * @param timeoutMs how long a call may take
 */
export function telegramApi(
  token: string,
  apiRoot = 'https://api.telegram.org',
  timeoutMs = 10_000,
): TelegramApi {
  const { origin, pathname } = new URL(apiRoot);
  const httpCall = httpCalls(origin, { connections: CONNECTIONS, connectMs: timeoutMs / 2 });
  const folder = `${pathname.replace(/\/$/, '')}/bot${token}/`;
  const headers = { 'content-type': 'application/json' };

  const raw: Call = async (method, payload, options = {}) => {
    const { status, body } = await httpCall(
      { method: 'POST', path: folder + method, headers, body: JSON.stringify(payload) },
      { timeoutMs, ...options },
    );
    return readAnswer(status, body, { method, payload }) as Result<typeof method>;
  };
  const call: Call = async (method, payload, options) => {
    try {
      return await raw(method, payload, options);
    } catch (error) {
      throw telegramFailure(method, error);
    }
  };
  return { raw, call };
}

type Result<M extends keyof Methods> = ReturnType<Methods[M]>;

/** @throws TelegramError when the answer is a refusal; SyntaxError when it is none */
function readAnswer(status: number, text: string, on: { method: string; payload: object }): unknown {
  if (status >= 500) {
    throw new TelegramError({ error_code: status, description: STATUS_CODES[status] ?? '' }, on);
  }
  const answer = JSON.parse(text) as { ok: true; result: unknown } | ({ ok: false } & Refusal) | null;
  if (answer === null) throw new SyntaxError('no answer of the Bot API');
  if (answer.ok) return answer.result;
  throw new TelegramError(answer, on);
}

type Refusal = ConstructorParameters<typeof TelegramError>[0];
