// Zalo Bot: webhook or long polling in, plain text and pictures out, over zalo-api-client. No buttons exist there: choices are numbered.
// Must not know flows, sessions, storage or what any message means.
import { botLimits, parseBotUpdate, verifyBotSecret, type BotClient } from 'zalo-api-client';
import { accountOf, type MsgOut } from '../dialogue/message.ts';
import type { Channel, ChannelLimits, Received, WebhookRequest } from './channel.ts';
import { numberedChoices } from './numbered-choices.ts';
import type { Poll } from './poll.ts';
import { readBotUpdate } from './read-bot-update.ts';
import { SendError } from './send-error.ts';
import { splitText } from './split-text.ts';
import { pollZaloBot } from './zalo-bot-poll.ts';
import { orFailure } from './zalo-failure.ts';

export interface ZaloBotSettings {
  /** 8–256 characters; without one (a bot that polls) no request is genuine. */
  webhookSecret: string | null;
  client: BotClient;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

export interface ZaloBotChannel extends Channel, Poll {
  /**
   * Tells Zalo to deliver to `url` and reads back that it will.
   *
   * @param url the whole public address, such as https://example.vn/webhooks/zalo-bot
   * @returns `complaint`, such as `webhook.http.403`, when Zalo tried the address and it did not answer: it is kept all the same
   * @throws SendError; `misconfigured` when Zalo keeps another address
   */
  registerWebhook(url: string): Promise<{ complaint: string | undefined }>;
  /** Who the token belongs to: proves the token. Rejects with a SendError. */
  identify(): Promise<{ id: string; name: string | undefined }>;
}

export const zaloBotLimits: ChannelLimits = {
  text: botLimits.text,
  caption: botLimits.caption,
  buttons: 0,
  buttonTitle: 100,
};

/** The Zalo Bot channel. Makes no call until it is used. Source: docs.zaloplatforms.com/docs/BOT. */
export function createZaloBotChannel(settings: ZaloBotSettings): ZaloBotChannel {
  const { client, now = Date.now } = settings;
  const secret = settings.webhookSecret ?? '';
  return {
    name: 'zalo-bot',
    limits: zaloBotLimits,
    proof: ['x-bot-api-secret-token'],
    receive: (request) => receive(request, secret, request.receivedAt ?? now()),
    send: async (urn, message) => {
      const ids: string[] = [];
      const chatId = accountOf(urn);
      for (const [index, text] of textsOf(message).entries()) {
        const sent =
          message.picture !== undefined && index === 0
            ? client.sendPhoto({ chatId, photoUrl: message.picture, caption: text })
            : client.sendMessage({ chatId, text });
        ids.push((await orFailure(sent)).messageId);
      }
      return ids;
    },
    registerWebhook: async (url) => {
      if (secret === '') throw new SendError('misconfigured', 'zalo setWebhook: no secret is set');
      const { verification } = await orFailure(client.setWebhook({ url, secretToken: secret }));
      const info = await orFailure(client.getWebhookInfo());
      if (info.url !== url)
        throw new SendError('misconfigured', 'zalo getWebhookInfo: another address is kept');
      return { complaint: verification?.ok === false ? (verification.outcome ?? 'unknown') : undefined };
    },
    identify: async () => {
      const { id, accountName } = await orFailure(client.getMe());
      return { id, name: accountName };
    },
    ...pollZaloBot(client, now),
  };
}

/** 401 without the secret; but an empty body, with which Zalo tries a new address, changes nothing and gets 200. */
function receive({ headers, body }: WebhookRequest, secret: string, now: number): Received {
  if (!verifyBotSecret(headers['x-bot-api-secret-token'], secret)) {
    return body.length === 0 ? drop('probe') : { ...drop('bad-secret'), status: 401 };
  }
  const parsed = parseBotUpdate(body);
  if (!parsed.ok) return drop(parsed.reason === 'empty' ? 'probe' : 'unreadable');
  const read = readBotUpdate(parsed.update, now);
  return typeof read === 'string' ? drop(read) : { status: 200, messages: [read] };
}

const drop = (dropped: string): Received => ({ status: 200, messages: [], dropped });

function textsOf(message: MsgOut): string[] {
  const { text, caption } = zaloBotLimits;
  const most = message.picture === undefined ? text : caption;
  const texts = splitText(numberedChoices(message, zaloBotLimits).text, most);
  if (texts.length === 0) throw new SendError('refused', 'zalo: blank text');
  return texts;
}
