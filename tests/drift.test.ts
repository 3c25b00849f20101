import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig, settingNames } from '../src/config.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('.env.example', () => {
  const lines = read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm);
  const documented = new Map([...lines].map(([, name, value]) => [String(name), String(value)]));

  it('documents every setting, and nothing else', () => {
    expect([...documented.keys()].toSorted()).toEqual(settingNames.toSorted());
  });

  it('shows the defaults', () => {
    expect(readConfig('start', Object.fromEntries(documented))).toEqual(readConfig('start', {}));
  });
});
