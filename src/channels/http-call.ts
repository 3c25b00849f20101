import pLimit from 'p-limit';
import { Pool, type Dispatcher } from 'undici';

export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * One request whose whole answer is wanted, as text.
 *
 * @throws DOMException named `TimeoutError`; the reason of `signal`; what undici says of a connection (`code`)
 */
export type HttpCall = (
  options: Dispatcher.DispatchOptions,
  limits: {
    /** How long all of it may take, waiting for a connection included. */
    timeoutMs: number;
    signal?: AbortSignal | undefined;
  },
) => Promise<HttpAnswer>;

/**
 * Calls of one origin over kept connections. They go to undici's dispatcher directly: `request` makes a stream, a
 * controller and a signal for each, which is felt where every message is answered by a call (docs/performance.md).
 *
 * @param connections open at most; calls that find none free wait in line
 * @param connectMs how long opening one may take; less than calls may, so that none waits for one that nobody wants any more
 */
export function httpCalls(
  origin: string,
  { connections, connectMs }: { connections: number; connectMs: number },
): HttpCall {
  const pool = new Pool(origin, { connections, connectTimeout: connectMs });
  // What waits inside undici cannot be taken back: after an outage thousands that were given up would go first.
  const inLine = pLimit(connections);

  return (options, { timeoutMs, signal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    let running: Dispatcher.DispatchController | undefined;
    let stopped: Error | undefined;
    const stop = (why: Error): void => {
      stopped = why;
      running?.abort(why);
      reject(why);
    };
    const onAbort = (): void => {
      stop(signal?.reason instanceof Error ? signal.reason : new DOMException('stopped', 'AbortError'));
    };
    const timer = setTimeout(() => {
      stop(new DOMException('no answer in time', 'TimeoutError'));
    }, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();

    let status = 0;
    const chunks: Buffer[] = [];
    inLine(async () => {
      if (stopped !== undefined) return;
      const done = Promise.withResolvers<undefined>();
      pool.dispatch(options, {
        onRequestStart(controller) {
          running = controller;
          if (stopped !== undefined) controller.abort(stopped);
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          resolve({ status, body: Buffer.concat(chunks).toString() });
          done.resolve(undefined);
        },
        onResponseError(_controller, error) {
          reject(error);
          done.resolve(undefined);
        },
      });
      // Not merely given up: undici is rid of it.
      await done.promise;
    }).catch(reject);
    return promise.finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
  };
}
