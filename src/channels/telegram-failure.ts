import { TelegramError } from 'telegraf';
import { z } from 'zod';
import { SendError } from './send-error.ts';

/**
 * What a failed call of the Bot API means for the sender. The raw error is not passed on, not even as `cause`: it
 * holds the address with the token in it, and the text that was sent. Sources: core.telegram.org/bots/api#making-requests,
 * core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
 */
export function telegramFailure(method: string, error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (!(error instanceof TelegramError)) {
    const why = reach(error);
    const maybeSent = !neverLeft.has(why);
    return new SendError('unavailable', `telegram ${method}: ${why}`, { maybeSent });
  }
  const { success, data } = answer.safeParse(error.response);
  if (!success) {
    return new SendError('unavailable', `telegram ${method}: an answer that is none`, { maybeSent: true });
  }
  const { error_code: code, description } = data;
  const message = `telegram ${method}: ${code}${named(description)}`;
  if (code === 429)
    return new SendError('throttled', message, { retryAfter: data.parameters?.retry_after ?? 1 });
  // A gateway that waited in vain does not know either.
  if (code >= 500) return new SendError('unavailable', message, { maybeSent: code === 504 });
  if (code === 403 || (code === 400 && gone.test(description))) return new SendError('stopped', message);
  if (code === 401 || code === 404 || code === 409) return new SendError('misconfigured', message);
  return new SendError('refused', message);
}

/** The id a chat has moved to, when that is why the call failed. Source: core.telegram.org/bots/api#responseparameters. */
export function movedTo(error: unknown): number | undefined {
  if (!(error instanceof TelegramError)) return undefined;
  return answer.safeParse(error.response).data?.parameters?.migrate_to_chat_id;
}

/** True when a press is answered too late or twice: nothing is left to be done about it. */
export function isStaleReceipt(error: unknown): boolean {
  return (
    error instanceof TelegramError &&
    error.code === 400 &&
    /query is too old|query id is invalid/i.test(error.description)
  );
}

const answer = z.object({
  error_code: z.number(),
  description: z.string().catch(''),
  parameters: z
    .object({
      retry_after: z.number().nonnegative().optional().catch(undefined),
      migrate_to_chat_id: z.int().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const gone = /chat not found|user not found|user is deactivated|peer_id_invalid|bot was (?:blocked|kicked)/i;

/** Descriptions can quote what was sent; only phrases known to hold nothing of it are passed on. */
const known =
  /chat not found|user is deactivated|bot was blocked by the user|bot can't initiate conversation|message text is empty|message is too long|terminated by other getUpdates request|can't use getUpdates method while webhook is active|wrong file identifier\/HTTP URL specified|failed to get HTTP URL content|bad webhook: [A-Za-z ]{1,60}|\b[A-Z]{3,}(?:_[A-Z]+)+\b/;

const named = (description: string): string => {
  const phrase = known.exec(description)?.[0];
  return phrase === undefined ? '' : ` ${phrase}`;
};

/** Failures before anything of the request could reach the platform. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A word for why the platform was not reached: the system's code, such as ECONNRESET. */
function reach(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timed out';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'unreachable';
}
