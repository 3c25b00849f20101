import { z } from 'zod';
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
   * @throws SendError; `misconfigured` when Telegram keeps another address
   */
  registerWebhook(url: string, options?: { maxConnections?: number }): Promise<RegisteredWebhook>;
  /** Sets the command menu of each language; the one without a language is everybody else's. Rejects with a SendError. */
  setCommands(menus: CommandMenu[]): Promise<void>;
}

/** What Telegram says of the webhook it keeps. */
export interface RegisteredWebhook {
  /** How many updates are waiting. */
  pending: number;
  maxConnections: number | undefined;
  allowedUpdates: string[] | undefined;
  customCertificate: boolean | undefined;
  /** Why the last delivery failed, in Telegram's words, and when (ISO). */
  lastError: { at: string; said: string } | undefined;
  /** What Telegram keeps otherwise than it was told. */
  complaint: string | undefined;
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
      return readBack(await api.call('getWebhookInfo', {}), url, maxConnections);
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

/** Source: core.telegram.org/bots/api#webhookinfo. */
const webhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.number().catch(0),
  has_custom_certificate: z.boolean().optional().catch(undefined),
  max_connections: z.number().optional().catch(undefined),
  allowed_updates: z.array(z.string()).optional().catch(undefined),
  last_error_date: z.number().max(8.64e12).optional().catch(undefined),
  last_error_message: z.string().catch(''),
});

function readBack(answer: unknown, url: string, maxConnections: number): RegisteredWebhook {
  const read = webhookInfo.safeParse(answer);
  if (!read.success) throw new SendError('unavailable', 'telegram getWebhookInfo: an answer that is none');
  const info = read.data;
  if (info.url !== url)
    throw new SendError('misconfigured', 'telegram getWebhookInfo: another address is kept');
  // What a server that knows less of the Bot API leaves out is not complained about.
  const missing = telegramUpdateKinds.filter((kind) => info.allowed_updates?.includes(kind) === false);
  const complaints = [
    ...(missing.length > 0 ? [`does not deliver ${missing.join(', ')}`] : []),
    ...((info.max_connections ?? maxConnections) === maxConnections
      ? []
      : [`opens at most ${info.max_connections ?? 0} connections`]),
    ...(info.has_custom_certificate === true ? ['expects a certificate of its own'] : []),
  ];
  const { last_error_date: date, last_error_message: said } = info;
  return {
    pending: info.pending_update_count,
    maxConnections: info.max_connections,
    allowedUpdates: info.allowed_updates,
    customCertificate: info.has_custom_certificate,
    lastError:
      date === undefined ? undefined : { at: new Date(date * 1000).toISOString(), said: said.slice(0, 200) },
    complaint: complaints.length > 0 ? complaints.join('; ') : undefined,
  };
}
