import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '../channels/channel.ts';
import type { Poll } from '../channels/poll.ts';
import { SendError } from '../channels/send-error.ts';
import type { Config } from '../config.ts';
import { commandMenu } from '../dialogue/command-menu.ts';
import type { MsgIn } from '../dialogue/message.ts';
import { faultOf } from '../pipeline/fault.ts';
import type { Channels } from './open-channels.ts';
import type { Runtime } from './open-runtime.ts';
import { StartError } from './run.ts';

/** A platform that delivers where its bot tells it to, or is asked for messages by the bot. */
interface Bot {
  platform: string;
  channel: (Channel & Poll & { registerWebhook(url: string): Promise<Registered> }) | null;
  /** Names of the settings that decide whether the platform takes the webhook. */
  settings: string;
}

interface Registered {
  /** How many updates are waiting, where the platform tells. */
  pending?: number;
  /** What the platform dislikes about the address, which it keeps all the same. */
  complaint?: string | undefined;
}

const botsOf = ({ telegram, zaloBot }: Channels): Bot[] => [
  {
    platform: 'Telegram',
    channel: telegram,
    settings: 'TELEGRAM_BOT_TOKEN, PUBLIC_URL and TELEGRAM_API_ROOT',
  },
  {
    platform: 'The Zalo Bot Platform',
    channel: zaloBot,
    settings: 'ZALO_BOT_TOKEN, PUBLIC_URL and ZALO_BOT_API_ROOT',
  },
];

/** Fetches the messages of every bot until `signal`; for a program that platforms cannot reach. */
export async function pollPlatforms(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const channels = botsOf(runtime.channels).flatMap(({ channel }) => channel ?? []);
  void setCommandMenus(runtime);
  await Promise.all(channels.map((channel) => poll(channel, runtime, signal)));
}

async function poll(channel: Channel & Poll, runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { name } = channel;
  const { converse, logger, metrics } = runtime;
  logger.info({ event: 'polling', channel: name });
  const handle = async (message: MsgIn) => {
    for (;;) {
      try {
        await converse.converse(name, message);
        return;
      } catch (error) {
        // A message is given up after a few failures, but not because a part of ours is away.
        const isAway = Object.values(await runtime.health()).includes('away');
        if (signal.aborted || !isAway) throw error;
        await sleep(1_000, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  await channel.poll(signal, handle, (trouble) => {
    if (trouble.kind === 'dropped') {
      metrics.dropped.inc({ channel: name, reason: trouble.reason });
    } else if (trouble.kind === 'platform') {
      logger.warn({ event: 'polling_failed', channel: name, code: trouble.error.code });
    } else {
      const { inbound, attempts, givenUp } = trouble;
      logger.error({ event: 'message_failed', channel: name, inbound, attempts, givenUp });
    }
  });
}

/**
 * Tells every platform where to deliver. Without the answer of one the program runs on: what was registered before stays.
 *
 * @throws StartError when a platform refuses the token or the address
 */
export async function registerWebhooks(runtime: Runtime, config: Config): Promise<void> {
  const { channels, logger } = runtime;
  for (const { platform, channel, settings } of botsOf(channels)) {
    if (channel === null || config.publicUrl === null) continue;
    const { name } = channel;
    try {
      const registered = await channel.registerWebhook(`${config.publicUrl}/webhooks/${name}`);
      const level = registered.complaint === undefined ? 'info' : 'warn';
      logger[level]({ event: 'webhook_registered', channel: name, ...registered });
    } catch (error) {
      if (error instanceof SendError && !error.retryable) {
        throw new StartError(`${platform} refuses the webhook (${error.code}). Check ${settings}.`);
      }
      logger.error({ event: 'webhook_not_registered', channel: name, ...faultOf(error) });
    }
  }
  if (config.publicUrl !== null) await setCommandMenus(runtime);
}

/** Telegram's command menu: the default language for everybody, the others for whose app is in them. Never rejects. */
async function setCommandMenus({ channels, assets, logger }: Runtime): Promise<void> {
  const { phrasebook } = assets;
  const menus = phrasebook.languages.map((language, index) => ({
    ...(index > 0 && { language }),
    commands: commandMenu(phrasebook, language),
  }));
  await channels.telegram?.setCommands(menus).catch((error: unknown) => {
    logger.warn({ event: 'commands_not_set', channel: 'telegram', ...faultOf(error) });
  });
}
