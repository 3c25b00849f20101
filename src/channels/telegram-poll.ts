import { z } from 'zod';
import { parseTelegramUpdate } from './parse-telegram-update.ts';
import { isAborted, mostAttempts, pause, type Poll } from './poll.ts';
import { SendError } from './send-error.ts';
import type { TelegramApi } from './telegram-api.ts';
import { telegramUpdateKinds } from './telegram-registration.ts';

/** Source: core.telegram.org/bots/api#getupdates. */
export function pollTelegram(
  api: TelegramApi,
  { groupNotice, now }: { groupNotice: string | undefined; now: () => number },
): Poll {
  const poll: Poll['poll'] = async (signal, handle, report = () => undefined) => {
    let offset = 0;
    let failures = 0;
    let attempts = 0;
    let webhookRemoved = false;

    /** False: the update has to be tried again. */
    const work = async (update: Update): Promise<boolean> => {
      const parsed = parseTelegramUpdate(update, now());
      if (parsed.dropped !== undefined) {
        report({ kind: 'dropped', reason: parsed.dropped });
        if (groupNotice !== undefined && parsed.joined !== undefined) {
          await api.call('sendMessage', { chat_id: parsed.joined, text: groupNotice }).catch(() => undefined);
        }
        if (parsed.receipt !== undefined) {
          const answer = { callback_query_id: parsed.receipt };
          await api.call('answerCallbackQuery', answer).catch(() => undefined);
        }
        return true;
      }
      const [message] = parsed.messages;
      try {
        await handle(message);
        return true;
      } catch {
        attempts += 1;
        const givenUp = attempts >= mostAttempts;
        report({ kind: 'handler', inbound: message.id, attempts, givenUp });
        return givenUp;
      }
    };

    while (!signal.aborted) {
      try {
        if (!webhookRemoved) await api.call('deleteWebhook', { drop_pending_updates: false }, { signal });
        webhookRemoved = true;
        const batch = await getUpdates(api, offset, signal);
        failures = 0;
        for (const update of batch) {
          if (isAborted(signal) || !(await work(update))) break;
          offset = update.update_id + 1;
          attempts = 0;
        }
        // Also after an empty answer: a server that does not wait must not be asked without end.
        if (attempts > 0 || batch.length === 0) await pause(attempts, undefined, signal);
      } catch (error) {
        if (isAborted(signal)) break;
        const failure = error instanceof SendError ? error : new SendError('unavailable', 'telegram poll');
        report({ kind: 'platform', error: failure });
        failures += 1;
        await pause(failures, failure.retryAfter, signal);
      }
    }
    // Confirms the last updates; without it they come again at the next start.
    if (offset > 0) await api.call('getUpdates', { offset, limit: 1, timeout: 0 }).catch(() => undefined);
  };
  return { poll };
}

const updates = z.array(z.looseObject({ update_id: z.int() }));
type Update = z.infer<typeof updates>[number];

async function getUpdates(api: TelegramApi, offset: number, signal: AbortSignal): Promise<Update[]> {
  const waits = { timeout: 25, allowed_updates: telegramUpdateKinds };
  const answer = await api.call('getUpdates', { offset, ...waits }, { signal, timeoutMs: 40_000 });
  const read = updates.safeParse(answer);
  if (!read.success) throw new SendError('unavailable', 'telegram getUpdates: an answer that is none');
  return read.data;
}
