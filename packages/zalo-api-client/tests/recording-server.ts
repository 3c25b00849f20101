/** A real HTTP server that answers what a test tells it to and remembers every request to the byte. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface RecordedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export type Answer =
  | string
  | { status?: number; headers?: Record<string, string>; body: string }
  | ((request: RecordedRequest, response: ServerResponse) => void);

export interface RecordingServer {
  root: string;
  requests: RecordedRequest[];
  /** The answers of the next calls, in order; the last one repeats. */
  answer(...answers: Answer[]): void;
  /** The only request since the last `answer`. */
  only(): RecordedRequest;
}

/** For the test file that calls this at its top: closed when its tests are done. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  let answers: Answer[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      };
      requests.push(request);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {
        status: 500,
        body: 'no answer set',
      };
      if (typeof answer === 'function') {
        answer(request, response);
        return;
      }
      const { status = 200, headers = {}, body } = typeof answer === 'string' ? { body: answer } : answer;
      response.writeHead(status, { 'content-type': 'text/json;charset=utf-8', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    requests,
    answer(...next) {
      requests.length = 0;
      answers = next;
    },
    only() {
      const [request, second] = requests;
      if (request === undefined || second !== undefined)
        throw new Error(`${requests.length} requests were made`);
      return request;
    },
  };
}

/** The body as JSON. */
export function jsonOf(request: RecordedRequest): unknown {
  return JSON.parse(request.body.toString('utf8'));
}

/** The ZaloApiError (or other error) a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}
