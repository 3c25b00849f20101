import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/pipeline/metrics.ts';
import type { FailedAnswer, RefreshAnswer } from '../../src/pipeline/zalo-refresh.ts';
import { createZaloToken, zaloSeedMark, type ZaloToken } from '../../src/pipeline/zalo-token.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { findZaloGrant, storeAuthorised } from '../../src/storage/zalo-grants.ts';
import { administer, hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testLogger } from '../support/test-logger.ts';
import { waitFor } from '../support/wait-for.ts';

const HOUR = 3_600_000;

/** Zalo as far as tokens go: a refresh token works once, and every refresh ends the access token before. */
function aZalo(seed: string) {
  const zalo = {
    refreshToken: seed,
    accessToken: '',
    asked: 0,
    refreshes: 0,
    life: 90_000 as number | undefined,
    /** What the next questions are answered instead, before or after the token is spent. */
    before: [] as (FailedAnswer | (() => Promise<void>))[],
    after: [] as (FailedAnswer | (() => Promise<void>))[],
    async refresh(token: string): Promise<RefreshAnswer> {
      zalo.asked++;
      await sleep(5);
      const instead = zalo.before.shift();
      if (typeof instead === 'function') await instead();
      else if (instead) return instead;
      if (token !== zalo.refreshToken) return { outcome: 'lost', trouble: 'oauth empty_body' };
      zalo.refreshes++;
      zalo.refreshToken = `refresh-${zalo.refreshes}-${seed}`;
      zalo.accessToken = `access-${zalo.refreshes}-${seed}`;
      const answer: RefreshAnswer = {
        outcome: 'renewed',
        accessToken: zalo.accessToken,
        refreshToken: zalo.refreshToken,
        expiresInSeconds: zalo.life,
      };
      const lost = zalo.after.shift();
      if (typeof lost === 'function') await lost();
      else if (lost) return lost;
      return answer;
    },
  };
  return zalo;
}
type Zalo = ReturnType<typeof aZalo>;

describe.skipIf(!hasPostgres())('the Zalo token (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let pools: Database[];
  const crypto = createFieldCrypto(randomBytes(32));
  let clock = Date.now();
  let apps = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    pools = Array.from({ length: 3 }, () => openDatabase({ url: database.url }));
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await database.drop();
  });

  interface Keeper extends ZaloToken {
    events(): string[];
    log(): string;
    metrics: Metrics;
  }
  const aKeeper = (
    zalo: Zalo,
    appId: string,
    seed: string | null,
    more: { db?: Database; leaseMs?: number } = {},
  ) => {
    const lines: string[] = [];
    const metrics = createMetrics();
    const keeper = createZaloToken({
      ...{ db: database.db, crypto, appId, seed, metrics, now: () => clock, ...more },
      refresh: (token) => zalo.refresh(token),
      logger: testLogger((line) => lines.push(line)),
    });
    return {
      ...keeper,
      metrics,
      log: () => lines.join(''),
      events: () => lines.map((line) => (JSON.parse(line) as { event: string }).event),
    } satisfies Keeper;
  };
  /** The token keepers of three processes. */
  const processes = (
    zalo: Zalo,
    appId: string,
    seed: string | null,
    more: { leaseMs?: number } = {},
  ): Keeper[] => pools.map((db) => aKeeper(zalo, appId, seed, { db, ...more }));
  const askAll = (keepers: Keeper[], times: number, ask: (keeper: Keeper) => Promise<string>) =>
    Promise.all(Array.from({ length: times }, () => keepers.map(ask)).flat());
  const grantOf = async (appId: string) => {
    const grant = await findZaloGrant(database.db, appId, crypto);
    if (grant === null) throw new Error('no grant');
    return grant;
  };
  const authorise = (zalo: Zalo, appId: string, seed: string | null) => {
    zalo.refreshToken = `authorised-${appId}`;
    zalo.accessToken = `access-authorised-${appId}`;
    const { refreshToken, accessToken } = zalo;
    const pair = { refreshToken, accessToken, refreshedAt: clock, expiresAt: clock + 25 * HOUR };
    return storeAuthorised(database.db, appId, crypto, { pair, seed: seed && zaloSeedMark(seed) });
  };
  const anApp = () => {
    const appId = `app-${++apps}`;
    return { appId, seed: `seed-${appId}`, zalo: aZalo(`seed-${appId}`) };
  };

  it('is refreshed once for everybody at the first use, at each expiry, and at each refusal', async () => {
    const { zalo, appId, seed } = anApp();
    const keepers = processes(zalo, appId, seed);
    for (let round = 1; round <= 20; round += 2) {
      expect(new Set(await askAll(keepers, 5, (keeper) => keeper.accessToken()))).toEqual(
        new Set([zalo.accessToken]),
      );
      expect(zalo.refreshes).toBe(round);
      clock += 60_000;
      const refused = zalo.accessToken;
      await askAll(keepers, 5, (keeper) => keeper.renewAccessToken(refused));
      expect(zalo.refreshes).toBe(round + 1);
      clock += 25 * HOUR;
    }
    expect(zalo.asked).toBe(20);
  });

  it('outlives the process that refreshed it, and lies sealed in the table', async () => {
    const { zalo, appId, seed } = anApp();
    await aKeeper(zalo, appId, seed).accessToken();
    expect(await aKeeper(zalo, appId, seed).accessToken()).toBe(zalo.accessToken);
    expect(zalo.asked).toBe(1);
    const rows = await sql<{ text: string }>`
      select g::text as text from zalo_grants g where app_id = ${appId}`.execute(database.db);
    expect(rows.rows[0]?.text).not.toMatch(/seed-|refresh-|access-/);
  });

  it('is refreshed halfway through its life, by one process', async () => {
    const { zalo, appId, seed } = anApp();
    const keepers = processes(zalo, appId, seed);
    const ending = new AbortController();
    const kept = keepers.map((keeper) => keeper.keep(ending.signal, 20));
    await waitFor('the first refresh', () => zalo.refreshes === 1);
    clock += 11 * HOUR;
    await sleep(200);
    expect(zalo.asked).toBe(1);
    clock += 3 * HOUR;
    await waitFor('the second', () => zalo.refreshes === 2);
    await sleep(200);
    expect(zalo.asked).toBe(2);
    ending.abort();
    await Promise.all(kept);
    expect(await keepers[2]?.metrics.registry.metrics()).toContain('ncovi_zalo_grant{state="good"} 1');
  });

  it('takes a usual life where Zalo says none', async () => {
    const { zalo, appId, seed } = anApp();
    zalo.life = undefined;
    const keeper = aKeeper(zalo, appId, seed);
    await keeper.accessToken();
    clock += 20 * HOUR;
    await keeper.accessToken();
    expect(zalo.asked).toBe(1);
  });

  it('that is refused right after its making is tried again before it is refreshed', async () => {
    const { zalo, appId, seed } = anApp();
    const keeper = aKeeper(zalo, appId, seed);
    const token = await keeper.accessToken();
    for (let i = 0; i < 50; i++) expect(await keeper.renewAccessToken(token)).toBe(token);
    expect(zalo.asked).toBe(1);
  });

  it('is good again when Zalo was out of reach, which spends nothing', async () => {
    const { zalo, appId, seed } = anApp();
    const keepers = processes(zalo, appId, seed);
    await askAll(keepers, 1, (keeper) => keeper.accessToken());
    clock += 26 * HOUR;
    zalo.before = [{ outcome: 'unreached', trouble: 'http network' }];
    for (const outcome of await Promise.allSettled(keepers.map((keeper) => keeper.accessToken()))) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', retryable: true } });
    }
    expect(await grantOf(appId)).toMatchObject({ state: 'good', trouble: 'http network', failures: 1 });
    clock += 10_000;
    await askAll(keepers, 2, (keeper) => keeper.accessToken());
    expect(zalo.asked).toBe(3);
    expect(await grantOf(appId)).toMatchObject({ state: 'good', trouble: null, failures: 0 });
  });

  it('whose refresh had no answer is unsure, and good again when nothing was spent', async () => {
    const { zalo, appId, seed } = anApp();
    const keeper = aKeeper(zalo, appId, seed);
    zalo.before = [{ outcome: 'unsure', trouble: 'http timeout' }];
    await expect(keeper.accessToken()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await grantOf(appId)).toMatchObject({ state: 'unsure', trouble: 'http timeout' });
    clock += 60_000;
    await keeper.accessToken();
    expect(await grantOf(appId)).toMatchObject({ state: 'good', trouble: null });
    expect(keeper.events()).toEqual([
      'zalo_seed_refresh_failed',
      'zalo_grant_unsure',
      'zalo_token_refreshed',
      'zalo_grant_good',
    ]);
  });

  it('goes on while the grant is lost, until Zalo refuses it too; then sends fail at once and Zalo is left alone', async () => {
    const { zalo, appId, seed } = anApp();
    const keepers = processes(zalo, appId, seed);
    const token = await keepers[0]?.accessToken();
    zalo.after = [{ outcome: 'unsure', trouble: 'http timeout' }];
    clock += 13 * HOUR;
    const ending = new AbortController();
    const kept = keepers.map((keeper) => keeper.keep(ending.signal, 20));
    // Written down: before that, its next try would be due by the clock of later.
    await waitFor('the refresh without answer', async () => (await grantOf(appId)).state === 'unsure');
    expect(zalo.asked).toBe(2);
    clock += 60_000;
    await waitFor('the loss', async () => (await grantOf(appId)).state === 'lost');
    expect((await grantOf(appId)).trouble).toBe('oauth empty_body (the refresh before had no answer)');
    expect(new Set(await askAll(keepers, 3, (keeper) => keeper.accessToken()))).toEqual(new Set([token]));

    const refusals = await Promise.allSettled(
      Array.from({ length: 50 }, () => keepers.map((keeper) => keeper.renewAccessToken(token ?? ''))).flat(),
    );
    for (const outcome of refusals) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'misconfigured' } });
    }
    expect(zalo.asked).toBe(3);
    for (const keeper of keepers) {
      await waitFor('the alarm', () => keeper.events().includes('zalo_grant_lost'));
      expect(keeper.log()).toContain('npm run zalo -- authorise');
      expect(await keeper.metrics.registry.metrics()).toContain('ncovi_zalo_grant{state="lost"} 1');
    }

    ending.abort();
    await Promise.all(kept);
    await authorise(zalo, appId, seed);
    const healed = await askAll(keepers, 2, (keeper) => keeper.accessToken());
    expect(new Set(healed)).toEqual(new Set([zalo.accessToken]));
    for (const keeper of keepers) expect(keeper.events().at(-1)).toBe('zalo_grant_good');
  });

  it('a dead refresh token is asked about ever more rarely', async () => {
    const { zalo, appId, seed } = anApp();
    const keeper = aKeeper(zalo, appId, seed);
    await keeper.accessToken();
    zalo.refreshToken = 'another';
    clock += 25 * HOUR;
    for (let quarter = 0; quarter < 24 * 4; quarter++) {
      await expect(keeper.accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
      clock += 15 * 60_000;
    }
    expect(zalo.asked).toBeGreaterThan(15);
    expect(zalo.asked).toBeLessThan(40);
  });

  it('a refresh that was cut off frees the way by itself, and is suspected when the token turns out spent', async () => {
    const { zalo, appId, seed } = anApp();
    const [first, second] = processes(zalo, appId, seed, { leaseMs: 1_000 });
    await first?.accessToken();
    clock += 26 * HOUR;
    // The process that asks never comes back: killed between Zalo's answer and ours.
    zalo.after = [() => new Promise(() => undefined)];
    void first?.accessToken();
    await waitFor('the refresh under way', () => zalo.refreshes === 2);
    await expect(second?.accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(second?.events()).toContain('zalo_refresh_was_cut_off');
    expect((await grantOf(appId)).trouble).toBe('oauth empty_body (the refresh before was cut off)');
  });

  it('is found even when its maker was taken for dead', async () => {
    const { zalo, appId, seed } = anApp();
    const [first, second] = processes(zalo, appId, seed, { leaseMs: 1_000 });
    await first?.accessToken();
    clock += 26 * HOUR;
    const asleep = Promise.withResolvers<undefined>();
    zalo.after = [() => asleep.promise];
    const woken = first?.accessToken();
    await waitFor('the refresh under way', () => zalo.refreshes === 2);
    await expect(second?.accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
    asleep.resolve(undefined);
    expect(await woken).toBe(zalo.accessToken);
    expect(await second?.accessToken()).toBe(zalo.accessToken);
    expect(await grantOf(appId)).toMatchObject({ state: 'good', generation: 2 });
  });

  it('that the database did not take is brought there before the process ends', async () => {
    const { zalo, appId, seed } = anApp();
    const db = openDatabase({ url: database.url }, { max: 1, onError: () => undefined });
    const keeper = aKeeper(zalo, appId, seed, { db });
    await keeper.accessToken();
    clock += 26 * HOUR;
    const name = new URL(database.url).pathname.slice(1);
    const outside = database.url.replace(/[^/]*$/, 'postgres');
    zalo.after = [
      async () => {
        await administer(outside, `alter database ${name} allow_connections false`);
        await administer(
          outside,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        );
      },
    ];
    await expect(keeper.accessToken()).rejects.toMatchObject({ code: 'unavailable' });
    expect(keeper.log()).toContain('Do not stop this process');
    // Not used either: it is stored nowhere.
    await expect(keeper.accessToken()).rejects.toThrow();
    expect(zalo.asked).toBe(2);
    const settled = keeper.settled(20_000);
    await administer(outside, `alter database ${name} allow_connections true`);
    await settled;
    expect(keeper.events()).toContain('zalo_tokens_stored');
    expect(await keeper.accessToken()).toBe(zalo.accessToken);
    expect(await aKeeper(zalo, appId, seed).accessToken()).toBe(zalo.accessToken);
    expect(zalo.asked).toBe(2);
    await db.destroy();
  });

  it('without a grant says so', async () => {
    const { zalo, appId } = anApp();
    const keeper = aKeeper(zalo, appId, null);
    await expect(keeper.accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(keeper.events()).toEqual(['zalo_grant_none']);
    expect(zalo.asked).toBe(0);
  });

  describe('a refresh token in the settings', () => {
    it('makes the first grant without an alarm, however late Zalo is reached; a bad one raises it', async () => {
      const { zalo, appId, seed } = anApp();
      const keeper = aKeeper(zalo, appId, seed);
      zalo.before = [{ outcome: 'unreached', trouble: 'http network' }];
      await expect(keeper.accessToken()).rejects.toMatchObject({ code: 'unavailable' });
      clock += 60_000;
      expect(await keeper.accessToken()).toBe(zalo.accessToken);
      expect(keeper.events()).toEqual(['zalo_seed_refresh_failed', 'zalo_token_refreshed']);
      const other = anApp();
      const bad = aKeeper(other.zalo, other.appId, 'mistyped');
      await expect(bad.accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
      expect(bad.events()).toContain('zalo_grant_lost');
    });

    it('begins a new chain once, also for processes that know only older ones', async () => {
      const { zalo, appId, seed } = anApp();
      const old = processes(zalo, appId, seed);
      await askAll(old, 1, (keeper) => keeper.accessToken());
      zalo.refreshToken = 'seed-new';
      const young = processes(zalo, appId, 'seed-new');
      // Who finds another process at it goes on with the old token, until that is refused.
      await askAll(young, 2, (keeper) => keeper.accessToken());
      await waitFor('the new chain', async () => (await grantOf(appId)).generation === 2);
      clock += 60_000;
      const refused = `access-1-${seed}`;
      const tokens = await askAll([...young, ...old], 2, (keeper) => keeper.renewAccessToken(refused));
      expect(new Set(tokens)).toEqual(new Set([zalo.accessToken]));
      expect(zalo.asked).toBe(2);
      clock += 26 * HOUR;
      // Both settings are in use at once, as while a new version is rolled out.
      await askAll([...old, ...young], 2, (keeper) => keeper.accessToken());
      expect(zalo.asked).toBe(3);
      expect((await grantOf(appId)).state).toBe('good');
    });

    it('does not displace what was authorised, unless it is new', async () => {
      const { zalo, appId, seed } = anApp();
      await authorise(zalo, appId, seed);
      expect(
        new Set(await askAll(processes(zalo, appId, seed), 2, (keeper) => keeper.accessToken())),
      ).toEqual(new Set([`access-authorised-${appId}`]));
      expect(zalo.asked).toBe(0);
    });

    it('that Zalo does not take leaves a good grant as it is', async () => {
      const { zalo, appId, seed } = anApp();
      const token = await aKeeper(zalo, appId, seed).accessToken();
      const keepers = processes(zalo, appId, 'mistyped');
      expect(new Set(await askAll(keepers, 2, (keeper) => keeper.accessToken()))).toEqual(new Set([token]));
      expect(zalo.asked).toBe(2);
      expect(await grantOf(appId)).toMatchObject({ state: 'good', trouble: null });
      expect(keepers.flatMap((keeper) => keeper.events())).toContain('zalo_seed_refresh_failed');
    });

    it('mends a lost grant', async () => {
      const { zalo, appId, seed } = anApp();
      await aKeeper(zalo, appId, seed).accessToken();
      zalo.refreshToken = 'seed-after';
      clock += 26 * HOUR;
      await expect(aKeeper(zalo, appId, seed).accessToken()).rejects.toMatchObject({ code: 'misconfigured' });
      expect(await aKeeper(zalo, appId, 'seed-after').accessToken()).toBe(zalo.accessToken);
    });
  });
});
