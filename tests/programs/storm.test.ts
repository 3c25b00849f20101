import { describe, expect, it } from 'vitest';
import { MIX, runStorm } from '../../bench/storm/run-storm.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis() || !hasPostgres())('platforms that fail (needs redis-server, postgres)', () => {
  it('lose no declaration, double none, and leave each person’s replies in order', async () => {
    // A minute is what Zalo makes one wait for: npm run storm has the time for that.
    const zaloMix = { ...MIX, throttle: 0 };
    const storm = {
      declarations: 60,
      minutes: 0.2,
      parallel: 30,
      seed: 4,
      mix: MIX,
      zaloMix,
      askAgain: 20_000,
    };
    const { violations, reports, struck, requests } = await runStorm(storm);
    expect(violations).toEqual([]);
    expect(reports.filter(({ outcome }) => outcome === 'declared').length).toBeGreaterThan(45);
    for (const fault of ['throttle', 'fail', 'reset', 'unheard', 'duplicate', 'reorder'] as const)
      expect([fault, (struck[fault] ?? 0) > 0]).toEqual([fault, true]);
    for (const count of requests) expect(count).toBeGreaterThan(100);
  }, 600_000);
});
