import { createBotClient, createOaClient, createOauthClient } from 'zalo-api-client';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { createTelegramChannel, type TelegramChannel } from '../channels/telegram.ts';
import { createZaloBotChannel, type ZaloBotChannel } from '../channels/zalo-bot.ts';
import { createZaloOaChannel } from '../channels/zalo-oa.ts';
import type { Config, ZaloOaSettings } from '../config.ts';
import type { ChannelName } from '../dialogue/message.ts';
import { createZaloToken } from '../pipeline/zalo-token.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';

export interface Channels {
  all: ReadonlyMap<ChannelName, Channel>;
  telegram: TelegramChannel | null;
  zaloBot: ZaloBotChannel | null;
}

/** Makes a channel of every platform that is configured. No call is made until one is used. */
export function openChannels(
  config: Config,
  { db, crypto, logger, polling }: { db: Database; crypto: FieldCrypto; logger: Logger; polling: boolean },
): Channels {
  const all = new Map<ChannelName, Channel>();
  const telegram = config.telegram
    ? createTelegramChannel({
        token: config.telegram.token,
        webhookSecret: config.telegram.webhookSecret ?? '',
        apiRoot: config.telegram.apiRoot,
      })
    : null;
  if (telegram) all.set(telegram.name, polling ? withoutInline(telegram) : telegram);
  if (config.zaloOa) {
    const channel = createZaloOaChannel({
      appId: config.zaloOa.appId,
      oaId: config.zaloOa.oaId,
      oaSecretKey: config.zaloOa.oaSecretKey,
      client: openZaloClient(config.zaloOa, db, crypto, logger),
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
  return { all, telegram, zaloBot };
}

/** Messages that were fetched have no response a reply could ride in. */
function withoutInline(channel: TelegramChannel): Channel {
  return {
    name: channel.name,
    limits: channel.limits,
    receive: (request) => channel.receive(request),
    send: (urn, message, heardAt) => channel.send(urn, message, heardAt),
    acknowledge: (receipt) => channel.acknowledge(receipt),
  };
}

function openZaloClient(zalo: ZaloOaSettings, db: Database, crypto: FieldCrypto, logger: Logger) {
  const { appId, appSecret, oauthRoot, openapiRoot } = zalo;
  const oauth = createOauthClient({ appId, appSecret, oauthRoot });
  const token = createZaloToken({
    ...{ db, crypto, appId, logger },
    seed: zalo.refreshToken,
    refresh: (refreshToken) => oauth.refresh(refreshToken),
  });
  return createOaClient({
    openapiRoot,
    accessToken: () => token.accessToken(),
    renewAccessToken: (refused) => token.renewAccessToken(refused),
  });
}
