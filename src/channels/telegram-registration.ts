import type { TelegramApi } from './telegram-api.ts';
import { SendError } from './send-error.ts';

/** The kinds of update we ask Telegram for; all others are never sent to us. */
export const telegramUpdateKinds = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

export interface Registration {
  /** Who the token belongs to: proves the token, and gives the name for t.me links. Rejects with a SendError. */
  identify(): Promise<{ id: number; username: string }>;
  /**
   * Tells Telegram to deliver to `url` and reads back that it will.
   *
   * @param url the whole public address, such as https://example.vn/webhooks/telegram
   * @returns how many updates are waiting
   * @throws SendError; `misconfigured` when Telegram keeps another address
   */
  registerWebhook(url: string, options?: { maxConnections?: number }): Promise<{ pending: number }>;
  /** Sets the command menu of each language; the one without a language is everybody else's. Rejects with a SendError. */
  setCommands(menus: CommandMenu[]): Promise<void>;
}

export interface CommandMenu {
  language?: string;
  /** Names of 1–32 of a–z 0–9 _, descriptions of 1–256 characters. */
  commands: { command: string; description: string }[];
}

/** Sources: core.telegram.org/bots/api#getme, #setwebhook, #getwebhookinfo, #setmycommands. */
export function registerTelegram(api: TelegramApi, secret: string): Registration {
  return {
    identify: async () => {
      const { id, username } = await api.call('getMe', {});
      return { id, username };
    },
    registerWebhook: async (url, { maxConnections = 40 } = {}) => {
      // Without a secret anybody could post in Telegram's name.
      if (secret === '') throw new SendError('misconfigured', 'telegram setWebhook: no secret is set');
      await api.call('setWebhook', {
        url,
        secret_token: secret,
        allowed_updates: telegramUpdateKinds,
        max_connections: maxConnections,
        drop_pending_updates: false,
      });
      const info = await api.call('getWebhookInfo', {});
      if (info.url !== url)
        throw new SendError('misconfigured', 'telegram getWebhookInfo: another address is kept');
      return { pending: info.pending_update_count };
    },
    setCommands: async (menus) => {
      for (const { language, commands } of menus) {
        await api.call('setMyCommands', {
          commands,
          ...(language === undefined ? {} : { language_code: language }),
        });
      }
    },
  };
}
