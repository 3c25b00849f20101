import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** What the server does with one request: a JSON answer, raw text, a cut connection, or no answer at all. */
export type Reaction = { status?: number; json?: unknown; text?: string } | 'reset' | 'silent';

export interface RecordingServer {
  root: string;
  requests: Recorded[];
  /** Reactions in order; when they are used up, `otherwise` decides. */
  script: Reaction[];
  reset(): void;
  close(): Promise<void>;
}

/** A platform that records what it is sent and answers as it is told. */
export async function recordingServer(otherwise: (request: Recorded) => Reaction): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const script: Reaction[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const recorded: Recorded = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      };
      requests.push(recorded);
      react(script.shift() ?? otherwise(recorded), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    requests,
    script,
    reset: () => {
      requests.length = 0;
      script.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function react(reaction: Reaction, response: ServerResponse): void {
  if (reaction === 'silent') return;
  if (reaction === 'reset') {
    response.destroy();
    return;
  }
  response.writeHead(reaction.status ?? 200, { 'content-type': 'application/json' });
  response.end(reaction.text ?? JSON.stringify(reaction.json));
}
