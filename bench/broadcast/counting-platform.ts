import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { broadcastChannels, type BroadcastChannel } from '../../src/broadcast/compose.ts';
import { bot } from '../turns/platform.ts';
import { serveJson } from '../turns/wire.ts';
import { channelOf, chatsOf, hasLeft, SECOND, windowOf } from './chats.ts';
import { createPaceCount, type PaceCount } from './pace-count.ts';

/** Telegram, Zalo OA and Zalo Bot as one local server that counts what it takes: for whom, how often, how fast. */
export interface CountingPlatform {
  root: string;
  /** Messages taken by each chat. */
  taken: Uint8Array;
  pace: Readonly<Record<BroadcastChannel, PaceCount>>;
  figures(): {
    taken: number;
    /** Messages beyond the first, in one chat or in both chats of one person. */
    duplicates: number;
    /** Messages of the Official Account outside the hours in which they cost nothing. */
    unpaid: number;
    lastAt: number;
  };
  /** Taken in each second since the start. */
  bySecond: readonly number[];
  /** Answers every call of a channel by asking for quiet, for so many seconds; Zalo does not say how long. */
  storm(channel: BroadcastChannel, seconds: number): void;
  /** Cuts every connection and refuses new ones for so long. @returns the first and the last second of it in `bySecond` */
  outage(seconds: number): Promise<{ from: number; until: number }>;
  close(): void;
}

/** @param people as `fillSubscribers` puts them into chats */
export async function startCountingPlatform(people: number): Promise<CountingPlatform> {
  const taken = new Uint8Array(chatsOf(people) + 1);
  const isGone = hasLeft(people);
  const pace = Object.fromEntries(broadcastChannels.map((channel) => [channel, createPaceCount()]));
  const angryUntil = new Map<string, number>();
  const bySecond: number[] = [];
  const began = performance.now();
  let [count, repeated, unpaid, lastAt] = [0, 0, 0, 0];
  const sockets = new Set<Socket>();
  const secondAt = (at: number): number => Math.floor((at - began) / 1_000);

  /** Every call counts against the rate, whatever it is answered. */
  function send(channel: BroadcastChannel, chat: number): string {
    const wire = wires[channel];
    const at = performance.now();
    pace[channel]?.note(at);
    const anger = (angryUntil.get(channel) ?? 0) - at;
    if (anger > 0) return wire.tooMany(Math.ceil(anger / 1_000));
    if (chat < 1 || chat >= taken.length || channelOf(chat) !== channel || isGone(chat)) return wire.left;
    if (channel === 'zalo-oa' && windowOf(chat) === 'closed') return wire.closed;
    if (channel === 'zalo-oa' && windowOf(chat) === 'billed') unpaid++;
    const before = taken[chat] ?? 0;
    if (before > 0) repeated++;
    taken[chat] = Math.min(255, before + 1);
    count++;
    lastAt = at;
    const second = secondAt(at);
    while (bySecond.length <= second) bySecond.push(0);
    bySecond[second] = (bySecond[second] ?? 0) + 1;
    return wire.sent(chat);
  }

  const server = await serveJson((path, body) => {
    if (path === '/v3.0/oa/message/cs') return send('zalo-oa', chatIn(body, 'user_id'));
    if (path === '/v4/oa/access_token')
      return '{"access_token":"counted","refresh_token":"counted-again","expires_in":"90000"}';
    if (path.endsWith('/sendMessage'))
      return send(path.startsWith('/zalo-bot/') ? 'zalo-bot' : 'telegram', chatIn(body, 'chat_id'));
    return `{"ok":true,"result":${path.endsWith('/getMe') ? bot : 'true'}}`;
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    ...{ taken, bySecond, pace: pace as Record<BroadcastChannel, PaceCount> },
    figures: () => ({ taken: count, duplicates: repeated + inBoth(people, taken), unpaid, lastAt }),
    storm(channel, seconds) {
      angryUntil.set(channel, performance.now() + seconds * 1_000);
    },
    async outage(seconds) {
      const from = secondAt(performance.now());
      server.close();
      for (const socket of sockets) socket.destroy();
      await sleep(seconds * 1_000);
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      return { from, until: secondAt(performance.now()) };
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** People who got it in both of their chats. */
function inBoth(people: number, taken: Uint8Array): number {
  let both = 0;
  for (let n = 1; n * SECOND <= people; n++) {
    if ((taken[n * SECOND] ?? 0) > 0 && (taken[people + n] ?? 0) > 0) both++;
  }
  return both;
}

const chatIn = (body: string, field: 'chat_id' | 'user_id'): number =>
  Number(new RegExp(`"${field}":"?(\\d+)`, 'u').exec(body)?.[1] ?? 0);

const telegramLeft = '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}';

/** Answers in each platform's own form; see the emulators for where they are from. */
const wires = {
  telegram: {
    sent: (chat: number) =>
      `{"ok":true,"result":{"message_id":7,"from":${bot},"chat":{"id":${chat},"type":"private"},"date":1585270800,"text":"…"}}`,
    left: telegramLeft,
    closed: telegramLeft,
    tooMany: (wait: number) =>
      `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after ${wait}","parameters":{"retry_after":${wait}}}`,
  },
  'zalo-oa': {
    sent: (chat: number) =>
      `{"error":0,"message":"Success","data":{"message_id":"7","user_id":"${chat}","sent_time":"1585270800000","quota":{"quota_type":"reply"}}}`,
    left: '{"error":-213,"message":"User has not followed OA"}',
    closed: '{"error":-230,"message":"User has not interacted with the OA in the past 7 days"}',
    tooMany: () => '{"error":-32,"message":"Your application reached limit call api"}',
  },
  'zalo-bot': {
    sent: () => '{"ok":true,"result":{"message_id":"7","date":1585270800000}}',
    left: '{"ok":false,"description":"Bad Request: chat not found","error_code":400}',
    closed: '',
    tooMany: () => '{"ok":false,"description":"Quota exceeded","error_code":429}',
  },
} satisfies Record<
  BroadcastChannel,
  { sent: (chat: number) => string; left: string; closed: string; tooMany: (wait: number) => string }
>;
