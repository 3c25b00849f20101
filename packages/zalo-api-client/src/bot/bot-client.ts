/** The Bot Platform: a bot that talks without an Official Account. No buttons, no edits, no broadcast exist there. */
import { z } from 'zod';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { unexpectedAnswer } from '../http/read-answer.ts';
import { lenient, wireBoolean, wireId, wireInteger, wireString } from '../http/wire.ts';
import { checkId, checkText, checkUrl } from '../text/check-text.ts';
import { parseBotUpdate } from '../webhooks/parse-bot-update.ts';
import type { BotUpdate } from '../webhooks/parse-bot-update.ts';
import { createBotCall } from './bot-call.ts';
import type { BotClientOptions } from './bot-call.ts';
import { botLimits } from './bot-limits.ts';

export type BotAccount = z.infer<typeof account>;
export type BotWebhook = z.infer<typeof webhook>;
export type SentBotMessage = z.infer<typeof sent>;

export interface BotClient {
  getMe(): Promise<BotAccount>;
  /**
   * Waits up to `timeoutSeconds` (default 30) for one update; undefined when none came. The platform forgets an update
   * once it has handed it over, and refuses polling while a webhook is set. `signal` ends the wait with its reason.
   */
  getUpdates(wait?: { timeoutSeconds?: number; signal?: AbortSignal }): Promise<BotUpdate | undefined>;
  /** `url` https and public; `secretToken` 8 to 256 characters, sent back with every update. */
  setWebhook(webhook: { url: string; secretToken: string }): Promise<BotWebhook>;
  deleteWebhook(): Promise<BotWebhook>;
  getWebhookInfo(): Promise<BotWebhook>;
  /** Up to 2,000 characters. */
  sendMessage(message: { chatId: string; text: string }): Promise<SentBotMessage>;
  /** A public picture URL; caption up to 2,000 characters. */
  sendPhoto(message: { chatId: string; photoUrl: string; caption?: string }): Promise<SentBotMessage>;
  sendSticker(message: { chatId: string; sticker: string }): Promise<SentBotMessage>;
  /** The public address of an .aac file; private chats only. */
  sendVoice(message: { chatId: string; voiceUrl: string }): Promise<SentBotMessage>;
  sendChatAction(message: { chatId: string; action: 'typing' | 'upload_photo' }): Promise<void>;
}

/**
 * Methods reject with ZaloApiError (families `bot`, `http`), or RangeError for an argument over a limit.
 * Source: docs.zaloplatforms.com/docs/BOT.
 * @throws TypeError when `apiRoot` is no URL
 */
export function createBotClient(options: BotClientOptions): BotClient {
  const call = createBotCall(options);
  return {
    getMe: () => call({ method: 'getMe', answer: account }),
    async getUpdates({ timeoutSeconds = 30, signal } = {}) {
      try {
        const json = { timeout: String(timeoutSeconds) };
        const update = await call({
          method: 'getUpdates',
          json,
          answer: z.unknown(),
          signal,
          extraMs: timeoutSeconds * 1000,
        });
        return readUpdate(update);
      } catch (error) {
        // An idle poll ends like a failure: ok false, error_code 408.
        if (error instanceof ZaloApiError && (error.code === 408 || error.httpStatus === 408))
          return undefined;
        throw error;
      }
    },
    setWebhook: async ({ url, secretToken }) => {
      if (secretToken.length < botLimits.secretTokenMin || secretToken.length > botLimits.secretTokenMax) {
        throw new RangeError('secretToken must have 8 to 256 characters');
      }
      const json = { url: checkUrl(url, 'url'), secret_token: secretToken };
      return call({ method: 'setWebhook', json, answer: webhook });
    },
    deleteWebhook: () => call({ method: 'deleteWebhook', answer: webhook }),
    getWebhookInfo: () => call({ method: 'getWebhookInfo', answer: webhook }),
    sendMessage: async ({ chatId, text }) => {
      const json = { chat_id: checkId(chatId, 'chatId'), text: checkText(text, botLimits.text, 'text') };
      return call({ method: 'sendMessage', json, answer: sent });
    },
    sendPhoto: async ({ chatId, photoUrl, caption }) => {
      const json = {
        chat_id: checkId(chatId, 'chatId'),
        photo: checkUrl(photoUrl, 'photoUrl'),
        ...(caption === undefined ? {} : { caption: checkText(caption, botLimits.caption, 'caption') }),
      };
      return call({ method: 'sendPhoto', json, answer: sent });
    },
    sendSticker: async ({ chatId, sticker }) => {
      const json = { chat_id: checkId(chatId, 'chatId'), sticker: checkId(sticker, 'sticker') };
      return call({ method: 'sendSticker', json, answer: sent });
    },
    sendVoice: async ({ chatId, voiceUrl }) => {
      const json = { chat_id: checkId(chatId, 'chatId'), voice_url: checkUrl(voiceUrl, 'voiceUrl') };
      return call({ method: 'sendVoice', json, answer: sent });
    },
    sendChatAction: async ({ chatId, action }) => {
      const json = { chat_id: checkId(chatId, 'chatId'), action };
      await call({ method: 'sendChatAction', json, answer: z.unknown() });
    },
  };
}

function readUpdate(result: unknown): BotUpdate | undefined {
  if (result === undefined || result === null) return undefined;
  const read = parseBotUpdate(result);
  if (read.ok) return read.update;
  throw unexpectedAnswer({ path: '/getUpdates', status: 200 }, read.detail);
}

const account = z
  .object({
    id: wireId,
    account_name: lenient(wireString),
    account_type: lenient(wireString),
    can_join_groups: lenient(wireBoolean),
  })
  .transform((wire) => ({
    id: wire.id,
    accountName: wire.account_name,
    accountType: wire.account_type,
    canJoinGroups: wire.can_join_groups,
  }));

const webhook = z
  .object({
    url: lenient(z.string()),
    updated_at: lenient(wireInteger),
    verification: lenient(
      z.object({
        ok: lenient(wireBoolean),
        status_code: lenient(wireInteger),
        outcome: lenient(z.string()),
        hint: lenient(z.string()),
      }),
    ),
  })
  .transform((wire) => ({
    /** Empty when none is set. */
    url: wire.url ?? '',
    /** Epoch milliseconds. */
    updatedAtMs: wire.updated_at,
    /** Newer platforms probe the URL; it is saved even when the probe fails. */
    verification: wire.verification,
  }));

const sent = z.object({ message_id: wireId, date: lenient(wireInteger) }).transform((wire) => ({
  messageId: wire.message_id,
  /** Epoch milliseconds. */
  sentAtMs: wire.date,
}));
