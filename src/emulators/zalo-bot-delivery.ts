import type { FaultBoard } from './faults.ts';
import { pause } from './pause.ts';
import { postWebhook } from './post-webhook.ts';
import { botRefusals } from './zalo-bot-refusal.ts';
import type { ZaloBotUpdate } from './zalo-bot-updates.ts';

export interface BotWebhook {
  url: () => string;
  secret: string;
}

export interface ZaloBotDeliveryOptions {
  faults: FaultBoard;
  /** Our choice, as nothing is documented: pauses before each retry of what was not answered with 200; then it is lost. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

/** How a body is put: as captured from real webhooks, in the envelope of the documentation, or by turns. */
export type BotBodies = 'bare' | 'wrapped' | 'by turns';

interface Waiting {
  update: ZaloBotUpdate;
  settle: () => void;
}

/** Our choice: updates of one person beyond this many waiting are lost. */
const MOST_WAITING = 1_000;

/** What real webhooks call themselves; some firewalls take it for an attack. */
const AGENT = 'Java/17.0.10';

/**
 * Keeps updates until the bot has them, by webhook or by polling. One person's keep their order (our choice: nothing is
 * promised). Source: docs.zaloplatforms.com/docs/BOT/webhook and /BOT/apis/getUpdates
 */
export function createZaloBotDelivery({ faults, retryDelaysMs, timeoutMs }: ZaloBotDeliveryOptions) {
  const lines = new Map<string, Waiting[]>();
  const running = new Set<string>();
  const polls = new Set<() => void>();
  const closing = new AbortController();
  let webhook: BotWebhook | null = null;
  let bodies: BotBodies = 'by turns';
  let posted = 0;

  async function attempt(update: ZaloBotUpdate, { url, secret }: BotWebhook): Promise<boolean> {
    posted += 1;
    const wraps = bodies === 'wrapped' || (bodies === 'by turns' && posted % 2 === 0);
    const body = JSON.stringify(wraps ? { ok: true, result: update } : update);
    const headers = { 'x-bot-api-secret-token': secret, 'user-agent': AGENT };
    const answer = await postWebhook(url(), headers, body, { timeoutMs, closing: closing.signal });
    return 'status' in answer && answer.status === 200 && !faults.strikes('unheard');
  }

  /** False when the webhook was taken away meanwhile, so that the update can be polled for. */
  async function deliver(update: ZaloBotUpdate): Promise<boolean> {
    for (const delay of [0, ...retryDelaysMs]) {
      if (delay > 0) await pause(delay, closing.signal);
      if (closing.signal.aborted) return true;
      if (webhook === null) return false;
      if (await attempt(update, webhook)) return true;
    }
    return true;
  }

  async function run(person: string): Promise<void> {
    if (running.has(person)) return;
    running.add(person);
    for (let one = lines.get(person)?.[0]; one !== undefined; one = lines.get(person)?.[0]) {
      if (webhook === null || !(await deliver(one.update))) break;
      take(person, one);
      one.settle();
    }
    running.delete(person);
  }

  function take(person: string, one: Waiting): void {
    const left = (lines.get(person) ?? []).filter((other) => other !== one);
    // To the end, so that a flood of one person holds up nobody else's.
    lines.delete(person);
    if (left.length > 0) lines.set(person, left);
  }

  function put(person: string, one: Waiting): void {
    const line = lines.get(person) ?? [];
    if (line.length >= MOST_WAITING || closing.signal.aborted) {
      one.settle();
      return;
    }
    lines.set(person, [...line, one]);
    if (webhook !== null) void run(person);
    else polls.values().next().value?.();
  }

  async function putLater(person: string, one: Waiting): Promise<void> {
    await pause(faults.hold(), closing.signal);
    put(person, one);
  }

  function wakeAll(): void {
    for (const wake of [...polls]) wake();
  }

  return {
    /** Resolves once the bot has the update, or never will. */
    push(person: string, update: ZaloBotUpdate): Promise<void> {
      if (faults.strikes('drop')) return Promise.resolve();
      return new Promise((settle) => {
        if (faults.strikes('reorder')) void putLater(person, { update, settle });
        else put(person, { update, settle });
        if (faults.strikes('duplicate')) void putLater(person, { update, settle: () => undefined });
      });
    },
    get webhook(): BotWebhook | null {
      return webhook;
    },
    setBodies(next: BotBodies): void {
      bodies = next;
    },
    /** What waits goes to the new webhook, or waits to be polled for (our choice). */
    setWebhook(next: BotWebhook | null): void {
      webhook = next;
      if (next === null) return;
      wakeAll();
      for (const person of [...lines.keys()]) void run(person);
    },
    /** The body Zalo tries a new address with is empty; without the secret is our choice. */
    async probe(url: string): Promise<{ ok: boolean; status_code?: number; outcome: string }> {
      const headers = { 'user-agent': AGENT };
      const answer = await postWebhook(url, headers, '', { timeoutMs, closing: closing.signal });
      if ('failed' in answer) return { ok: false, outcome: 'webhook.unreachable' };
      const ok = answer.status === 200;
      const outcome = ok ? 'webhook.ok' : `webhook.http.${answer.status}`;
      return { ok, status_code: answer.status, outcome };
    },
    /** One update, of whoever waits longest; it is forgotten as soon as it is given. */
    async poll(timeoutMs: number, gone: AbortSignal): Promise<ZaloBotUpdate> {
      const until = Date.now() + timeoutMs;
      for (;;) {
        if (webhook !== null) {
          throw botRefusals.badRequest(
            "can't use getUpdates while a webhook is set; use deleteWebhook first",
          );
        }
        const [person, [one] = []] = lines.entries().next().value ?? [];
        if (person !== undefined && one !== undefined && !gone.aborted) {
          take(person, one);
          one.settle();
          return one.update;
        }
        const left = until - Date.now();
        if (left <= 0 || gone.aborted || closing.signal.aborted) throw botRefusals.timeout();
        await arrival(left, gone);
      }
    },
    forget(person: string): void {
      for (const { settle } of lines.get(person) ?? []) settle();
      lines.delete(person);
    },
    close(): void {
      closing.abort();
      wakeAll();
      for (const person of [...lines.keys()]) this.forget(person);
    },
  };

  function arrival(ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        polls.delete(end);
        gone.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      polls.add(end);
      gone.addEventListener('abort', end);
    });
  }
}

export type ZaloBotDelivery = ReturnType<typeof createZaloBotDelivery>;
