// Zalo's OA, ZBS and OAuth APIs as a local server that signs its webhooks, and people with phones to talk through it.
// Must not know the bot behind the webhook, its flows, our own Zalo client, or anything else under src/.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import { createPeople } from './people.ts';
import { randomDigits } from './random-id.ts';
import { noteRefusal, Refusal, type Refused } from './refusal.ts';
import { takeRawBodies } from './wire-params.ts';
import type { ZaloOa } from './zalo-account.ts';
import { addZaloArticles, createZaloArticles } from './zalo-articles.ts';
import { createZaloBroadcast, isBroadcast, type BroadcastRules } from './zalo-broadcast.ts';
import { createZaloCalls, jsonBody, type ZaloCallRules } from './zalo-calls.ts';
import { createZaloDelivery, RETRY_LADDER_MS, type ZaloDelivery } from './zalo-delivery.ts';
import { checkMessage } from './zalo-message.ts';
import { addZaloOauth } from './zalo-oauth.ts';
import { createZaloPerson, type ZaloPerson } from './zalo-person.ts';
import { refusals } from './zalo-refusal.ts';
import { sendTo } from './zalo-send.ts';
import { addZaloTemplates, type TemplateRules } from './zalo-templates.ts';
import { createZaloTokens, type ZaloTokens } from './zalo-tokens.ts';
import { addZaloUploads, createZaloUploads } from './zalo-uploads.ts';
import { addZaloUsers } from './zalo-users.ts';
import type { ZaloKeys } from './zalo-wire.ts';

export interface ZaloOptions
  extends ZaloKeys, Partial<ZaloCallRules>, Partial<BroadcastRules>, Partial<TemplateRules> {
  webhookUrl: () => string;
  /** The one callback saved in the console; without it any will do. */
  callbackUrl?: string;
  faults?: FaultBoard;
  now?: () => number;
  retryDelaysMs?: readonly number[];
  retryOn?: 'non-200' | 'no-connection';
  disableAfterLadder?: boolean;
  webhookTimeoutMs?: number;
  /** How long an article is being made. */
  articleMs?: number;
  /** People remembered; the one not heard of longest is forgotten first. */
  mostPeople?: number;
}

export interface ZaloEmulator {
  /** Fastify plugin: register it under a prefix, which then is the root of openapi, business and oauth alike. */
  plugin: (app: FastifyInstance) => Promise<void>;
  /**
   * Somebody new, or the one of that id when still remembered; `returning` has written to the OA before, `phone` (84…) is
   * what their account is registered with.
   */
  person(is?: { name?: string; id?: string; phone?: string; returning?: boolean }): ZaloPerson;
  /** A person still remembered. */
  find(id: string): ZaloPerson | undefined;
  faults: FaultBoard;
  delivery: ZaloDelivery;
  tokens: ZaloTokens;
  /** The newest calls that were refused. */
  refused: readonly Refused[];
  close(): void;
}

/** Starts an emulated Zalo that serves one app with one Official Account. */
export function createZaloOa(options: ZaloOptions): ZaloEmulator {
  const { faults = createFaultBoard(), now = Date.now, verified = true } = options;
  const refused: Refused[] = [];
  const tokens = createZaloTokens(options, now);
  const delivery = createZaloDelivery({
    keys: options,
    webhookUrl: options.webhookUrl,
    faults,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_LADDER_MS,
    retryOn: options.retryOn ?? 'non-200',
    disableAfterLadder: options.disableAfterLadder ?? false,
    timeoutMs: options.webhookTimeoutMs ?? 2_000,
  });
  const oa: ZaloOa = { keys: options, faults, delivery, accounts: new Map(), now };
  const people = createPeople<ZaloPerson>(options.mostPeople ?? 500, (id) => oa.accounts.delete(id));
  const calls = createZaloCalls(oa, tokens, {
    callsPerMinute: options.callsPerMinute ?? 4_000,
    demandsProof: options.demandsProof ?? false,
  });
  const uploads = createZaloUploads(now);
  const articles = createZaloArticles(now, options.articleMs ?? 2_000);
  const broadcast = createZaloBroadcast(oa, articles, {
    verified,
    broadcastsPerMonth: options.broadcastsPerMonth ?? Infinity,
  });

  function sendMessage(request: FastifyRequest): object {
    if (faults.strikes('window_closed')) throw refusals.windowClosed();
    if (faults.strikes('forbid')) throw refusals.notFollowing();
    const { to, content } = checkMessage(oa, uploads, jsonBody(request));
    return sendTo(oa, to, content);
  }

  /** The path of the second version is still there for broadcasts. */
  function sendToMany(request: FastifyRequest): object {
    const body = jsonBody(request);
    if (!isBroadcast(body)) throw refusals.oldApi();
    return broadcast(body);
  }

  /** What was ended in March 2026; which number answers now is our choice. */
  function ended(): never {
    throw refusals.unsupported();
  }

  const plugin = (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app);
    app.setErrorHandler((error, request, reply) => {
      const refusal = error instanceof Refusal ? error : refusals.invalid('request');
      noteRefusal(refused, request.url.split('?')[0] ?? '', refusal);
      return reply.code(200).send(refusal.body);
    });
    addZaloOauth(app, oa, tokens, options.callbackUrl);
    app.post('/v3.0/oa/message/cs', calls('oa', sendMessage));
    app.post('/v3.0/oa/message/transaction', calls('oa', ended));
    app.post('/v3.0/oa/message/promotion', calls('oa', ended));
    app.post('/v2.0/oa/message', calls('oa', sendToMany));
    addZaloUploads(app, calls, uploads);
    addZaloArticles(app, calls, articles);
    addZaloUsers(app, calls, oa, verified);
    addZaloTemplates(app, calls, oa, {
      templates: options.templates ?? [],
      phoneQuota: options.phoneQuota ?? 500,
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
    tokens,
    refused,
    person: ({
      id = randomDigits(18),
      name = 'An',
      phone = `849${randomDigits(8)}`,
      returning = false,
    } = {}) => people.find(id) ?? people.add(createZaloPerson(oa, { id, name, phone }, returning)),
    find: people.find,
    close: () => {
      delivery.close();
    },
  };
}
