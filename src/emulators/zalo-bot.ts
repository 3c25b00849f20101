// Zalo's Bot Platform as a local server that speaks the true wire format, and people with phones to talk through it.
// Must not know the bot behind the webhook, its flows, our own Zalo client, or anything else under src/.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { breakCall, cutOff } from './break-call.ts';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import { createPeople } from './people.ts';
import { noteRefusal, Refusal, type Refused } from './refusal.ts';
import { takeRawBodies, wireParams } from './wire-params.ts';
import { createZaloBotDelivery, type BotWebhook, type ZaloBotDelivery } from './zalo-bot-delivery.ts';
import { callBotMethod, type ZaloBot } from './zalo-bot-methods.ts';
import { createZaloBotPerson, type ZaloBotPerson } from './zalo-bot-person.ts';
import { botRefusals } from './zalo-bot-refusal.ts';
import { newBotId } from './zalo-bot-updates.ts';

export interface ZaloBotOptions {
  /** `<digits>:<secret>`, as Zalo Bot Creator gives it. */
  token: string;
  /** Registered from the start, as if the bot had called setWebhook before. */
  webhook?: BotWebhook;
  faults?: FaultBoard;
  now?: () => number;
  retryDelaysMs?: readonly number[];
  webhookTimeoutMs?: number;
  /** People remembered; the one not heard of longest is forgotten first. */
  mostPeople?: number;
}

export interface ZaloBotEmulator {
  /** Fastify plugin: register it under a prefix, which then is the bot's API root. */
  plugin: (app: FastifyInstance) => Promise<void>;
  /** Somebody new, or the one of that id when still remembered; `returning` has written to the bot before. */
  person(is?: { name?: string; id?: string; returning?: boolean }): ZaloBotPerson;
  /** A person still remembered. */
  find(id: string): ZaloBotPerson | undefined;
  faults: FaultBoard;
  delivery: ZaloBotDelivery;
  /** The newest calls that were refused, idle polls left out. */
  refused: readonly Refused[];
  close(): void;
}

/** Our choice: nothing is documented, not even whether there are retries. */
const RETRY_DELAYS_MS = [5_000, 30_000, 120_000];

/** Starts an emulated Bot Platform that serves one bot. */
export function createZaloBot(options: ZaloBotOptions): ZaloBotEmulator {
  const { token, faults = createFaultBoard(), now = Date.now } = options;
  const refused: Refused[] = [];
  const delivery = createZaloBotDelivery({
    faults,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  if (options.webhook !== undefined) delivery.setWebhook(options.webhook);
  const bot: ZaloBot = { token, delivery, accounts: new Map(), webhookAt: now(), now };
  const people = createPeople<ZaloBotPerson>(options.mostPeople ?? 500, (id) => {
    bot.accounts.delete(id);
    delivery.forget(id);
  });

  function refuse(reply: FastifyReply, method: string, error: unknown): FastifyReply {
    const refusal = error instanceof Refusal ? error : botRefusals.badRequest('unreadable request');
    if (refusal.code !== 408) noteRefusal(refused, method, refusal);
    return reply.code(200).send(refusal.body);
  }

  const plugin = (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app);
    app.setErrorHandler((error, request, reply) => refuse(reply, request.url.split('/').at(-1) ?? '', error));
    app.setNotFoundHandler((_request, reply) => refuse(reply, '', botRefusals.notFound()));
    app.route<{ Params: { token: string; method: string } }>({
      method: ['GET', 'POST'],
      url: '/bot:token/:method',
      async handler(request, reply) {
        const input = wireParams(request);
        if (input === null) throw botRefusals.badRequest('unreadable parameters');
        const fate = await breakCall(faults, reply);
        if (fate === 'over') return reply;
        if (fate === 'throttle') throw botRefusals.quota();
        const isKnown = request.params.token === token && !faults.strikes('bad_token');
        if (!isKnown) throw botRefusals.unauthorized();
        const gone = new AbortController();
        reply.raw.on('close', () => {
          gone.abort();
        });
        const result = await callBotMethod(bot, request.params.method, input, gone.signal);
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
    delivery,
    refused,
    person: ({ id = newBotId(), name = 'An', returning = false } = {}) =>
      people.find(id) ?? people.add(createZaloBotPerson(bot, { id, name }, returning)),
    find: people.find,
    close: () => {
      delivery.close();
    },
  };
}
