import { ZaloApiError, type ZaloErrorAction } from 'zalo-api-client';
import { SendError, type SendFailure } from './send-error.ts';

/**
 * What a failed call of Zalo's APIs means for the sender. The raw error is not passed on: the cause of a network
 * failure may hold the address, which for bots has the token in it.
 */
export function zaloFailure(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof RangeError) return new SendError('refused', 'zalo: an argument over its limit');
  // Not from the client: the token could not be fetched, most likely because the database is away.
  if (!(error instanceof ZaloApiError)) return new SendError('unavailable', 'zalo: no token, or no answer');
  const { family, code, action, path } = error;
  const failure = failures[action];
  // An error page says that it failed, unless it is of a gateway or server that waited in vain.
  const answered = code === 'http_status' && error.httpStatus !== 504 && error.httpStatus !== 408;
  const options = {
    ...(failure === 'throttled' && { retryAfter: waitFor(code) }),
    maybeSent: (error.outcomeUnknown && !answered) || (family === 'bot' && code === 408),
    // Quotas of templates are not those of the account's other messages.
    onePerson: family === 'zbs' || (family === 'oa' && code === -218),
  };
  return new SendError(failure, `zalo ${family} ${code} at ${path} (${action})`, options);
}

/** Waits for a call of Zalo's APIs. @throws SendError what its failure means */
export async function orFailure<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw zaloFailure(error);
  }
}

const failures: Record<ZaloErrorAction, SendFailure> = {
  retry: 'unavailable',
  poll: 'unavailable',
  // The client has renewed the token once already; the next one may be good.
  refresh: 'unavailable',
  later: 'throttled',
  stop_contact: 'stopped',
  // The contact is not gone, but this message is.
  template: 'window-closed',
  reupload: 'refused',
  bug: 'refused',
  reconsent: 'misconfigured',
  human: 'misconfigured',
  config: 'misconfigured',
};

/** Seconds. Zalo never says how long: call rates are counted by the minute, quotas by the day. */
const waitFor = (code: number | string): number => (code === -32 || code === 429 ? 60 : 3600);
