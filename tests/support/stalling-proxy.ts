import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface StallingProxy {
  port: number;
  /** Once, what a client sends with `text` in it is swallowed, and all it sends after; resolves when that happened. */
  stallOn(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Stands between a program and a server, and can keep back one command of all that pass. */
export async function startStallingProxy(target: number): Promise<StallingProxy> {
  let stall: { text: Buffer; happened: () => void } | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let stalled = false;
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (data) => {
        if (from === client && stall?.text !== undefined && data.includes(stall.text)) {
          stalled = true;
          stall.happened();
          stall = null;
        }
        if (!(stalled && from === client)) to.write(data);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stallOn: (text) =>
      new Promise((happened) => {
        stall = { text: Buffer.from(text), happened };
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
