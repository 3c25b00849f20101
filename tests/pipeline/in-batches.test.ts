import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../src/pipeline/in-batches.ts';

describe('gathering calls into batches', () => {
  it('gives each call its own result, and no batch more than it may hold', async () => {
    const batches: number[] = [];
    const double = inBatches(
      async (items: readonly number[]) => {
        batches.push(items.length);
        // The first batch is done last.
        await sleep(30 - batches.length * 10);
        return items.map((item) => item * 2);
      },
      { most: 4, within: 5 },
    );
    const numbers = Array.from({ length: 10 }, (_, i) => i);
    expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((number) => number * 2));
    expect(batches).toEqual([4, 4, 2]);
    expect(await double(21)).toBe(42);
  });

  it('fails all calls of a batch that fails, and no others', async () => {
    const failOn3 = inBatches(
      (items: readonly number[]) =>
        items.includes(3) ? Promise.reject(new Error('three')) : Promise.resolve(items),
      { most: 2, within: 1 },
    );
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(failOn3));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
  });
});
