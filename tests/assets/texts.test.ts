import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonKeys } from '../../src/dialogue/common-keys.ts';
import { realAssets } from '../support/assets.ts';

const dialogue = new URL('../../src/dialogue/', import.meta.url);
const code = readdirSync(dialogue)
  .filter((name) => name.endsWith('.ts') && name !== 'common-keys.ts')
  .map((name) => readFileSync(new URL(name, dialogue), 'utf8'))
  .join('\n');
const said = [...code.matchAll(/'common:([a-z_.0-9-]+)'/g)].map((match) => match[1] ?? '');
const families = [...code.matchAll(/`common:([a-z_.]*)\$\{/g)].map((match) => match[1] ?? '');

describe('the list of common texts', () => {
  it('has every text the dialogue says', () => {
    expect(said.filter((key) => !commonKeys.includes(key))).toEqual([]);
  });

  it('has none that nothing says', () => {
    const named = families.filter((family) => family !== '');
    const unsaid = commonKeys.filter(
      (key) => !said.includes(key) && !named.some((family) => key.startsWith(family)),
    );
    expect(unsaid).toEqual([]);
  });

  it('never says that somebody does not have the disease', () => {
    const { phrasebook, triage } = realAssets();
    for (const language of phrasebook.languages) {
      for (const rule of triage.rules) {
        const words = `${phrasebook.say(language, `common:advice.${rule.advice}`)} ${phrasebook.say(language, `common:result.level_${rule.level}`)}`;
        expect(words).not.toMatch(
          /không (bị )?(mắc|nhiễm)|do(es)? not have (the )?(covid|disease|virus)|negative|âm tính/i,
        );
      }
      for (const key of commonKeys.filter((one) => one.startsWith('follow_up.'))) {
        expect(phrasebook.say(language, `common:${key}`)).not.toMatch(
          /không (bị )?(mắc|nhiễm)|do(es)? not have (the )?(covid|disease|virus)|negative|âm tính/i,
        );
      }
    }
  });
});
