import { createInstance } from 'i18next';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Texts } from './read-texts.ts';

type Params = Readonly<Record<string, string | number>>;
type Say = (params: Params, standing: Params) => string;

/**
 * The words of locales/, by i18next. Chat messages are plain text, so nothing is escaped here. Texts that are words and
 * `{{params}}` only, which is nearly all, are cut up once: a turn says about twenty of them.
 */
export function createPhrasebook(texts: Texts): Phrasebook {
  const [standard = 'vi'] = texts.languages;
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const { language, namespace, texts: entries } of texts.files.values()) {
    (resources[language] ??= {})[namespace] = Object.fromEntries(entries);
  }
  const i18n = createInstance();
  void i18n.init({
    resources,
    lng: standard,
    fallbackLng: standard,
    initAsync: false,
    keySeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  const said = new Map(texts.languages.map((language) => [language, new Map<string, Say>()]));
  for (const { language, namespace, texts: entries } of texts.files.values()) {
    for (const [key, text] of entries) {
      said.get(language)?.set(`${namespace}:${key}`, isPlain(key, text, entries) ? cutUp(text) : inFull(key));
    }
    function inFull(key: string): Say {
      return (params, standing) => i18n.t(`${namespace}:${key}`, { ...standing, ...params, lng: language });
    }
  }
  return {
    languages: texts.languages,
    say: (language, key, params = none, standing = none) =>
      said.get(language)?.get(key)?.(params, standing) ??
      i18n.t(key, { ...standing, ...params, lng: language }),
    has: (language, key) => said.get(language)?.has(key) ?? said.get(standard)?.has(key) ?? false,
  };
}

/** No other text inside it, no formats, no forms for plurals beside it. */
const isPlain = (key: string, text: string, texts: ReadonlyMap<string, string>): boolean =>
  !text.includes('$t(') &&
  !/\{\{[^}]*[^\w}][^}]*\}\}/.test(text) &&
  !pluralForms.some((form) => texts.has(`${key}_${form}`));

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

function cutUp(text: string): Say {
  // Words at even places, names of params at odd ones.
  const parts = text.split(/\{\{(\w+)\}\}/);
  if (parts.length === 1) return () => text;
  return (params, standing) => {
    let [whole = ''] = parts;
    for (let at = 1; at + 1 < parts.length; at += 2) {
      const name = parts[at] ?? '';
      whole += String(params[name] ?? standing[name] ?? '') + (parts[at + 1] ?? '');
    }
    return whole;
  };
}

const none: Params = {};
