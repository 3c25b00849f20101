import type { Dispatcher } from 'undici';

export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * One request whose whole answer is wanted, as text. It goes to undici's dispatcher directly: `request` makes a stream, a
 * controller and a signal of every call, which together cost more than the call.
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
    end(() => {
      reject(why);
    });
  };
  const onAbort = (): void => {
    stop(signal?.reason instanceof Error ? signal.reason : new DOMException('stopped', 'AbortError'));
  };
  const timer = setTimeout(() => {
    stop(new DOMException('no answer in time', 'TimeoutError'));
  }, timeoutMs);
  const end = (settle: () => void): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    settle();
  };
  if (signal?.aborted) {
    onAbort();
    return promise;
  }
  signal?.addEventListener('abort', onAbort, { once: true });
  let status = 0;
  const chunks: Buffer[] = [];
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
      end(() => {
        resolve({ status, body: Buffer.concat(chunks).toString() });
      });
    },
    onResponseError(_controller, error) {
      end(() => {
        reject(error);
      });
    },
  });
  return promise;
}
