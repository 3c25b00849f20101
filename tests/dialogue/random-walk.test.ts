import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/demo/seeded.ts';
import { walkAtRandom } from '../support/random-walk.ts';

describe('any walk through the conversation', () => {
  // `npm run walk` takes ten thousand; a failure names the seed, which repeats it.
  it(
    'never throws, answers everything, and has ended or waits for a named question',
    { timeout: 60_000 },
    () => {
      for (let seed = 1; seed <= 100; seed++) {
        const walk = (): unknown => walkAtRandom(seeded(seed), 30);
        expect(walk, `seed ${seed}`).not.toThrow();
      }
    },
  );
});
