import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import fastify from 'fastify';
import { sql } from 'kysely';
import { defaultRates } from '../src/broadcast/rates.ts';
import { consolePages } from '../src/console/console.ts';
import { createWords } from '../src/console/words.ts';
import { asStaff } from '../src/storage/as-staff.ts';
import { storeAreas } from '../src/storage/areas.ts';
import { openDatabase } from '../src/storage/database.ts';
import { createFieldCrypto } from '../src/storage/field-crypto.ts';
import { migrate } from '../src/storage/migrate.ts';
import { mergePersons } from '../src/storage/persons.ts';
import { realAssets } from '../tests/support/assets.ts';
import { anOfficer } from '../tests/support/a-unit.ts';
import { administer, startPostgres } from '../tests/support/postgres.ts';
import { testLogger } from '../tests/support/test-logger.ts';
import { END, fill } from './storage/believable-million.ts';
import { fillWork } from './storage/fill-work.ts';

/**
 * How long the console's lists take through HTTP, signed in, for the staff of a nation, a province, a district and a
 * commune, with row-level security on; and how long it takes to merge two persons. In ms, over all runs of each page.
 */
const { values } = parseArgs({
  options: {
    declarations: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);

const server = await startPostgres({ durable: true });
const url = server.url('postgres');
const db = openDatabase({ url }, { queryTimeout: 0 });
const app = fastify();
const figures: { page: string; median: number; p95: number; rows: number; kilobytes: number }[] = [];
try {
  const assets = realAssets();
  await migrate(db);
  await storeAreas(db, '2020', assets.areas);
  await fill(db, '2020', Number(values.declarations));
  await fillWork(db);
  await administer(url, 'vacuum analyze');
  await app.register(
    consolePages({
      ...{ db, assets, logger: testLogger(), publicUrl: null, secure: false },
      crypto: createFieldCrypto(randomBytes(32)),
      words: createWords(assets),
      queues: { add: () => Promise.resolve() },
      templates: null,
      sendTest: () => Promise.resolve('misconfigured'),
      rates: defaultRates,
      entrances: { telegramBot: null, zaloOa: null },
      now: () => END.getTime(),
    }),
    { prefix: '/console' },
  );
  const root = await app.listen({ host: '127.0.0.1', port: 0 });
  const busiest = await sql<{ path: string[] }>`
    select area_path as path from persons group by area_path order by count(*) desc limit 1`.execute(db);
  const commune = busiest.rows[0]?.path ?? [];
  const pages = [
    ...['', 'level=4', 'status=new', 'only=overdue', 'only=new', 'symptom=pneumonia', 'symptom=fever'],
    ...['exposure=contact_case', 'q=huynh%20ngoc%20khanh', 'q=nguyen', 'q=0900000037'],
  ].map((query) => `/?${query}`);
  pages.push(
    ...[
      '/persons',
      '/persons?q=nguyen',
      '/persons?q=0900000037',
      '/persons?level=4',
      '/persons?symptom=fever',
    ],
    ...['/isolations', '/urging', '/staff'],
  );
  for (let depth = 0; depth <= 3; depth++) {
    const area = commune.slice(0, depth);
    const cookie = await signedIn(await anOfficer(db, area, { takesUnplaced: depth === 2 }));
    for (const page of pages) await time(`${root}/console${page}`, cookie, `depth ${depth}  ${page}`);
  }
  await timeMerge();
} finally {
  await app.close();
  await db.destroy();
  await server.stop();
}
figures.sort((a, b) => b.p95 - a.p95);
const worst = figures.filter(({ page }) => page.startsWith('depth')).at(0);
if (values.json) console.log(JSON.stringify({ declarations: Number(values.declarations), worst, figures }));
else {
  console.table(figures);
  console.log(`${figures.filter(({ p95 }) => p95 > 150).length} of ${figures.length} over 150 ms`);
}

async function time(address: string, cookie: string, page: string): Promise<void> {
  const taken: number[] = [];
  let body = '';
  for (let i = 0; i <= runs; i++) {
    const began = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    body = await answer.text();
    if (answer.status === 403 && !page.includes('persons')) return;
    if (answer.status !== 200) throw new Error(`${page}: ${answer.status}`);
    // The first one also compiles the page.
    if (i > 0) taken.push(performance.now() - began);
  }
  note(page, taken, body);
}

function note(page: string, taken: number[], body = ''): void {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1));
  const rows = body.split('data-row').length - 1;
  figures.push({ page, median: at(0.5), p95: at(0.95), rows, kilobytes: Math.round(body.length / 1024) });
}

async function signedIn(staff: string): Promise<string> {
  const cookie = randomBytes(32).toString('base64url');
  const token = createHash('sha256').update(cookie).digest('hex');
  const expires = new Date(END.getTime() + 3_600_000);
  await db
    .insertInto('staff_sessions')
    .values({ id: randomUUID(), token, staff, address: '127.0.0.1', agent: 'bench', expires_at: expires })
    .execute();
  return `ncovi-session=${cookie}`;
}

async function timeMerge(): Promise<void> {
  const staff = await anOfficer(db, []);
  const some = await sql<{ id: string }>`
    select id from persons where merged_into is null and level >= 2 order by id limit ${runs * 2}`.execute(
    db,
  );
  const taken: number[] = [];
  for (let i = 0; i + 1 < some.rows.length; i += 2) {
    const [duplicate = '', kept = ''] = some.rows.slice(i, i + 2).map(({ id }) => id);
    const began = performance.now();
    const isMerged = await asStaff(db, staff, (tx) => mergePersons(tx, duplicate, kept));
    taken.push(performance.now() - began);
    if (!isMerged) throw new Error('not merged');
  }
  note('merge two persons', taken);
}
