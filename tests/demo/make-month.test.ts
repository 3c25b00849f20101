import { describe, expect, it } from 'vitest';
import { makeMonth } from '../../src/demo/make-month.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { declarationSchema } from '../../src/pipeline/declaration-schema.ts';
import { realAssets } from '../support/assets.ts';

const now = Date.parse('2020-03-28T01:15:00Z');
const month = { seed: 2020, people: 600, area: '731', now };
const DAY = 86_400_000;

describe('the invented month', () => {
  const assets = realAssets();
  const made = makeMonth(assets, month);

  it('is the same for the same seed, and another for another', () => {
    expect(makeMonth(assets, month)).toEqual(made);
    expect(makeMonth(assets, { ...month, seed: 2021 })).not.toEqual(made);
  });

  it('has declarations as conversations make them', () => {
    for (const declaration of made) {
      // They are of no platform, which is how they are told from real ones.
      expect(declaration.urn).toMatch(/^demo:\d{6}$/);
      declarationSchema.parse({ ...declaration, urn: 'telegram:1' });
    }
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  });

  it('lies in 28 days up to now, oldest first, in communes of the district', () => {
    const times = made.map(({ declaredAt }) => declaredAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((at) => at <= now && at >= now - 29 * DAY)).toBe(true);
    expect(new Set(made.map(({ person }) => person.area?.path.join(' ')))).toEqual(new Set(['731 75']));
  });

  it('has everything the console shows: families, repeats, and all levels of concern', () => {
    expect(made.length).toBeGreaterThan(month.people);
    expect(made.some(({ subject }) => subject !== 'self')).toBe(true);
    const many = makeMonth(assets, { ...month, people: 5000 });
    expect(new Set(many.map(({ triage }) => triage.level))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  it('has a few people in danger, whose questions ended there', () => {
    const danger = made.filter(({ triage }) => triage.level === 5);
    expect(danger).toHaveLength(1);
    for (const { status, answers, triage } of danger) {
      expect(status).toBe('interrupted');
      expect(answers['danger_signs']?.value).toEqual(['severe_dyspnea']);
      expect(answers['exposure']).toBeUndefined();
      expect(triage.advice).not.toBe('');
    }
  });

  it('has a cluster: people who met a case in one place, two of them of one household', () => {
    const met = made.filter(({ answers }) => answers['case_place'] !== undefined);
    expect(new Set(met.map(({ person }) => person.area?.code)).size).toBe(1);
    const households = Map.groupBy(met, ({ urn }) => urn);
    expect(households.size).toBeGreaterThan(3);
    const sizes = [...households.values()].map((some) => new Set(some.map(({ subject }) => subject)).size);
    expect(Math.max(...sizes)).toBe(2);
  });

  it('names the area that has no communes', () => {
    expect(() => makeMonth(assets, { ...month, area: '26008' })).toThrow('26008');
  });

  it('draws evenly from 0 up to 1', () => {
    const random = seeded(1);
    const drawn = Array.from({ length: 10_000 }, () => random());
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(drawn.reduce((a, b) => a + b) / drawn.length).toBeCloseTo(0.5, 1);
  });
});
