/** One HTTP exchange: time-out, network failures, body as text. Knows no API. */
import { ZaloApiError } from '../errors/zalo-api-error.ts';

export interface HttpRequest {
  /** For error messages: no host, query or token. */
  path: string;
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | URLSearchParams | FormData;
  timeoutMs: number;
  /** The caller's own way out; its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  fetch?: typeof globalThis.fetch | undefined;
}

export interface HttpAnswer {
  path: string;
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends the request and reads the whole answer, whatever its status.
 * @throws ZaloApiError family `http`, code `timeout` or `network`, with the cause
 */
export async function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  const { path, url, method, headers, timeoutMs, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const fetch = request.fetch ?? globalThis.fetch;
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: request.body ?? null,
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      // Following a redirect would carry the access_token header to wherever it points.
      redirect: 'manual',
    });
    return { path, status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (timeout.aborted) {
      const meaning = `no answer within ${timeoutMs} ms`;
      throw new ZaloApiError(
        { family: 'http', code: 'timeout', meaning, action: 'retry', path, outcomeUnknown: true },
        error,
      );
    }
    const reason = errorCode(error);
    throw new ZaloApiError(
      {
        family: 'http',
        code: 'network',
        meaning: `network failure${reason === undefined ? '' : ` ${reason}`}`,
        action: 'retry',
        path,
        outcomeUnknown: reason === undefined || !neverLeft.has(reason),
      },
      error,
    );
  }
}

/** Failures before a byte of the request could reach the platform. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The system's code, which fetch hides one or two causes deep. */
function errorCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z_]+$/.test(current.code)) {
      return current.code;
    }
    current = current.cause;
  }
  return undefined;
}
