import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { signOaBody } from 'zalo-api-client';
import { readConfig } from '../../src/config.ts';
import { openRuntime } from '../../src/runtime/open-runtime.ts';
import { openIntake } from '../../src/runtime/open-intake.ts';
import { createWeb } from '../../src/runtime/web.ts';
import { startPlatforms, type Platforms } from './platforms.ts';
import { startRedis } from './redis.ts';
import { testLogger } from './test-logger.ts';
import { waitFor } from './wait-for.ts';
import { createTestDatabase } from './test-database.ts';

export type WebChannel = 'telegram' | 'zalo-oa' | 'zalo-bot';
export type Headers = Record<string, string | string[]>;

/** What `serve` listens with, in this process, over real channels, Redis and Postgres. */
export interface RealWeb {
  port: number;
  platforms: Platforms;
  redis: Redis;
  /** Number of the Official Account served. */
  oaId: string;
  /** Posts a body and gives the status. */
  post(channel: WebChannel, body: Buffer, headers?: Headers): Promise<number>;
  /** The headers that show that a body comes from the platform. */
  genuine(channel: WebChannel, body: Buffer): Headers;
  /** All there is in Redis and Postgres, as a sentence that changes with any of it. */
  state(): Promise<string>;
  /** All that was logged. */
  log(): string;
  close(): Promise<void>;
}

const BOT_SECRET = 'bot-webhook-secret';

export async function openRealWeb(): Promise<RealWeb> {
  const [server, database] = await Promise.all([startRedis(), createTestDatabase()]);
  const redis = new Redis(server.url).on('error', () => undefined);
  let port = 0;
  const platforms = await startPlatforms((channel) => `http://127.0.0.1:${port}/webhooks/${channel}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'ncovi-web-'));
  const config = readConfig('serve', {
    ...platforms.settings,
    ...{ DATABASE_URL: database.url, REDIS_URL: server.url, PUBLIC_URL: 'http://127.0.0.1:1' },
    ...{ ZALO_BOT_TOKEN: '1001:nobody-is-there', ZALO_BOT_WEBHOOK_SECRET: BOT_SECRET },
    ZALO_BOT_API_ROOT: 'http://127.0.0.1:1',
    DATA_DIR: dataDir,
    FIELD_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const { telegram, zaloOa, fieldKey } = config;
  if (telegram === null || zaloOa === null || fieldKey === null) throw new Error('settings are missing');
  let log = '';
  const logger = testLogger((line) => (log += line));
  const runtime = await openRuntime(config, logger, { address: { url: database.url }, fieldKey });
  const intake = openIntake(runtime, config, fieldKey);
  const app = await createWeb(runtime, intake, { trustedProxies: [] });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  /** Without a timestamp there is nothing to sign with: then the best a platform could do. */
  function signed(body: Buffer): string {
    const { appId, oaSecretKey } = zaloOa ?? { appId: '', oaSecretKey: '' };
    try {
      return signOaBody(body, { appId, oaSecretKey });
    } catch {
      return `mac=${createHash('sha256').update(appId).update(body).update(oaSecretKey).digest('hex')}`;
    }
  }

  return {
    port,
    platforms,
    redis,
    oaId: zaloOa.oaId,
    post: (channel, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const to = { method: 'POST', host: '127.0.0.1', port, path: `/webhooks/${channel}`, agent };
        const asked = request(
          { ...to, headers: { 'content-type': 'application/json', ...headers } },
          (answer) => {
            answer.resume().on('end', () => {
              resolve(answer.statusCode ?? 0);
            });
          },
        );
        asked.on('error', reject).end(body);
      }),
    genuine(channel, body) {
      if (channel === 'zalo-oa') return { 'x-zevent-signature': signed(body) };
      if (channel === 'zalo-bot') return { 'x-bot-api-secret-token': BOT_SECRET };
      return { 'x-telegram-bot-api-secret-token': telegram.webhookSecret ?? '' };
    },
    async state() {
      // What took too long at first is kept, and worked on a moment later; Zalo is answered before our replies are sent.
      await waitFor('the spool to be empty', () => intake.kept() === 0);
      await runtime.converse.idle();
      // BullMQ notes its version when it opens a queue.
      const names = (await redis.keys('*')).filter((name) => !name.endsWith(':meta')).sort();
      const values = await Promise.all(names.map((name) => redis.dumpBuffer(name)));
      const rows = await database.db.selectFrom('declarations').select('id').orderBy('id').execute();
      const hash = createHash('sha256').update(JSON.stringify([names, rows]));
      for (const value of values) hash.update(value);
      return `${names.length} keys, ${rows.length} rows, ${hash.digest('hex')}`;
    },
    log: () => log,
    async close() {
      agent.destroy();
      await app.close();
      await intake.close();
      await runtime.close();
      rmSync(dataDir, { recursive: true, force: true });
      redis.disconnect();
      await platforms.close();
      await database.drop();
      await server.stop();
    },
  };
}
