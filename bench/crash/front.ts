import { Agent, createServer, request, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Front {
  root: string;
  /** Requests of platforms, and how many of them were made once more. */
  requests(): number;
  redelivered(): number;
  /** Resolves when every redelivery has been made. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

interface Call {
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * What stands between platforms and webhook servers: gives each request to another server than the one before, and to
 * the next when nobody listens. Delivers some of them again, as platforms do that did not hear the answer.
 *
 * @param again asked for each request: after how many ms each it is to be delivered again
 */
export async function startFront(
  ports: () => readonly number[],
  again: () => readonly number[],
): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const redeliveries = new Set<Promise<void>>();
  let requests = 0;
  let redelivered = 0;
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      requests++;
      const call = { url: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(chunks) };
      void pass(call, outgoing);
      for (const delay of again()) {
        const delivery = sleep(delay).then(() => pass(call, null));
        redeliveries.add(delivery);
        void delivery.then(() => {
          redelivered++;
          redeliveries.delete(delivery);
        });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function pass(call: Call, outgoing: ServerResponse | null): Promise<void> {
    const backends = ports();
    const first = turn++;
    for (let i = 0; i < backends.length; i++) {
      if (await ask(backends[(first + i) % backends.length] ?? 0, call, outgoing)) return;
    }
    outgoing?.writeHead(502).end();
  }

  /** False: nobody listens there. */
  function ask(
    port: number,
    { url, headers, body }: Call,
    outgoing: ServerResponse | null,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const onward = request({ host: '127.0.0.1', port, method: 'POST', path: url, headers, agent });
      onward.on('response', (answer) => {
        outgoing?.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => outgoing?.destroy());
        answer.on('close', () => {
          resolve(true);
        });
        if (outgoing) answer.pipe(outgoing);
        else answer.resume();
      });
      onward.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') {
          resolve(false);
          return;
        }
        if (outgoing?.headersSent === false) outgoing.writeHead(502).end();
        resolve(true);
      });
      onward.end(body);
    });
  }

  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    redelivered: () => redelivered,
    async quiet() {
      while (redeliveries.size > 0) await Promise.all(redeliveries);
    },
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
