import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AssetError } from '../../src/assets/asset-fault.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** The project's flows and locales with one file changed; returns what loading says. */
function faultsAfter(file: string, change: (text: string) => string): string {
  const root = mkdtempSync(join(tmpdir(), 'assets-'));
  roots.push(root);
  for (const folder of ['flows', 'locales']) {
    cpSync(new URL(`../../${folder}`, import.meta.url), join(root, folder), { recursive: true });
  }
  const before = readFileSync(join(root, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, file), after);
  try {
    loadAssets({ root, adminVersion: '2020', timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'vi' });
  } catch (error) {
    if (error instanceof AssetError) return error.message;
    throw error;
  }
  return '';
}

describe('a fault in a flow or a text stops the start with file, line and column', () => {
  it.each([
    [
      'broken YAML',
      'flows/declaration.yaml',
      'id: declaration',
      'id: [declaration',
      /^flows\/declaration\.yaml:\d+:\d+: /,
    ],
    [
      'unknown block type',
      'flows/declaration.yaml',
      'type: phone',
      'type: telephone',
      /declaration\.yaml:\d+:24: .*blocks\.8\.type/,
    ],
    ['two blocks of one id', 'flows/declaration.yaml', 'id: phone', 'id: name', /two blocks share an id/],
    [
      'a misspelt property',
      'flows/declaration.yaml',
      'danger: danger_signs',
      'dangr: danger_signs',
      /declaration\.yaml:\d+:\d+: .*dangr/,
    ],
    [
      'a condition that looks ahead',
      'flows/declaration.yaml',
      '{ id: name, type: text, reader: name, carry: person }',
      '{ id: name, type: text, reader: name, relevant: { fact: birth, known: true } }',
      /birth, which is no earlier block/,
    ],
    [
      'a code that no choice has',
      'flows/declaration.yaml',
      'fact: exposure, has_any: [area]',
      'fact: exposure, has_any: [zone]',
      /exposure has no choice zone/,
    ],
    [
      'a missing text',
      'locales/en/declaration.json',
      '"fever": "Fever",',
      '',
      /locales\/en\/declaration\.json:\d+:\d+: the text symptoms\.choices\.fever is missing/,
    ],
    [
      'an empty text',
      'locales/vi/declaration.json',
      '"fever": "Sốt"',
      '"fever": " "',
      /declaration\.json:\d+:\d+: symptoms\.choices\.fever: the text is empty/,
    ],
    [
      'other blanks in one language',
      'locales/en/common.json',
      '{{receipt}}',
      '{{code}}',
      /other \{\{…\}\} than in vi/,
    ],
    ['broken JSON', 'locales/en/common.json', '{', '{ "a": [', /locales\/en\/common\.json:\d+:\d+: /],
    [
      'a rule that looks at nothing',
      'flows/triage.yaml',
      'fact: spo2, below: 94',
      'fact: spo, below: 94',
      /triage\.yaml:\d+:\d+: R-EMG looks at an unknown fact: spo/,
    ],
    [
      'no rule of last resort',
      'flows/triage.yaml',
      'when: otherwise',
      'when: { fact: age, known: true }',
      /must say `when: otherwise`/,
    ],
    [
      'advice without words',
      'flows/triage.yaml',
      'advice: keep_well',
      'advice: keep_fit',
      /locales\/vi\/common\.json:\d+:\d+: the text advice\.keep_fit is missing/,
    ],
    [
      'a hotline as a bare number',
      'flows/hotlines.yaml',
      "'115'",
      '115',
      /hotlines\.yaml:\d+:\d+: emergency/,
    ],
  ])('%s', (_, file, from, to, message) => {
    expect(faultsAfter(file, (text) => text.replace(from, to))).toMatch(message);
  });

  it('tells several faults at once', () => {
    const said = faultsAfter('locales/en/common.json', (text) =>
      text.replace('"stale"', '"stail"').replace('"given"', '"gven"'),
    );
    expect(said).toMatch(/the text stale is missing/);
    expect(said).toMatch(/the text given is missing/);
  });

  it('says which languages there are when the default is none of them', () => {
    const load = (): unknown =>
      loadAssets({ adminVersion: '2020', timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'fr' });
    expect(load).toThrow(/DEFAULT_LANGUAGE is fr, but there are only: en, vi/);
  });
});
