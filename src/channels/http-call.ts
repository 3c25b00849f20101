import type { Dispatcher } from 'undici';

export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * One request whose whole answer is wanted, as text. It goes to undici's dispatcher directly: `request` makes a stream, a
 * controller and a signal for each, which is felt where every message is answered by a call (docs/performance.md).
 *
 * @param timeoutMs how long all of it may take, waiting for a connection included
 * @throws DOMException named `TimeoutError`; the reason of `signal`; what undici says of a connection (`code`)
 */
export function httpCall(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<HttpAnswer> {
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
  let status = 0;
  const chunks: Buffer[] = [];
  if (signal?.aborted) onAbort();
  else {
    signal?.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(options, {
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
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  }
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}
