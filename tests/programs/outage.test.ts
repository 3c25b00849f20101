import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import type { Person } from '../../src/emulators/person.ts';
import { declarationsOf } from '../../src/storage/declarations.ts';
import { HEALTHY } from '../browser/citizen.ts';
import { declare } from '../support/declare.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import type { ProgramUnderTest } from '../support/program.ts';
import { hasRedis } from '../support/redis.ts';
import { startStallingProxy, type StallingProxy } from '../support/stalling-proxy.ts';
import { waitFor } from '../support/wait-for.ts';

/** Programs start in a few seconds, more on a busy machine. */
const LONG = 300_000;

const skip = !hasRedis() || !hasPostgres();

describe.skipIf(skip)('with Redis or Postgres away (needs redis-server, postgres)', () => {
  const data = mkdtempSync(join(tmpdir(), 'ncovi-outage-'));
  let installation: Installation;
  let platforms: Platforms;
  let redis: StallingProxy;
  let postgres: StallingProxy;
  let serve: Serving;
  let working: ProgramUnderTest;
  let through: Record<string, string>;

  beforeAll(async () => {
    installation = await setUpInstallation();
    // A Zalo that delivers nothing again.
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`, { zaloRetriesMs: [] });
    redis = await startStallingProxy(installation.redis.port);
    const database = new URL(installation.database.url);
    postgres = await startStallingProxy(Number(database.port));
    database.port = String(postgres.port);
    through = {
      ...platforms.settings,
      ...{ REDIS_URL: `redis://127.0.0.1:${redis.port}`, DATABASE_URL: database.href, DATA_DIR: data },
    };
    [serve, working] = await Promise.all([installation.serve(through), installation.work(through)]);
  }, LONG);
  afterAll(async () => {
    await installation.close();
    await platforms.close();
    await redis.close();
    await postgres.close();
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => {
    redis.set('open');
    postgres.set('open');
  });

  const figure = async (name: string) => {
    const metrics = await (await fetch(`${serve.root}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
  };
  const readiness = async () => {
    const answer = await fetch(`${serve.root}/readyz`);
    return [answer.status, await answer.json()];
  };
  const declares = (person: Person) => declare(person, HEALTHY, undefined, 200_000);
  const isStored = (person: Person, receipt: string) =>
    waitFor(
      'the row',
      async () => {
        const rows = await declarationsOf(installation.database.db, person.urn, 5);
        return rows.map((row) => row.receipt).join() === receipt;
      },
      { timeout: 60_000 },
    );

  it.each(['refusing', 'stalled'] as const)(
    'keeps what Zalo brings while Redis is %s, and goes on by itself',
    async (how) => {
      onTestFailed(() => {
        console.log(serve.output());
      });
      const people = [platforms.zalo.person(), platforms.zalo.person()];
      redis.set(how);
      const declared = people.map((person) => declares(person));
      await waitFor('both to be kept', async () => (await figure('ncovi_spool_messages')) === 2);
      expect(await figure('ncovi_spool_bytes')).toBeGreaterThan(100);
      expect(await figure('ncovi_spool_oldest_seconds')).toBeGreaterThan(0);
      expect(await readiness()).toEqual([503, { status: 'away', parts: { postgres: 'ok', redis: 'away' } }]);
      expect(serve.output()).not.toContain(people[0]?.id);
      if (how === 'refusing') {
        await serve.kill();
        redis.set('open');
        serve = await installation.serve({ ...through, PORT: String(serve.port) });
      }
      redis.set('open');
      const receipts = await Promise.all(declared);
      for (const [i, person] of people.entries()) await isStored(person, receipts[i] ?? '');
      expect(await figure('ncovi_spool_messages')).toBe(0);
      expect(await readiness()).toEqual([200, { status: 'ready', parts: { postgres: 'ok', redis: 'ok' } }]);
    },
    LONG,
  );

  it.each(['refusing', 'stalled'] as const)(
    'takes declarations while Postgres is %s, and stores each once after',
    async (how) => {
      postgres.set(how);
      // The access token of Zalo is kept in Postgres; serve has known it since the test before.
      const people = [platforms.telegram.person({ languageCode: 'vi' }), platforms.zalo.person()];
      const receipts = await Promise.all(people.map((person) => declares(person)));
      expect(await readiness()).toEqual([503, { status: 'away', parts: { postgres: 'away', redis: 'ok' } }]);
      for (const { urn } of people) {
        expect(await declarationsOf(installation.database.db, urn, 5)).toEqual([]);
      }
      postgres.set('open');
      for (const [i, person] of people.entries()) await isStored(person, receipts[i] ?? '');
    },
    LONG,
  );

  it(
    'ends when told to while nothing answers, and loses nothing',
    async () => {
      const [before, waiting] = [platforms.telegram.person({ languageCode: 'vi' }), platforms.zalo.person()];
      postgres.set('stalled');
      const receipt = await declares(before);
      redis.set('stalled');
      const declared = declares(waiting);
      await waitFor('the message', async () => (await figure('ncovi_spool_messages')) === 1);

      // Killed after 15 s, and the code would tell.
      expect(await Promise.all([serve.stop(), working.stop()])).toEqual([0, 0]);
      const left = readdirSync(join(data, 'spool')).filter((name) => name.endsWith('.spool'));
      expect(left).toHaveLength(1);

      redis.set('open');
      postgres.set('open');
      [serve, working] = await Promise.all([
        installation.serve({ ...through, PORT: String(serve.port) }),
        installation.work(through),
      ]);
      await isStored(before, receipt);
      await isStored(waiting, await declared);
    },
    LONG,
  );
});
