/** Why a send failed, and whether trying again can help. The message never holds text, names, numbers or tokens. */
export class SendError extends Error {
  override name = 'SendError' as const;
  /** `throttled`, `unavailable`, `stopped`, `window-closed`, `refused`, `misconfigured` */
  readonly code: SendFailure;
  /** True when the same send may pass later. */
  readonly retryable: boolean;
  /** Seconds the platform asked to wait, where it said so. */
  readonly retryAfter: number | undefined;
  /** The platform may have taken it all the same: no answer came, or none that says. */
  readonly maybeSent: boolean;
  /** The platform refused for this person alone: to others one may go on writing. */
  readonly onePerson: boolean;

  constructor(code: SendFailure, message: string, options: SendErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = code === 'throttled' || code === 'unavailable';
    this.retryAfter = options.retryAfter;
    this.maybeSent = options.maybeSent ?? false;
    this.onePerson = options.onePerson ?? false;
  }
}

interface SendErrorOptions {
  retryAfter?: number;
  maybeSent?: boolean;
  onePerson?: boolean;
  cause?: unknown;
}

export type SendFailure =
  /** Rate limit: wait and try again. */
  | 'throttled'
  /** Network, time-out or 5xx: try again. */
  | 'unavailable'
  /** The person blocked the bot or unfollowed: stop writing to them. */
  | 'stopped'
  /** The person wrote too long ago: nothing is taken until they write again. */
  | 'window-closed'
  /** The platform will never take this message. */
  | 'refused'
  /** Token, permission or package: a human must mend it. */
  | 'misconfigured';
