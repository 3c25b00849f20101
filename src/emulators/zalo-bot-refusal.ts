import { Refusal } from './refusal.ts';

/**
 * Failures of the Bot Platform. A bad token was seen to answer with HTTP 200; that all others do too is our choice.
 * Source: docs.zaloplatforms.com/docs/BOT/error_code
 */
const refusal = (error_code: number, description: string) =>
  new Refusal(error_code, description, { ok: false, description, error_code });

export const botRefusals = {
  badRequest: (why: string) => refusal(400, `Bad Request: ${why}`),
  unauthorized: () => refusal(401, 'Unauthorized'),
  notFound: () => refusal(404, 'Not Found'),
  timeout: () => refusal(408, 'Request timeout'),
  quota: () => refusal(429, 'Quota exceeded'),
};
