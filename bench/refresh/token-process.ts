import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createOaClient, createOauthClient, ZaloApiError } from 'zalo-api-client';
import { SendError } from '../../src/channels/send-error.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { createZaloToken } from '../../src/pipeline/zalo-token.ts';
import { refreshAnswer } from '../../src/runtime/open-zalo.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { fastClock } from './fast-clock.ts';

export interface TokenProcessOptions {
  databaseUrl: string;
  fieldKey: string;
  root: string;
  appId: string;
  appSecret: string;
  seed: string;
  clock: { since: number; lifeMs: number };
  /** Calls at the same time. */
  callers: number;
}

/** Calls that were carried out, and what became of the others, since the process began. */
export interface TokenProcessReport {
  calls: number;
  failed: Record<string, number>;
}

/** One process that calls Zalo as hard as it can with the tokens of the keeper; ends when told to. */
const { databaseUrl, fieldKey, root, appId, appSecret, seed, clock, callers } = JSON.parse(
  process.argv[2] ?? '',
) as TokenProcessOptions;

const db = openDatabase({ url: databaseUrl }, { max: 3 });
const signed: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-process', String(process.pid));
  return fetch(url, { ...init, headers });
};
const oauth = createOauthClient({ appId, appSecret, oauthRoot: root, timeoutMs: 2_000, fetch: signed });
const token = createZaloToken({
  ...{ db, appId, seed, leaseMs: 3_000, now: fastClock(clock), metrics: createMetrics() },
  crypto: createFieldCrypto(Buffer.from(fieldKey, 'base64')),
  logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent', base: { pid: process.pid } }),
  refresh: (refreshToken) => refreshAnswer(oauth.refresh(refreshToken)),
});
const client = createOaClient({
  openapiRoot: root,
  timeoutMs: 5_000,
  accessToken: () => token.accessToken(),
  renewAccessToken: (refused) => token.renewAccessToken(refused),
});

const report: TokenProcessReport = { calls: 0, failed: {} };
const ending = new AbortController();
process.once('message', () => {
  ending.abort();
});
const telling = setInterval(() => process.send?.(report), 250);
// Looks seldom enough that most tokens come to their end, in front of all callers of all processes.
const keeping = token.keep(ending.signal, clock.lifeMs * 4);
await Promise.all(Array.from({ length: callers }, call));
await keeping;
await token.settled();
clearInterval(telling);
process.send?.(report);
await db.destroy();
process.disconnect();

async function call(): Promise<void> {
  while (!ending.signal.aborted) {
    try {
      await client.getAccount();
      report.calls++;
    } catch (error) {
      const why =
        error instanceof SendError
          ? error.code
          : error instanceof ZaloApiError
            ? `${error.family} ${error.code}`
            : 'other';
      report.failed[why] = (report.failed[why] ?? 0) + 1;
      await sleep(50);
    }
    await sleep(Math.random() * 40);
  }
}
