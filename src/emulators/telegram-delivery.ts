import type { FaultBoard } from './faults.ts';
import { pause } from './pause.ts';
import { isOk, postWebhook, type Posted } from './post-webhook.ts';
import { badRequest, telegramRefusal } from './telegram-refusal.ts';
import type { TelegramUpdate, UpdateBody } from './telegram-updates.ts';

export interface Webhook {
  url: () => string;
  secret: string | undefined;
  maxConnections: number;
}

export interface DeliveryOptions {
  faults: FaultBoard;
  now: () => number;
  firstUpdateId: number;
  /** Pauses between attempts; the last one repeats. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
  /** Carries out the method in a webhook's answer. */
  answered: (body: string) => void;
}

interface Waiting {
  update: TelegramUpdate;
  chat: number;
  since: number;
  attempts: number;
  settle: () => void;
}

const DAY = 86_400_000;
/** Our choice: one chat's updates beyond this are lost. */
const MOST_PENDING = 1_000;

/**
 * Keeps updates until the bot has them, by webhook or long polling, for at most 24 hours as Telegram does.
 * One update of a chat at a time, so a chat stays in order (our choice: Telegram does not promise it).
 * Source: core.telegram.org/bots/api#getting-updates
 */
export function createTelegramDelivery(options: DeliveryOptions) {
  const { faults, now } = options;
  const queues = new Map<number, Waiting[]>();
  const running = new Set<number>();
  const waitingForSlot: (() => void)[] = [];
  const arrivals = new Set<() => void>();
  const closing = new AbortController();
  let webhook: Webhook | null = null;
  let allowed: readonly string[] = [];
  let busy = 0;
  let nextId = options.firstUpdateId;
  let endPoll: (() => void) | null = null;
  let lastError: { date: number; message: string } | null = null;

  const pending = () => [...queues.values()].flat().sort((a, b) => a.update.update_id - b.update.update_id);
  const take = (one: Waiting) => {
    const left = (queues.get(one.chat) ?? []).filter((other) => other !== one);
    if (left.length === 0) queues.delete(one.chat);
    else queues.set(one.chat, left);
  };
  const finish = (one: Waiting) => {
    take(one);
    one.settle();
  };

  async function attempt(one: Waiting): Promise<boolean> {
    const target = webhook;
    if (target === null) return false;
    while (busy >= target.maxConnections && !closing.signal.aborted)
      await new Promise<void>((go) => waitingForSlot.push(go));
    busy += 1;
    const secret = target.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': target.secret };
    const body = JSON.stringify(one.update);
    const posted = await postWebhook(target.url(), secret, body, {
      timeoutMs: options.timeoutMs,
      closing: closing.signal,
    });
    busy -= 1;
    waitingForSlot.shift()?.();
    one.attempts += 1;
    const heard = isOk(posted) && !faults.strikes('unheard');
    if (heard && 'body' in posted) options.answered(posted.body);
    if (!heard) lastError = { date: Math.floor(now() / 1000), message: complaint(posted) };
    return heard;
  }

  async function later(one: Waiting, settles: boolean): Promise<void> {
    await pause(faults.hold(), closing.signal);
    while (webhook !== null && !closing.signal.aborted && !(await attempt(one))) await pauseAfter(one);
    if (settles) one.settle();
  }

  const pauseAfter = (one: Waiting) => {
    const delays = options.retryDelaysMs;
    return pause(delays[Math.min(one.attempts, delays.length) - 1] ?? 0, closing.signal);
  };

  async function run(chat: number): Promise<void> {
    if (running.has(chat)) return;
    running.add(chat);
    for (let one = queues.get(chat)?.[0]; one !== undefined; one = queues.get(chat)?.[0]) {
      if (webhook === null || closing.signal.aborted) break;
      if (faults.strikes('drop') || now() - one.since > DAY) finish(one);
      else if (one.attempts === 0 && faults.strikes('reorder')) {
        take(one);
        void later(one, true);
      } else if (await attempt(one)) {
        finish(one);
        if (faults.strikes('duplicate')) void later({ ...one }, false);
      } else await pauseAfter(one);
    }
    running.delete(chat);
  }

  const forgetAll = () => {
    pending().forEach(finish);
  };

  return {
    /** Resolves once the bot has the update, or never will. */
    push(chat: number, body: UpdateBody): Promise<void> {
      const kind = Object.keys(body)[0] ?? '';
      if (allowed.length > 0 && !allowed.includes(kind)) return Promise.resolve();
      nextId += 1;
      const update = { update_id: nextId, ...body };
      const queue = queues.get(chat) ?? [];
      if (queue.length >= MOST_PENDING) return Promise.resolve();
      return new Promise((settle) => {
        queues.set(chat, [...queue, { update, chat, since: now(), attempts: 0, settle }]);
        for (const wake of [...arrivals]) wake();
        if (webhook !== null) void run(chat);
      });
    },
    setWebhook(next: Webhook | null, settings: { allowed?: readonly string[]; drop?: boolean } = {}): void {
      if (settings.drop === true) forgetAll();
      if (settings.allowed !== undefined) allowed = settings.allowed;
      webhook = next;
      lastError = null;
      if (next !== null) endPoll?.();
      if (next !== null) for (const chat of [...queues.keys()]) void run(chat);
    },
    /** What getWebhookInfo tells of the queue. */
    info: () => ({ webhook, allowed, lastError, pending: pending().length }),
    /** getUpdates: confirms what is below the offset, then waits for something to give. */
    async poll(ask: { offset: number; limit: number; timeoutMs: number; allowed?: readonly string[] }) {
      if (webhook !== null)
        throw conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      endPoll?.();
      if (ask.allowed !== undefined) allowed = ask.allowed;
      const all = pending();
      const from = ask.offset < 0 ? (all.at(ask.offset) ?? all[0])?.update.update_id : ask.offset;
      for (const one of all) if (from !== undefined && one.update.update_id < from) finish(one);
      if (queues.size === 0 && ask.timeoutMs > 0) await arrival(ask.timeoutMs);
      return pending()
        .slice(0, ask.limit)
        .map((one) => one.update);
    },
    /** Drops what waits for a person who is forgotten. */
    forget(chat: number): void {
      (queues.get(chat) ?? []).forEach(finish);
    },
    close(): void {
      closing.abort();
      endPoll?.();
      for (const go of waitingForSlot.splice(0)) go();
      forgetAll();
    },
  };

  function arrival(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (finishPoll: () => void) => () => {
        clearTimeout(timer);
        arrivals.delete(arrived);
        endPoll = null;
        finishPoll();
      };
      const arrived = end(resolve);
      const timer = setTimeout(arrived, timeoutMs);
      arrivals.add(arrived);
      endPoll = end(() => {
        reject(
          conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
        );
      });
    });
  }
}

export type TelegramDelivery = ReturnType<typeof createTelegramDelivery>;

const conflict = (why: string) => telegramRefusal(409, `Conflict: ${why}`);

const complaint = (posted: Posted): string =>
  'failed' in posted ? posted.failed : `Wrong response from the webhook: ${posted.status}`;

/** What setWebhook accepts as a secret token. Source: core.telegram.org/bots/api#setwebhook */
export function checkSecret(secret: string): void {
  if (!/^[A-Za-z0-9_-]{1,256}$/u.test(secret)) throw badRequest('secret token contains unallowed characters');
}
