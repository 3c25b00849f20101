import type { BotClient } from 'zalo-api-client';
import { isAborted, mostAttempts, pause, type Poll } from './poll.ts';
import { readBotUpdate } from './read-bot-update.ts';
import { zaloFailure } from './zalo-failure.ts';

/**
 * The platform forgets an update once it has handed it over, so one whose handling fails is kept here and tried again;
 * a crash in between loses it. Source: docs.zaloplatforms.com/docs/BOT/apis/getUpdates.
 */
export function pollZaloBot(
  client: Pick<BotClient, 'getUpdates' | 'deleteWebhook'>,
  now: () => number,
): Poll {
  const poll: Poll['poll'] = async (signal, handle, report = () => undefined) => {
    let failures = 0;
    let webhookRemoved = false;

    const handleUntilDone = async (message: Parameters<typeof handle>[0]): Promise<void> => {
      for (let attempts = 1; attempts <= mostAttempts; attempts += 1) {
        try {
          await handle(message);
          return;
        } catch {
          report({ kind: 'handler', inbound: message.id, attempts, givenUp: attempts === mostAttempts });
          if (attempts < mostAttempts) await pause(attempts, undefined, signal);
        }
      }
    };

    while (!signal.aborted) {
      try {
        if (!webhookRemoved) await client.deleteWebhook();
        webhookRemoved = true;
        const update = await client.getUpdates({ timeoutSeconds: 25, signal });
        failures = 0;
        if (update === undefined) {
          // A platform that does not wait must not be asked without end.
          await pause(0, undefined, signal);
          continue;
        }
        const message = readBotUpdate(update, now());
        if (typeof message === 'string') report({ kind: 'dropped', reason: message });
        else await handleUntilDone(message);
      } catch (error) {
        if (isAborted(signal)) break;
        const failure = zaloFailure(error);
        report({ kind: 'platform', error: failure });
        failures += 1;
        await pause(failures, failure.retryAfter, signal);
      }
    }
  };
  return { poll };
}
