/** A failure of the OA API: HTTP 200 with `error` other than 0. Source: docs.zaloplatforms.com/docs/OA/phu-luc/ma-loi */
export class ZaloRefusal extends Error {
  override name = 'ZaloRefusal' as const;
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }

  body(): object {
    return { error: this.code, message: this.message };
  }
}

/** The refusals we give, in the platform's own words (typos are theirs). */
export const refusals = {
  rateLimit: () => new ZaloRefusal(-32, 'Your application reached limit call api'),
  invalid: (field: string) => new ZaloRefusal(-201, `${field} is invalid!`),
  tooMuch: () => new ZaloRefusal(-210, 'Parameter exceeds allowable limit'),
  notFollowing: () => new ZaloRefusal(-213, 'User has not followed OA'),
  badToken: () => new ZaloRefusal(-216, 'Access token is invalid'),
  expiredToken: () => new ZaloRefusal(-220, 'access_token is expired or removed'),
  windowClosed: () => new ZaloRefusal(-230, 'User has not interacted with the OA in the past 7 days'),
  unsupported: () => new ZaloRefusal(-233, 'message type is invalid or not support'),
  oldApi: () => new ZaloRefusal(-240, 'MessageV2 API has been shut down, please switch to MessageV3'),
};
