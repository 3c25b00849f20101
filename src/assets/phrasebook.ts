import { createInstance } from 'i18next';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Texts } from './read-texts.ts';

/** The words of locales/, by i18next. Chat messages are plain text, so nothing is escaped here. */
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
  const translators = new Map(texts.languages.map((language) => [language, i18n.getFixedT(language)]));
  return {
    languages: texts.languages,
    say: (language, key, params) => (translators.get(language) ?? i18n.t)(key, { ...params }),
    has: (language, key) => i18n.exists(key, { lng: language }),
  };
}
