import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
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

type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>;

/**
 * The Bot API over telegraf's client; of telegraf nothing else is used.
 *
 * @param apiRoot another server that speaks the Bot API: a local one, or the emulator
 * @param timeoutMs how long a call may take; telegraf alone would wait 500 seconds
 */
export function telegramApi(
  token: string,
  apiRoot = 'https://api.telegram.org',
  timeoutMs = 10_000,
): TelegramApi {
  // telegraf resolves against the root, which without a slash at its end would lose its last folder.
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`;
  const telegram = new Telegram(token, { apiRoot: root, webhookReply: false });
  const raw: Call = (method, payload, options = {}) => {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? timeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
    // telegraf is typed for a polyfill; its HTTP client takes Node's own signal.
    return telegram.callApi(method, payload, { signal } as unknown as CallOptions);
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
