import { describe, expect, it } from 'vitest';
import { decide } from '../../src/triage/decide.ts';
import type { Facts } from '../../src/triage/condition.ts';
import { realAssets } from '../support/assets.ts';

const none: Facts = {
  danger_signs: [],
  symptoms: [],
  exposures: [],
  conditions: [],
  unknowns: [],
  vulnerable: 'no',
  old_exposure: 'no',
};

describe('the decision table of flows/triage.yaml', () => {
  it.each([
    ['nothing', {}, 0, 'R-OK'],
    [
      'a danger sign beats everything',
      { danger_signs: ['cyanosis'], exposures: ['case'], symptoms: ['fever'] },
      5,
      'R-EMG',
    ],
    ['low oxygen', { spo2: 93 }, 5, 'R-EMG'],
    ['oxygen at the border', { spo2: 94 }, 4, 'R-SUS3'],
    ['fever after a case', { symptoms: ['fever'], exposures: ['case'] }, 4, 'R-SUS1'],
    ['cough after one only suspected', { symptoms: ['cough'], exposures: ['suspected_case'] }, 4, 'R-SUS1'],
    ['cough after an area', { symptoms: ['cough'], exposures: ['area'] }, 4, 'R-SUS2'],
    ['pneumonia after a country', { symptoms: ['pneumonia'], exposures: ['country'] }, 4, 'R-SUS2'],
    ['breathless without any contact', { symptoms: ['dyspnea'] }, 4, 'R-SUS3'],
    [
      'tired after a case is still a close contact',
      { symptoms: ['fatigue'], exposures: ['case'] },
      3,
      'R-F1',
    ],
    ['contact with a case', { exposures: ['case'] }, 3, 'R-F1'],
    ['contact with one only suspected', { exposures: ['suspected_case'] }, 2, 'R-F2'],
    ['back from an area', { exposures: ['area'] }, 2, 'R-AREA'],
    ['met somebody ill', { exposures: ['symptomatic'] }, 1, 'R-CSYM'],
    ['sore throat at 70', { symptoms: ['sore_throat'], vulnerable: 'yes' }, 1, 'R-SYMV'],
    ['sore throat', { symptoms: ['sore_throat'] }, 1, 'R-SYM'],
    ['not sure of contacts', { unknowns: ['exposure'] }, 1, 'R-UNK'],
    ['contact long ago', { old_exposure: 'yes' }, 0, 'R-OLD'],
  ] as [string, Facts, number, string][])('%s', (_, facts, level, rule) => {
    const result = decide(realAssets().triage, { ...none, ...facts });
    expect(result).toMatchObject({ level, ruleset: 'ncovi-2020-03', rulesetVersion: 1 });
    expect(result.rules[0]).toBe(rule);
  });

  it('keeps every rule that matched as the explanation, and the last resort only when nothing did', () => {
    const result = decide(realAssets().triage, {
      ...none,
      symptoms: ['fever'],
      exposures: ['case', 'area'],
      vulnerable: 'yes',
    });
    expect(result.rules).toEqual(['R-SUS1', 'R-SUS2', 'R-F1', 'R-AREA', 'R-SYMV', 'R-SYM']);
  });

  it('is marked as a draft until the Department of Health has approved it', () => {
    expect(realAssets().triage.status).toBe('draft');
  });
});
