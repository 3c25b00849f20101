import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createZaloToken, type RefreshedTokens, type ZaloToken } from '../../src/pipeline/zalo-token.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Zalo as far as tokens go: a refresh token works once, and every refresh ends the access token before. */
function aZalo(seed: string) {
  const zalo = {
    refreshToken: seed,
    accessToken: '',
    refreshes: 0,
    lost: 0,
    life: 90_000 as number | undefined,
    async refresh(token: string): Promise<RefreshedTokens> {
      await sleep(5);
      if (token !== zalo.refreshToken) {
        zalo.lost++;
        throw new Error('used');
      }
      zalo.refreshes++;
      zalo.refreshToken = `refresh-${zalo.refreshes}`;
      zalo.accessToken = `access-${zalo.refreshes}`;
      return {
        accessToken: zalo.accessToken,
        refreshToken: zalo.refreshToken,
        expiresInSeconds: zalo.life,
      };
    },
  };
  return zalo;
}

describe.skipIf(!hasPostgres())('the Zalo token (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let pools: Database[];
  const crypto = createFieldCrypto(randomBytes(32));
  let clock = Date.now();
  beforeAll(async () => {
    database = await createTestDatabase();
    pools = Array.from({ length: 3 }, () => openDatabase({ url: database.url }));
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await database.drop();
  });

  /** The token keepers of three processes. */
  const processes = (zalo: ReturnType<typeof aZalo>, appId: string, seed: string): ZaloToken[] =>
    pools.map((db) =>
      createZaloToken({
        ...{ db, crypto, appId, seed, now: () => clock },
        refresh: (token) => zalo.refresh(token),
        logger: pino({ level: 'silent' }),
      }),
    );
  const askAll = (keepers: ZaloToken[], times: number, ask: (keeper: ZaloToken) => Promise<string>) =>
    Promise.all(Array.from({ length: times }, () => keepers.map(ask)).flat());

  it('is refreshed once for everybody at the first use, at each expiry, and at each refusal', async () => {
    const zalo = aZalo('seed-1');
    const keepers = processes(zalo, 'app-1', 'seed-1');
    for (let round = 1; round <= 20; round += 2) {
      expect(new Set(await askAll(keepers, 5, (keeper) => keeper.accessToken()))).toEqual(
        new Set([zalo.accessToken]),
      );
      expect(zalo.refreshes).toBe(round);
      const refused = zalo.accessToken;
      await askAll(keepers, 5, (keeper) => keeper.renewAccessToken(refused));
      expect(zalo.refreshes).toBe(round + 1);
      clock += 25 * 3_600_000;
    }
    expect(zalo.lost).toBe(0);
  });

  it('outlives the process that refreshed it, and lies sealed in the table', async () => {
    const zalo = aZalo('seed-2');
    await processes(zalo, 'app-2', 'seed-2')[0]?.accessToken();
    expect(await processes(zalo, 'app-2', 'seed-2')[1]?.accessToken()).toBe('access-1');
    expect(zalo.refreshes).toBe(1);
    const rows = await sql<{ text: string }>`select g::text as text from zalo_grants g`.execute(database.db);
    expect(JSON.stringify(rows.rows)).not.toMatch(/seed-2|refresh-1|access-1/);
  });

  it('starts again from a new seed after the grant was lost', async () => {
    const zalo = aZalo('seed-3');
    await processes(zalo, 'app-3', 'seed-3')[0]?.accessToken();
    zalo.refreshToken = 'seed-4';
    clock += 25 * 3_600_000;
    await expect(processes(zalo, 'app-3', 'seed-3')[0]?.accessToken()).rejects.toThrow('used');
    const tokens = await askAll(processes(zalo, 'app-3', 'seed-4'), 2, (keeper) => keeper.accessToken());
    expect(new Set(tokens)).toEqual(new Set(['access-2']));
  });

  it('takes a usual life where Zalo says none', async () => {
    const zalo = aZalo('seed-5');
    zalo.life = undefined;
    const [keeper] = processes(zalo, 'app-5', 'seed-5');
    await keeper?.accessToken();
    clock += 20 * 3_600_000;
    expect(await keeper?.accessToken()).toBe('access-1');
  });
});
