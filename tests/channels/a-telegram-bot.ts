/** The bot of these tests. */
export const token = '7001:AAE-telegram-token-that-is-secret';
export const secret = 'webhook_secret-42';

/** What Telegram answers to a call it refuses. */
export const refusal = (error_code: number, description: string, parameters?: object) => ({
  status: error_code,
  json: { ok: false, error_code, description, ...(parameters === undefined ? {} : { parameters }) },
});
