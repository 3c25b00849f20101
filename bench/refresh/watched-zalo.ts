import { randomBytes } from 'node:crypto';
import fastify from 'fastify';
import { seeded } from '../../src/demo/seeded.ts';
import { createFaultBoard } from '../../src/emulators/faults.ts';
import { createZaloOa, type ZaloEmulator } from '../../src/emulators/zalo-oa.ts';

/** One answer of the token endpoint. */
export interface TokenAnswer {
  at: number;
  /** Who asked. */
  pid: number;
  /** `spent`: the refresh token had been used before, which is answered by nothing; `none`: a fault came before. */
  outcome: 'pair' | 'spent' | 'refused' | 'none';
  refreshToken: string | null;
  /** The access token before was still good. */
  ahead: boolean;
}

export interface WatchedZalo {
  root: string;
  keys: { appId: string; appSecret: string; oaId: string; oaSecretKey: string; refreshToken: string };
  zalo: ZaloEmulator;
  answers: TokenAnswer[];
  /** When a call with a token was last carried out. */
  lastCall(): number;
  /** Who asks next is killed after Zalo has read the question, by this. */
  aim(kill: ((pid: number) => Promise<void>) | null): void;
  close(): Promise<void>;
}

/** The emulated Zalo, with a log of who was given which tokens. A spent refresh token is answered by an empty 200. */
export async function watchedZalo(now: () => number, lifeMs: number, seed: number): Promise<WatchedZalo> {
  const keys = {
    ...{ appId: '360846524940903967', appSecret: randomBytes(16).toString('hex') },
    ...{ oaId: '388613280878808645', oaSecretKey: 'none', refreshToken: randomBytes(16).toString('hex') },
  };
  const faults = createFaultBoard(seeded(seed));
  const zalo = createZaloOa({
    ...keys,
    faults,
    now,
    webhookUrl: () => 'http://127.0.0.1:9/',
    callsPerMinute: Infinity,
  });
  const answers: TokenAnswer[] = [];
  let lastCall = 0;
  let aimed: ((pid: number) => Promise<void>) | null = null;
  const app = fastify({ forceCloseConnections: true });
  app.addHook('preHandler', async (request) => {
    if (aimed === null || !request.url.endsWith('/access_token')) return;
    const kill = aimed;
    aimed = null;
    await kill(Number(request.headers['x-process']));
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const body = typeof payload === 'string' ? payload : '';
    if (request.url.endsWith('/getoa')) {
      if (body.includes('"error":0')) lastCall = Date.now();
    } else if (request.url.endsWith('/access_token')) {
      const read = body.startsWith('{')
        ? (JSON.parse(body) as { access_token?: string; refresh_token?: string })
        : {};
      const before = answers.findLast(({ outcome }) => outcome === 'pair');
      answers.push({
        at: Date.now(),
        pid: Number(request.headers['x-process']),
        outcome:
          reply.statusCode !== 200 ? 'none' : read.access_token ? 'pair' : body === '' ? 'spent' : 'refused',
        refreshToken: read.refresh_token ?? null,
        ahead: before !== undefined && Date.now() - before.at < lifeMs,
      });
    }
    done(null, payload);
  });
  await app.register(zalo.plugin);
  return {
    root: await app.listen({ host: '127.0.0.1', port: 0 }),
    ...{ keys, zalo, answers },
    lastCall: () => lastCall,
    aim(kill) {
      aimed = kill;
    },
    close: () => app.close(),
  };
}
