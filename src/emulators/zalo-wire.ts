/** The numbers and keys of one app and its Official Account. */
export interface ZaloKeys {
  appId: string;
  appSecret: string;
  oaId: string;
  /** Signs webhooks; another value than the app's secret. */
  oaSecretKey: string;
  /** The refresh token the console gave; good for one refresh. */
  refreshToken: string;
}

/** An event of docs.zaloplatforms.com/docs/OA/webhook: every id and the timestamp are strings. */
export type ZaloEvent = Record<string, unknown> & { event_name: string; timestamp: string };
