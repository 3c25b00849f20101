import type { Config } from '../config.ts';
import type { ChannelName, MsgIn } from '../dialogue/message.ts';
import { faultOf } from '../pipeline/fault.ts';
import { StartError } from './run.ts';
import type { Runtime } from './open-runtime.ts';
import { SendError } from '../channels/send-error.ts';

/** Fetches messages until `signal`; for a bot that Telegram cannot reach. */
export async function pollTelegram({ channels, converse, logger, metrics }: Runtime, signal: AbortSignal) {
  const { telegram } = channels;
  if (telegram === null) return;
  logger.info({ event: 'polling', channel: telegram.name });
  const handle = async (message: MsgIn) => {
    await converse.converse(telegram.name, message);
  };
  await telegram.poll(signal, handle, (trouble) => {
    if (trouble.kind === 'dropped') {
      metrics.dropped.inc({ channel: telegram.name, reason: trouble.reason });
    } else if (trouble.kind === 'platform') {
      logger.warn({ event: 'polling_failed', code: trouble.error.code });
    } else {
      const { inbound, attempts, givenUp } = trouble;
      logger.error({ event: 'message_failed', inbound, attempts, givenUp });
    }
  });
}

const WEBHOOK: ChannelName = 'telegram';

/**
 * Tells Telegram where to deliver. Without Telegram's answer the program runs on: what was registered before stays.
 *
 * @throws StartError when Telegram refuses the token or the address
 */
export async function registerTelegram({ channels, logger }: Runtime, config: Config): Promise<void> {
  if (channels.telegram === null || config.publicUrl === null) return;
  try {
    const url = `${config.publicUrl}/webhooks/${WEBHOOK}`;
    const { pending } = await channels.telegram.registerWebhook(url);
    logger.info({ event: 'webhook_registered', channel: WEBHOOK, pending });
  } catch (error) {
    if (error instanceof SendError && !error.retryable) {
      throw new StartError(
        `Telegram refuses the webhook (${error.code}). Check TELEGRAM_BOT_TOKEN, PUBLIC_URL and TELEGRAM_API_ROOT.`,
      );
    }
    logger.error({ event: 'webhook_not_registered', channel: WEBHOOK, ...faultOf(error) });
  }
}
