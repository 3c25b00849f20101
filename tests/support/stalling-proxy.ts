import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `refusing`: connections end at once. `stalled`: they stay, and what is sent arrives when it is open again. */
export type Way = 'open' | 'refusing' | 'stalled';

export interface StallingProxy {
  port: number;
  /** Once, what a client sends with `text` in it is swallowed, and all it sends after; resolves when that happened. */
  stallOn(text: string): Promise<void>;
  set(way: Way): void;
  close(): Promise<void>;
}

/** Stands between programs and a server, and can cut the way, or keep back one command of all that pass. */
export async function startStallingProxy(target: number): Promise<StallingProxy> {
  let stall: { text: Buffer; happened: () => void } | null = null;
  let way: Way = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (way === 'refusing') {
      client.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    let swallowing = false;
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
          swallowing = true;
          stall.happened();
          stall = null;
        }
        if (!(swallowing && from === client)) to.write(data);
      });
      if (way === 'stalled') from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stallOn: (text) =>
      new Promise((happened) => {
        stall = { text: Buffer.from(text), happened };
      }),
    set(next) {
      way = next;
      for (const socket of sockets) {
        if (way === 'refusing') socket.destroy();
        else if (way === 'stalled') socket.pause();
        else socket.resume();
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
