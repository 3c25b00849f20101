import { describe, expect, it } from 'vitest';
import { NotThere, waitUntil } from '../../src/pipeline/wait-until.ts';
import { testLogger } from '../support/test-logger.ts';

describe('waiting for a part that is still starting', () => {
  it('says what it waits for, once, and goes on when it is there', async () => {
    const lines: string[] = [];
    const logger = testLogger((line) => void lines.push(line));
    let asked = 0;
    const ask = () => {
      asked++;
      return asked < 3 ? Promise.reject(new Error('secret')) : Promise.resolve(asked > 4);
    };
    await waitUntil('Postgres', ask, { logger, limit: 5_000, every: 5 });
    expect(asked).toBe(5);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'waiting', for: 'Postgres', seconds: 0 });
    expect(lines[0]).not.toContain('secret');
  });

  it('gives up in the end', async () => {
    const never = waitUntil('Redis', () => Promise.resolve(false), {
      logger: testLogger(),
      limit: 30,
      every: 5,
    });
    await expect(never).rejects.toThrow(NotThere);
  });
});
