// Zalo's OA and OAuth APIs as a local server that signs its webhooks, and people with phones to talk through it.
// Must not know the bot behind the webhook, its flows, our own Zalo client, or anything else under src/.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { breakCall, cutOff } from './break-call.ts';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import { createPeople } from './people.ts';
import { randomDigits } from './random-id.ts';
import { isRecord, rawBody, readJson, takeRawBodies } from './wire-params.ts';
import type { ZaloOa } from './zalo-account.ts';
import { createZaloDelivery, RETRY_LADDER_MS, type ZaloDelivery } from './zalo-delivery.ts';
import { newMessageId, oaSent } from './zalo-events.ts';
import { checkMessage, quotaOf } from './zalo-message.ts';
import { addZaloOauth } from './zalo-oauth.ts';
import { createZaloPerson, type ZaloPerson } from './zalo-person.ts';
import { refusals, ZaloRefusal } from './zalo-refusal.ts';
import { createZaloTokens, type ZaloTokens } from './zalo-tokens.ts';
import type { ZaloKeys } from './zalo-wire.ts';

export interface ZaloOptions extends ZaloKeys {
  webhookUrl: () => string;
  faults?: FaultBoard;
  now?: () => number;
  retryDelaysMs?: readonly number[];
  retryOn?: 'non-200' | 'no-connection';
  disableAfterLadder?: boolean;
  webhookTimeoutMs?: number;
  callsPerMinute?: number;
  /** People remembered; the one not heard of longest is forgotten first. */
  mostPeople?: number;
}

export interface ZaloEmulator {
  /** Fastify plugin: register it under a prefix, which then is both the openapi and the oauth root. */
  plugin: (app: FastifyInstance) => Promise<void>;
  /** Somebody new, or the one of that id when still remembered; `returning` has written to the OA before. */
  person(is?: { name?: string; id?: string; returning?: boolean }): ZaloPerson;
  /** A person still remembered. */
  find(id: string): ZaloPerson | undefined;
  faults: FaultBoard;
  delivery: ZaloDelivery;
  tokens: ZaloTokens;
  /** The newest calls that were refused. */
  refused: readonly { path: string; code: number; description: string }[];
  close(): void;
}

/** Starts an emulated Zalo that serves one app with one Official Account. */
export function createZaloOa(options: ZaloOptions): ZaloEmulator {
  const faults = options.faults ?? createFaultBoard();
  const now = options.now ?? Date.now;
  const limit = options.callsPerMinute ?? 4_000;
  const refused: { path: string; code: number; description: string }[] = [];
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
  let minute = 0;
  let calls = 0;

  /** Source: docs.zaloplatforms.com/docs/OA/phu-luc/gioi-han-toc-do-api */
  function countCall(reply: FastifyReply): void {
    const thisMinute = Math.floor(now() / 60_000);
    calls = thisMinute === minute ? calls + 1 : 1;
    minute = thisMinute;
    void reply.header('X-RateLimit-Limit', limit).header('X-RateLimit-Remain', Math.max(0, limit - calls));
    if (calls > limit) throw refusals.rateLimit();
  }

  function checkToken(token: unknown): void {
    if (faults.strikes('bad_token')) throw refusals.badToken();
    if (faults.strikes('expired_token')) throw refusals.expiredToken();
    const state = tokens.check(typeof token === 'string' ? token : '');
    if (state === 'invalid') throw refusals.badToken();
    if (state === 'expired') throw refusals.expiredToken();
  }

  /** What every call of the OA API goes through before and after it is carried out. */
  const served = (run: (request: FastifyRequest) => object) => {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      countCall(reply);
      const fate = await breakCall(faults, reply);
      if (fate === 'reset') return reply;
      if (fate === 'fail') return reply.code(502).type('text/html').send('<html>502 Bad Gateway</html>');
      if (fate === 'throttle') throw refusals.rateLimit();
      checkToken(request.headers['access_token']);
      const data = run(request);
      return fate === 'lose_answer' ? cutOff(reply) : { data, error: 0, message: 'Success' };
    };
  };

  /** Source: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban */
  function sendMessage(request: FastifyRequest): object {
    if (faults.strikes('window_closed')) throw refusals.windowClosed();
    if (faults.strikes('forbid')) throw refusals.notFollowing();
    const { to, kind, text, buttons } = checkMessage(oa, readJson(rawBody(request).toString('utf8')));
    const id = newMessageId();
    const rows = buttons.map((button) => [button]);
    to.chat.add({ id, from: 'bot', kind, text, at: now(), buttons: rows });
    setImmediate(() => void delivery.push(to.id, oaSent(oa, to, text, id)));
    return { message_id: id, user_id: to.id, sent_time: String(now()), ...quotaOf(oa, to) };
  }

  function userIn(asked: unknown) {
    const id = isRecord(asked) ? asked['user_id'] : undefined;
    const account = typeof id === 'string' ? oa.accounts.get(id) : undefined;
    if (account === undefined) throw refusals.invalid('user_id');
    return account;
  }

  /** Source: docs.zaloplatforms.com/docs/OA/tin-nhan/quan-ly-tin-nhan/kiem-tra-han-muc-gui-tin-nhan */
  function quota(request: FastifyRequest): object {
    const account = userIn(readJson(rawBody(request).toString('utf8')));
    return { last_interaction: String(account.interactedAt ?? 0), cs_reply: { remain: 8, total: 8 } };
  }

  /** Source: docs.zaloplatforms.com/docs/OA/quan-ly/quan-ly-thong-tin-nguoi-dung/truy-xuat-chi-tiet-nguoi-dung */
  function userDetail(request: FastifyRequest): object {
    const { data } = request.query as { data?: string };
    const account = userIn(readJson(data ?? ''));
    if (!account.follows && account.interactedAt === null) throw refusals.notFollowing();
    const shared =
      account.phone === null ? {} : { shared_info: { name: account.name, phone: account.phone } };
    return {
      user_id: account.id,
      user_id_by_app: account.idByApp,
      display_name: account.name,
      user_is_follower: account.follows,
      user_last_interaction_date: new Date(account.interactedAt ?? 0).toLocaleDateString('en-GB'),
      ...shared,
    };
  }

  /** Source: docs.zaloplatforms.com/docs/OA/quan-ly (getoa). */
  const account = (): object => ({
    oaid: options.oaId,
    name: 'NCOVI',
    is_verified: true,
    num_follower: oa.accounts.size,
  });

  const plugin = (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app);
    app.setErrorHandler((error, request, reply) => {
      const refusal = error instanceof ZaloRefusal ? error : refusals.invalid('request');
      refused.push({ path: request.url, code: refusal.code, description: refusal.message });
      if (refused.length > 50) refused.shift();
      return reply.code(200).send(refusal.body());
    });
    addZaloOauth(app, oa, tokens);
    app.post('/v3.0/oa/message/cs', served(sendMessage));
    app.post('/v3.0/oa/quota/message', served(quota));
    app.get('/v3.0/oa/user/detail', served(userDetail));
    app.get('/v2.0/oa/getoa', served(account));
    app.post(
      '/v2.0/oa/message',
      served(() => {
        throw refusals.oldApi();
      }),
    );
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
    person: ({ id = randomDigits(18), name = 'An', returning = false } = {}) =>
      people.find(id) ?? people.add(createZaloPerson(oa, { id, name }, returning)),
    find: people.find,
    close: () => {
      delivery.close();
    },
  };
}
