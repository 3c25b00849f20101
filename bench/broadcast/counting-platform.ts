import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bot, chatOf } from '../turns/platform.ts';
import { serveJson } from '../turns/wire.ts';

/** A local Bot API that counts what it takes: for whom, how often, and how much in any second. */
export interface CountingPlatform {
  root: string;
  /** Messages taken by each chat. */
  taken: Uint8Array;
  figures(): { taken: number; duplicates: number; asked: number; maxPerSecond: number; lastAt: number };
  /** Answers so many calls with 429 and this wait. */
  storm(calls: number, retryAfter: number): void;
  /** Cuts every connection and refuses new ones for so many seconds. */
  outage(seconds: number): Promise<void>;
  close(): void;
}

/** @param chats chats are 1 to this many; those `hasLeft` says so about blocked the bot */
export async function startCountingPlatform(
  chats: number,
  hasLeft: (chat: number) => boolean,
): Promise<CountingPlatform> {
  const taken = new Uint8Array(chats + 1);
  const latest: number[] = [];
  let [count, duplicates, asked, maxPerSecond, first, lastAt, angry, wait] = [0, 0, 0, 0, 0, 0, 0, 1];
  const sockets = new Set<Socket>();

  /** Every call counts against the rate, whatever it is answered. */
  function note(at: number): void {
    asked++;
    latest.push(at);
    while (at - (latest[first] ?? at) >= 1_000) first++;
    maxPerSecond = Math.max(maxPerSecond, latest.length - first);
    if (first > 100_000) latest.splice(0, first);
    if (first > 100_000) first = 0;
  }

  function send(body: string): string {
    const at = performance.now();
    note(at);
    if (angry > 0) {
      angry--;
      return `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after ${wait}","parameters":{"retry_after":${wait}}}`;
    }
    const chat = chatOf(body);
    if (hasLeft(chat))
      return '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}';
    const before = taken[chat] ?? 0;
    if (before > 0) duplicates++;
    taken[chat] = Math.min(255, before + 1);
    count++;
    lastAt = at;
    return `{"ok":true,"result":{"message_id":7,"from":${bot},"chat":{"id":${chat},"type":"private"},"date":1585270800,"text":"…"}}`;
  }

  const server = await serveJson((path, body) =>
    path.endsWith('/sendMessage')
      ? send(body)
      : `{"ok":true,"result":${path.endsWith('/getMe') ? bot : 'true'}}`,
  );
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    taken,
    figures: () => ({ taken: count, duplicates, asked, maxPerSecond, lastAt }),
    storm(calls, retryAfter) {
      [angry, wait] = [calls, retryAfter];
    },
    async outage(seconds) {
      server.close();
      for (const socket of sockets) socket.destroy();
      await sleep(seconds * 1_000);
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
