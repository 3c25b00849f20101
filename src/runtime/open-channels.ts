import { createBotClient } from 'zalo-api-client';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { createTelegramChannel, type TelegramChannel } from '../channels/telegram.ts';
import { createZaloBotChannel, type ZaloBotChannel } from '../channels/zalo-bot.ts';
import { createZaloArticles } from '../channels/zalo-articles.ts';
import { createZaloTemplates } from '../channels/zalo-templates.ts';
import { createZaloOaChannel } from '../channels/zalo-oa.ts';
import type { Config } from '../config.ts';
import type { ChannelName } from '../dialogue/message.ts';
import type { Metrics } from '../pipeline/metrics.ts';
import type { ZaloToken } from '../pipeline/zalo-token.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import { openZalo } from './open-zalo.ts';

export interface Channels {
  all: ReadonlyMap<ChannelName, Channel>;
  telegram: TelegramChannel | null;
  zaloBot: ZaloBotChannel | null;
  /** What keeps the grant of the Official Account. */
  zaloToken: ZaloToken | null;
}

export interface ChannelParts {
  db: Database;
  crypto: FieldCrypto;
  logger: Logger;
  metrics: Metrics;
  /** Telegram's messages are fetched. */
  polling: boolean;
  /** What a group is told when somebody adds the bot to it. */
  groupNotice: string;
}

/** Makes a channel of every platform that is configured. No call is made until one is used. */
export function openChannels(config: Config, { polling, groupNotice, ...parts }: ChannelParts): Channels {
  const all = new Map<ChannelName, Channel>();
  const rides = !polling && config.telegramReplies === 'response';
  const telegram = config.telegram
    ? createTelegramChannel({
        token: config.telegram.token,
        webhookSecret: config.telegram.webhookSecret ?? '',
        apiRoot: config.telegram.apiRoot,
        groupNotice,
        pressesInResponse: !polling && !rides,
      })
    : null;
  if (telegram) all.set(telegram.name, rides ? telegram : withoutInline(telegram));
  const zalo = config.zaloOa ? openZalo(config.zaloOa, parts) : null;
  if (config.zaloOa && zalo) {
    const channel = createZaloOaChannel({
      appId: config.zaloOa.appId,
      oaId: config.zaloOa.oaId,
      oaSecretKey: config.zaloOa.oaSecretKey,
      client: zalo.client,
      templates: createZaloTemplates(zalo.client),
      articles: createZaloArticles(zalo.client),
    });
    all.set(channel.name, channel);
  }
  const zaloBot = config.zaloBot
    ? createZaloBotChannel({
        webhookSecret: config.zaloBot.webhookSecret,
        client: createBotClient({ token: config.zaloBot.token, apiRoot: config.zaloBot.apiRoot }),
      })
    : null;
  if (zaloBot) all.set(zaloBot.name, zaloBot);
  return { all, telegram, zaloBot, zaloToken: zalo?.token ?? null };
}

/** Every reply is a call of its own: messages that were fetched have no response a reply could ride in. */
function withoutInline(channel: TelegramChannel): Channel {
  return {
    name: channel.name,
    limits: channel.limits,
    receive: (request) => channel.receive(request),
    send: (urn, message, heardAt) => channel.send(urn, message, heardAt),
    acknowledge: (urn, receipt) => channel.acknowledge(urn, receipt),
  };
}
