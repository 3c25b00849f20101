/** The one error of this package, and the words it classifies failures with. */

/** Which table a code belongs to: the same number means different things in different families. */
export type ZaloErrorFamily = 'oa' | 'zbs' | 'oauth' | 'bot' | 'http';

/**
 * What to do about a failure.
 * - `retry`: the same request again, soon, a few times
 * - `later`: the same request when a quota or a time of day allows it
 * - `poll`: not ready yet, ask again
 * - `refresh`: get a new access token, then the same request once
 * - `reconsent`: an administrator of the account must authorise the app again
 * - `template`: this user can now be reached by an approved template only
 * - `stop_contact`: this user cannot or does not want to be written to
 * - `reupload`: the attachment is gone or used up, upload it again
 * - `human`: somebody must act in Zalo's console or pay
 * - `config`: a setting on our side is wrong
 * - `bug`: the request itself is wrong, or the answer is not what this version understands
 */
export type ZaloErrorAction =
  | 'retry'
  | 'later'
  | 'poll'
  | 'refresh'
  | 'reconsent'
  | 'template'
  | 'stop_contact'
  | 'reupload'
  | 'human'
  | 'config'
  | 'bug';

/** Failures that have no number of Zalo's. */
export type ZaloFailureWord =
  'timeout' | 'network' | 'http_status' | 'empty_body' | 'not_json' | 'unexpected_answer' | 'bad_credential';

export interface ZaloFailure {
  family: ZaloErrorFamily;
  code: number | ZaloFailureWord;
  /** Short English of our own; never the platform's text, which may repeat what was sent. */
  meaning: string;
  action: ZaloErrorAction;
  /** Path of the API called, without host, query or token. */
  path: string;
  httpStatus?: number;
  /** The request may have been carried out although no usable answer came. */
  outcomeUnknown?: boolean;
}

/**
 * A call that failed. Holds no token, secret, text, phone number or body, so it may be logged whole;
 * `cause` is set for network failures only.
 */
export class ZaloApiError extends Error {
  override readonly name = 'ZaloApiError';
  readonly family: ZaloErrorFamily;
  readonly code: number | ZaloFailureWord;
  readonly meaning: string;
  readonly action: ZaloErrorAction;
  /** True when the same request can succeed without a person and without being changed. */
  readonly retryable: boolean;
  readonly path: string;
  readonly httpStatus: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(failure: ZaloFailure, cause?: unknown) {
    const status = failure.httpStatus === undefined ? '' : `, HTTP ${failure.httpStatus}`;
    super(
      `Zalo ${failure.family} ${failure.code} at ${failure.path}${status}: ${failure.meaning} (${failure.action})`,
      cause === undefined ? undefined : { cause },
    );
    this.family = failure.family;
    this.code = failure.code;
    this.meaning = failure.meaning;
    this.action = failure.action;
    this.retryable = retryableActions.has(failure.action);
    this.path = failure.path;
    this.httpStatus = failure.httpStatus;
    this.outcomeUnknown = failure.outcomeUnknown ?? false;
  }
}

const retryableActions: ReadonlySet<ZaloErrorAction> = new Set(['retry', 'later', 'poll', 'refresh']);
