import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  root: string;
  /** How many requests each backend got. */
  counts: number[];
  close(): Promise<void>;
}

/** Stands before several processes and gives each request to the other one than the request before. */
export async function startBalancer(ports: () => readonly number[]): Promise<Balancer> {
  const counts: number[] = [];
  let turn = 0;
  const server: Server = createServer((incoming, outgoing) => {
    const backends = ports();
    const backend = turn++ % Math.max(1, backends.length);
    counts[backend] = (counts[backend] ?? 0) + 1;
    const { method, url, headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port: backends[backend], method, path: url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
