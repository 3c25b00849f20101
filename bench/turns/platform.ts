import type { AddressInfo } from 'node:net';
import { serveJson } from './wire.ts';

/** A local Bot API server that only says yes, and hands on what is sent to whom. */
export interface Platform {
  root: string;
  /** How many calls there were, by method. */
  calls: Map<string, number>;
  /** Resolves with the body of the next sendMessage to this chat; it may have come already. */
  nextMessage(chat: number): Promise<string>;
  close(): void;
}

export async function startPlatform(): Promise<Platform> {
  const calls = new Map<string, number>();
  const arrived = new Map<number, string>();
  const waiting = new Map<number, (body: string) => void>();
  let webhook = '';

  const server = await serveJson((path, body) => {
    const method = path.slice(path.lastIndexOf('/') + 1);
    calls.set(method, (calls.get(method) ?? 0) + 1);
    switch (method) {
      case 'sendMessage': {
        const chat = chatOf(body);
        const take = waiting.get(chat);
        if (take) waiting.delete(chat);
        else arrived.set(chat, body);
        take?.(body);
        return `{"ok":true,"result":{"message_id":7,"from":${bot},"chat":{"id":${chat},"type":"private"},"date":1585270800,"text":"…"}}`;
      }
      case 'getMe':
        return `{"ok":true,"result":${bot}}`;
      case 'setWebhook':
        webhook = String((JSON.parse(body) as { url: unknown }).url);
        return '{"ok":true,"result":true}';
      case 'getWebhookInfo':
        return `{"ok":true,"result":{"url":"${webhook}","has_custom_certificate":false,"pending_update_count":0}}`;
      default:
        return '{"ok":true,"result":true}';
    }
  });
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    nextMessage(chat) {
      const body = arrived.get(chat);
      if (body === undefined) {
        return new Promise((resolve) => {
          waiting.set(chat, resolve);
        });
      }
      arrived.delete(chat);
      return Promise.resolve(body);
    },
    close: () => server.close(),
  };
}

export const bot = '{"id":1,"is_bot":true,"first_name":"NCOVI","username":"ncovi_bot"}';

/** The chat a call is about; 0 where it names none. */
export const chatOf = (body: string): number => Number(/"chat_id":(\d+)/.exec(body)?.[1] ?? 0);
