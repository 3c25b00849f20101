import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/storage/database.ts';
import { declare } from '../tests/support/declare.ts';
import { setUpInstallation } from '../tests/support/installation.ts';
import { startPlatforms } from '../tests/support/platforms.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { startStallingProxy } from '../tests/support/stalling-proxy.ts';
import { waitFor } from '../tests/support/wait-for.ts';

/**
 * Postgres is away for half an hour while people go on declaring: refused at first, then without any answer. Counted at
 * the end: what they were told is stored, each once, and how long the queue took to drain by itself.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'per-second': { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
const away = Number(values.minutes) * 60_000;
const pause = 1_000 / Number(values['per-second']);

const server = await startPostgres({ durable: true });
const url = server.url('postgres');
const data = mkdtempSync(join(tmpdir(), 'ncovi-outage-'));
const postgres = await startStallingProxy(Number(new URL(url).port));
const through = new URL(url);
through.port = String(postgres.port);
const db = openDatabase({ url });
const installation = await setUpInstallation(() => Promise.resolve({ url, db, drop: () => db.destroy() }));
let root = '';
const platforms = await startPlatforms((channel) => `${root}/webhooks/${channel}`, { zaloRetriesMs: [] });
const settings = { ...platforms.settings, DATABASE_URL: through.href, DATA_DIR: data };
try {
  const [serve] = await Promise.all([installation.serve(settings), installation.work(settings)]);
  root = serve.root;
  // Zalo's token is read once before.
  const receipts = [
    await declare(platforms.zalo.person()),
    await declare(platforms.telegram.person({ languageCode: 'vi' })),
  ];
  const failures: string[] = [];
  const under: Promise<void>[] = [];
  const began = Date.now();
  postgres.set('refusing');
  while (Date.now() - began < away) {
    if (Date.now() - began > away / 2) postgres.set('stalled');
    const isZalo = under.length % 2 === 0;
    const person = isZalo ? platforms.zalo.person() : platforms.telegram.person({ languageCode: 'vi' });
    under.push(
      declare(person, undefined, undefined, 60_000).then(
        (receipt) => void receipts.push(receipt),
        (error: unknown) => void failures.push(String(error)),
      ),
    );
    await sleep(pause);
  }
  await Promise.all(under);
  const queued = await waiting(root);
  postgres.set('open');
  const back = Date.now();
  await waitFor('all to be stored', async () => (await stored()).length >= receipts.length, {
    timeout: 600_000,
  });
  const drainSeconds = (Date.now() - back) / 1_000;
  const codes = await stored();
  const lost = receipts.filter((receipt) => !codes.includes(receipt)).length;
  const result = {
    ...{ minutes: Number(values.minutes), told: receipts.length, stored: codes.length, lost },
    duplicates: codes.length - new Set(codes).size,
    ...{ unanswered: failures.length, queuedAtTheEnd: queued, drainSeconds },
  };
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  for (const failure of failures.slice(0, 5)) console.error(failure);
  if (lost > 0 || result.duplicates > 0 || failures.length > 0) process.exitCode = 1;
} finally {
  await installation.close();
  await platforms.close();
  await postgres.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

async function stored(): Promise<string[]> {
  const rows = await db.selectFrom('declarations').select('receipt').execute();
  return rows.map(({ receipt }) => receipt);
}

/** Declarations in the queue, as an operator sees it. */
async function waiting(of: string): Promise<number> {
  const metrics = await (await fetch(`${of}/metrics`)).text();
  const lines = [
    ...metrics.matchAll(/^ncovi_jobs\{queue="declarations",state="(?:waiting|delayed|active)"\} (\d+)$/gm),
  ];
  return lines.reduce((sum, [, count]) => sum + Number(count), 0);
}
