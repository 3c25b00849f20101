import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './asset-fault.ts';
import { readSource, type SourceFile } from './source-file.ts';

/** All texts: language → namespace (the file's name) → key (`symptoms.choices.fever`) → text. */
export interface Texts {
  /** The default language first. */
  languages: string[];
  files: Map<string, TextFile>;
}

export interface TextFile {
  language: string;
  namespace: string;
  texts: Map<string, string>;
  source: SourceFile;
}

/** Reads locales/<language>/*.json. Anything but text in nested objects is a fault. */
export function readTexts(root: string, defaultLanguage: string, faults: Fault[]): Texts {
  const found = readdirSync(join(root, 'locales')).sort();
  if (!found.includes(defaultLanguage)) {
    faults.push({
      file: 'locales',
      line: 1,
      column: 1,
      message: `DEFAULT_LANGUAGE is ${defaultLanguage}, but there are only: ${found.join(', ')}`,
    });
  }
  const languages = [defaultLanguage, ...found.filter((one) => one !== defaultLanguage)];
  const files = new Map<string, TextFile>();
  for (const language of found) {
    for (const name of readdirSync(join(root, 'locales', language)).sort()) {
      if (!name.endsWith('.json')) continue;
      const source = readSource(root, `locales/${language}/${name}`);
      faults.push(...source.faults);
      const texts = new Map<string, string>();
      if (source.faults.length === 0) flatten(source, source.data, [], texts, faults);
      const namespace = name.slice(0, -'.json'.length);
      files.set(`${language}/${namespace}`, { language, namespace, texts, source });
    }
  }
  return { languages, files };
}

function flatten(
  source: SourceFile,
  value: unknown,
  path: string[],
  texts: Map<string, string>,
  faults: Fault[],
): void {
  if (typeof value === 'string') {
    if (value.trim() === '') faults.push(source.faultAt(path, `${path.join('.')}: the text is empty`));
    texts.set(path.join('.'), value.normalize('NFC'));
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push(source.faultAt(path, `${path.join('.')}: must be a text or a group of texts`));
    return;
  }
  for (const [key, inner] of Object.entries(value)) flatten(source, inner, [...path, key], texts, faults);
}
