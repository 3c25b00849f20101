import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';

const crash = fileURLToPath(new URL('../../bench/crash.ts', import.meta.url));

describe.skipIf(!hasRedis() || !hasPostgres())('npm run crash (needs redis-server, postgres)', () => {
  it('loses and doubles nothing while processes, Redis and Postgres are killed and cut off', async () => {
    // With this seed: serve, work and Redis are killed, Postgres is cut off, serve is told to end. A failing run rejects, and says why on stderr.
    const args = ['--dialogues', '300', '--seed', '5', '--faults', '5', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, [crash, ...args]);

    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const told = JSON.parse(lines[0] ?? '') as Record<string, number>;
    expect(told).toEqual({
      ...{ dialogues: 300, faults: 5, lost: 0, duplicates: 0, misordered: 0 },
      confirmed: told['stored'],
      stored: told['stored'],
    });
    // A fifth stops on purpose, and some declare for somebody else as well.
    expect(told['stored']).toBeGreaterThan(200);
  }, 600_000);
});
