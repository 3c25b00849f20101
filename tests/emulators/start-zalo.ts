import { createOaClient, createOauthClient, type OaClientOptions } from 'zalo-api-client';
import { expect, onTestFinished } from 'vitest';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createZaloOa, type ZaloOptions } from '../../src/emulators/zalo-oa.ts';
import { startListeningBot } from './listening-bot.ts';

const KEYS = {
  appId: '360846524940903967',
  appSecret: 'app-secret',
  oaId: '388613280878808645',
  oaSecretKey: 'oa-secret-key',
  refreshToken: 'first-refresh-token',
};

/** 2020-03-27, 09:00 in Vietnam. */
const MORNING = Date.UTC(2020, 2, 27, 2);

/** An emulated Zalo until the test ends, the real client in front of it, and a bot that hears its webhooks. */
export async function startZalo(options: Partial<ZaloOptions> = {}, client: Partial<OaClientOptions> = {}) {
  const clock = { now: MORNING };
  const bot = await startListeningBot();
  // Patient by default: on a busy machine an answer takes its time.
  const webhook = { webhookUrl: () => bot.url, webhookTimeoutMs: 10_000, retryDelaysMs: [10, 20, 30] };
  const zalo = createZaloOa({ ...KEYS, ...webhook, now: () => clock.now, ...options });
  const { root, close } = await serveAlone(zalo);
  onTestFinished(async () => {
    await close();
    await bot.close();
  });
  let granted: string | undefined;
  // Not before it is asked for: a grant ends the access tokens before it, also those of a test's own.
  const accessToken = () => (granted ??= zalo.tokens.grant().access_token);
  return {
    ...{ KEYS, zalo, bot, root, clock },
    oauth: createOauthClient({ appId: KEYS.appId, appSecret: KEYS.appSecret, oauthRoot: root }),
    oa: createOaClient({
      accessToken,
      ...{ openapiRoot: root, businessRoot: root, timeoutMs: 20_000 },
      ...client,
    }),
    /** Without an argument a fresh one, for a clock that has run on. */
    useToken: (token = zalo.tokens.grant().access_token) => {
      granted = token;
    },
    /** A call the client does not have. */
    post: async (path: string, body: object): Promise<unknown> => {
      const headers = { access_token: accessToken(), 'content-type': 'application/json' };
      return (await fetch(root + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    },
  };
}

/** What a refused call rejects with. */
export const refusedWith = (code: number, family = 'oa') =>
  expect.objectContaining({ name: 'ZaloApiError', family, code }) as Error;
