// The Telegram Bot API as a local server that speaks the true wire format, and people with phones to talk through it.
// Must not know the bot behind the webhook, its flows, or anything else under src/.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import { breakCall, cutOff } from './break-call.ts';
import { createPeople } from './people.ts';
import { randomTelegramId } from './random-id.ts';
import { noteRefusal, Refusal, type Refused } from './refusal.ts';
import type { TelegramBot } from './telegram-bot.ts';
import { createTelegramDelivery } from './telegram-delivery.ts';
import { callMethod } from './telegram-methods.ts';
import { createTelegramPerson, type TelegramPerson } from './telegram-person.ts';
import { telegramRefusal } from './telegram-refusal.ts';
import { isRecord, readJson, takeRawBodies, wireParams } from './wire-params.ts';

export interface TelegramOptions {
  token: string;
  /** Registered from the start, as if the bot had called setWebhook before. */
  webhook?: { url: () => string; secret?: string };
  username?: string;
  faults?: FaultBoard;
  now?: () => number;
  firstUpdateId?: number;
  retryDelaysMs?: readonly number[];
  webhookTimeoutMs?: number;
  /** People remembered; the one not heard of longest is forgotten first. */
  mostPeople?: number;
}

export interface TelegramEmulator {
  /** Fastify plugin: register it under a prefix, which then is the bot's API root. */
  plugin: (app: FastifyInstance) => Promise<void>;
  /** Somebody new, or the one of that id when still remembered. */
  person(is?: NewTelegramPerson): TelegramPerson;
  /** A person still remembered. */
  find(id: string): TelegramPerson | undefined;
  faults: FaultBoard;
  /** The newest calls that were refused, methods in webhook answers among them. */
  refused: readonly Refused[];
  close(): void;
}

export interface NewTelegramPerson {
  id?: number;
  firstName?: string;
  lastName?: string;
  languageCode?: string;
  /** Has written to the bot before this emulator was started. */
  returning?: boolean;
}

/** Telegram's pauses are not documented; these are our choice, and tests make them shorter. */
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000];

/** Starts an emulated Telegram that serves one bot. */
export function createTelegram(options: TelegramOptions): TelegramEmulator {
  const faults = options.faults ?? createFaultBoard();
  const now = options.now ?? Date.now;
  const refused: Refused[] = [];
  let lastMessageId = 1000;

  const delivery = createTelegramDelivery({
    faults,
    now,
    // Grows from one start to the next, so that a bot that outlives us takes no new update for an old one.
    firstUpdateId: options.firstUpdateId ?? Math.floor((now() - Date.UTC(2020, 0, 1)) / 1000),
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: options.webhookTimeoutMs ?? 30_000,
    answered: (body) => void carryOut(readJson(body)),
  });
  const { webhook } = options;
  if (webhook !== undefined) {
    delivery.setWebhook({ url: webhook.url, secret: webhook.secret, maxConnections: 40 });
  }

  const bot: TelegramBot = {
    token: options.token,
    me: {
      id: Number.parseInt(options.token, 10),
      is_bot: true,
      first_name: 'NCOVI',
      username: options.username ?? 'ncovi_emulated_bot',
    },
    faults,
    delivery,
    accounts: new Map(),
    commands: new Map(),
    now,
    nextMessageId: () => (lastMessageId += 1),
  };

  /** Source: core.telegram.org/bots/api#making-requests-when-getting-updates. Its result is told to nobody. */
  async function carryOut(answer: unknown): Promise<void> {
    if (!isRecord(answer)) return;
    const { method, ...input } = answer;
    if (typeof method !== 'string') return;
    await perform(method, input).catch(() => undefined);
  }

  async function perform(method: string, input: Record<string, unknown>): Promise<unknown> {
    try {
      return await callMethod(bot, method, input);
    } catch (error) {
      if (error instanceof Refusal) noteRefusal(refused, method, error);
      throw error;
    }
  }

  const people = createPeople<TelegramPerson>(options.mostPeople ?? 500, (id) => {
    bot.accounts.delete(Number(id));
    delivery.forget(Number(id));
  });

  const plugin = (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app);
    app.setErrorHandler((error, _request, reply) => refuse(reply, error));
    app.setNotFoundHandler((_request, reply) => refuse(reply, telegramRefusal(404, 'Not Found')));
    app.route<{ Params: { token: string; method: string } }>({
      method: ['GET', 'POST'],
      url: '/bot:token/:method',
      async handler(request, reply) {
        const { token, method } = request.params;
        if (!/^\d+:[\w-]+$/u.test(token)) throw telegramRefusal(404, 'Not Found');
        if (token !== options.token) throw telegramRefusal(401, 'Unauthorized');
        const input = wireParams(request);
        if (input === null) throw telegramRefusal(400, "Bad Request: can't parse request");
        const fate = await breakCall(faults, reply);
        if (fate === 'over') return reply;
        if (fate === 'throttle') {
          throw telegramRefusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
        }
        if (/^send/iu.test(method) && faults.strikes('forbid')) {
          throw telegramRefusal(403, 'Forbidden: bot was blocked by the user');
        }
        const result = await perform(method, input);
        return fate === 'lose_answer' ? cutOff(reply) : { ok: true, result };
      },
    });
    app.addHook('onClose', () => {
      delivery.close();
    });
    return Promise.resolve();
  };

  return {
    plugin,
    faults,
    refused,
    person({ id = randomTelegramId(), firstName = 'An', lastName, languageCode, returning = false } = {}) {
      const known = people.find(String(id));
      if (known !== undefined) return known;
      const user = {
        id,
        is_bot: false,
        first_name: firstName,
        ...(lastName === undefined ? {} : { last_name: lastName }),
        ...(languageCode === undefined ? {} : { language_code: languageCode }),
      };
      return people.add(createTelegramPerson(bot, user, returning));
    },
    find: people.find,
    close: () => {
      delivery.close();
    },
  };
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const refusal = error instanceof Refusal ? error : telegramRefusal(400, 'Bad Request: unreadable request');
  return reply.code(refusal.code).send(refusal.body);
}
