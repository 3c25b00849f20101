/**
 * A failure of the Bot Platform. A bad token was seen to answer with HTTP 200; that all others do too is our choice.
 * Source: docs.zaloplatforms.com/docs/BOT/error_code
 */
export class ZaloBotRefusal extends Error {
  override name = 'ZaloBotRefusal' as const;
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }

  body(): object {
    return { ok: false, description: this.message, error_code: this.code };
  }
}

export const botRefusals = {
  badRequest: (why: string) => new ZaloBotRefusal(400, `Bad Request: ${why}`),
  unauthorized: () => new ZaloBotRefusal(401, 'Unauthorized'),
  notFound: () => new ZaloBotRefusal(404, 'Not Found'),
  timeout: () => new ZaloBotRefusal(408, 'Request timeout'),
  quota: () => new ZaloBotRefusal(429, 'Quota exceeded'),
};
