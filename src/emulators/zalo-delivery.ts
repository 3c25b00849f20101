import type { FaultBoard } from './faults.ts';
import { pause } from './pause.ts';
import { postWebhook } from './post-webhook.ts';
import { escapedBody, signatureOf } from './zalo-signature.ts';
import type { ZaloEvent, ZaloKeys } from './zalo-wire.ts';

export interface ZaloDeliveryOptions {
  keys: ZaloKeys;
  webhookUrl: () => string;
  faults: FaultBoard;
  /** Pauses before each retry. Source: docs.zaloplatforms.com/docs/OA/webhook/tong-quan, which tests shorten. */
  retryDelaysMs: readonly number[];
  /** Both readings of that page: an answer other than 200 is retried, or only a connection that fails. */
  retryOn: 'non-200' | 'no-connection';
  /** Stop sending anything once an event went through the whole ladder in vain. */
  disableAfterLadder: boolean;
  timeoutMs: number;
}

export const RETRY_LADDER_MS = [30_000, 300_000, 900_000, 1_800_000, 3_600_000];

/** Our choice: events of one person beyond this many waiting are lost. */
const MOST_WAITING = 1_000;

/**
 * Sends events to the webhook, signed. First attempts of one person's events keep their order (our choice:
 * Zalo promises none); retries come late and out of order.
 */
export function createZaloDelivery(options: ZaloDeliveryOptions) {
  const { faults } = options;
  const lines = new Map<string, { tail: Promise<void>; waiting: number }>();
  const closing = new AbortController();
  let disabled = false;

  async function attempt(event: ZaloEvent, retry: number): Promise<boolean> {
    const body = escapedBody(event);
    const headers = {
      'x-zevent-signature': signatureOf(options.keys, body, event.timestamp),
      // The receipt of a message by phone is the one event that says where it comes from.
      ...(event.event_name === 'user_received_message' ? { 'x-zevent-server': 'ZNS' } : {}),
      ...(retry === 0 ? {} : { num_retry: String(retry) }),
    };
    const { timeoutMs } = options;
    const posted = await postWebhook(options.webhookUrl(), headers, body, {
      timeoutMs,
      closing: closing.signal,
    });
    if (faults.strikes('unheard')) return false;
    if ('failed' in posted) return false;
    return posted.status === 200 || options.retryOn === 'no-connection';
  }

  async function retries(event: ZaloEvent): Promise<void> {
    for (const [step, delay] of options.retryDelaysMs.entries()) {
      await pause(delay, closing.signal);
      if (disabled || closing.signal.aborted) return;
      if (await attempt(event, step + 1)) return;
    }
    disabled ||= options.disableAfterLadder;
  }

  /** Resolves after the first attempt; `settle` after the last. */
  async function deliver(event: ZaloEvent, settle: () => void): Promise<void> {
    if (disabled || closing.signal.aborted || faults.strikes('drop')) {
      settle();
      return;
    }
    if (faults.strikes('reorder')) {
      void late(event).then(settle);
      return;
    }
    if (await attempt(event, 0)) settle();
    else void retries(event).then(settle);
    if (faults.strikes('duplicate')) void late(event);
  }

  async function late(event: ZaloEvent): Promise<void> {
    await pause(faults.hold(), closing.signal);
    if (!closing.signal.aborted && !(await attempt(event, 0))) await retries(event);
  }

  return {
    /** Resolves once the bot has accepted the event, or nobody tries any more. */
    push(user: string, event: ZaloEvent): Promise<void> {
      const line = lines.get(user) ?? { tail: Promise.resolve(), waiting: 0 };
      if (line.waiting >= MOST_WAITING) return Promise.resolve();
      line.waiting += 1;
      lines.set(user, line);
      return new Promise((settle) => {
        line.tail = line.tail
          .then(() => deliver(event, settle))
          .then(() => {
            line.waiting -= 1;
            if (line.waiting === 0) lines.delete(user);
          });
      });
    },
    get disabled() {
      return disabled;
    },
    /** What a person does in the console after the webhook was disabled. */
    enable(): void {
      disabled = false;
    },
    close(): void {
      closing.abort();
    },
  };
}

export type ZaloDelivery = ReturnType<typeof createZaloDelivery>;
