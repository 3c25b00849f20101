import { describe, expect, it } from 'vitest';
import { ageOf, triageFacts } from '../../src/dialogue/triage-facts.ts';
import type { AnswerValue } from '../../src/dialogue/answer.ts';
import { realAssets } from '../support/assets.ts';

const today = '2020-03-27';

function facts(answers: Record<string, AnswerValue>): ReturnType<typeof triageFacts> {
  const flow = realAssets().flows.get('declaration');
  if (!flow) throw new Error('no declaration flow');
  const session = {
    answers: Object.fromEntries(
      Object.entries(answers).map(([id, value]) => [id, { value, raw: '', at: 0 }]),
    ),
  };
  return triageFacts(flow, session, today);
}

describe('days since exposure', () => {
  it.each([
    ['2020-03-27', 0, ['area']],
    ['2020-03-13', 14, ['area']],
    ['2020-03-12', undefined, []],
    ['2020-02-29', undefined, []],
    ['unknown', 0, ['area']],
  ])('%s', (date, days, exposures) => {
    const result = facts({ exposure: ['area'], area_date: date });
    expect(result['days_since_exposure']).toBe(days);
    expect(result['exposures']).toEqual(exposures);
    expect(result['old_exposure']).toBe(exposures.length === 0 ? 'yes' : 'no');
  });

  it('counts the latest of several, and forgets only the old one', () => {
    const result = facts({ exposure: ['case', 'area'], case_date: '2020-03-01', area_date: '2020-03-20' });
    expect(result).toMatchObject({ days_since_exposure: 7, exposures: ['area'], old_exposure: 'no' });
  });

  it('calls a contact that is only suspected by its name', () => {
    expect(facts({ exposure: ['case'], case_status: 'suspected' })['exposures']).toEqual(['suspected_case']);
    expect(facts({ exposure: ['case'], case_status: 'unknown' })['exposures']).toEqual(['case']);
  });
});

describe('age', () => {
  it.each([
    ['1960', 60],
    ['1960-03-27', 60],
    ['1960-03-28', 59],
    ['2000-02-29', 20],
    ['age:62', 62],
    ['age_months:8', 0],
    ['unknown-word', null],
  ])('%s', (birth, age) => {
    expect(ageOf(birth, today)).toBe(age);
  });

  it('makes somebody of 60, or with a condition, vulnerable', () => {
    expect(facts({ birth: '1960' })['vulnerable']).toBe('yes');
    expect(facts({ birth: '1961' })['vulnerable']).toBe('no');
    expect(facts({ birth: '1999', conditions: ['pregnancy'] })['vulnerable']).toBe('yes');
    expect(facts({ birth: '1999', conditions: ['none'] })['vulnerable']).toBe('no');
  });
});
