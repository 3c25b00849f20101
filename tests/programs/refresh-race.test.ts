import { describe, expect, it } from 'vitest';
import { refreshRace } from '../../bench/refresh/refresh-race.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('three processes on one Zalo grant (needs initdb and postgres)', () => {
  it('lose no tokens while these end again and again, but those that die with the process Zalo gave them to', async () => {
    const database = await createTestDatabase();
    const { expiries, refreshes, stored, kills, grantsLost, alarmAfter, healedAfter, calls } =
      await refreshRace({
        ...{ databaseUrl: database.url, expiries: 30, processes: 3, lifeMs: 400, seed: 1 },
        // One at random moments, one in the very moment of Zalo's answer: that this is found and mended is tested too.
        ...{ killEvery: 6_000, aimed: 1 },
      });
    expect(expiries).toBeGreaterThanOrEqual(30);
    expect(calls).toBeGreaterThan(0);
    expect(kills.aimed).toBe(1);
    expect(grantsLost.otherwise).toBe(0);
    expect(grantsLost.withKilledProcess).toBeGreaterThanOrEqual(1);
    expect(grantsLost.withKilledProcess).toBeLessThanOrEqual(kills.random + kills.aimed);
    expect(refreshes.pairs - stored).toBe(grantsLost.withKilledProcess);
    expect(alarmAfter).toHaveLength(grantsLost.withKilledProcess);
    expect(healedAfter).toHaveLength(grantsLost.withKilledProcess);
    // Used tokens are asked about only when the pair that replaced them is gone.
    expect(refreshes.spent).toBeLessThanOrEqual(10 * grantsLost.withKilledProcess);
    await database.drop();
  }, 300_000);
});
