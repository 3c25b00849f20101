import { Refusal } from './refusal.ts';

/** An answer of the Bot API that is no success. Source: core.telegram.org/bots/api#making-requests */
export function telegramRefusal(
  error_code: number,
  description: string,
  parameters?: { retry_after?: number; migrate_to_chat_id?: number },
): Refusal {
  const more = parameters === undefined ? {} : { parameters };
  return new Refusal(error_code, description, { ok: false, error_code, description, ...more });
}

export const badRequest = (why: string): Refusal => telegramRefusal(400, `Bad Request: ${why}`);
