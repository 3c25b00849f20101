import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  raw: Buffer;
  json: Record<string, unknown>;
}

export interface ListeningBot {
  url: string;
  heard: Heard[];
  /** What the next requests are answered; 200 without a body when empty. */
  answers: { status: number; body?: object; delayMs?: number }[];
  /** The first `count` requests, once they have come. */
  hears(count: number, timeoutMs?: number): Promise<Heard[]>;
  close(): Promise<void>;
}

/** The other end of a webhook: writes down what it hears and answers as told. */
export async function startListeningBot(): Promise<ListeningBot> {
  const heard: Heard[] = [];
  const answers: ListeningBot['answers'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const json = JSON.parse(raw.toString('utf8') || '{}') as Record<string, unknown>;
      heard.push({ headers: request.headers, raw, json });
      const answer = answers.shift() ?? { status: 200 };
      setTimeout(() => {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
      }, answer.delayMs ?? 0);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    heard,
    answers,
    async hears(count, timeoutMs = 10_000) {
      const end = Date.now() + timeoutMs;
      while (heard.length < count) {
        if (Date.now() > end) throw new Error(`Heard ${heard.length} of ${count} requests`);
        await new Promise((go) => setTimeout(go, 5));
      }
      return heard.slice(0, count);
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => {
          closed();
        });
      }),
  };
}
