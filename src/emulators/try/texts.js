import { EN } from './texts-en.js';
import { VI } from './texts-vi.js';

const TEXTS = { vi: VI, en: EN };

const listeners = new Set();
let language = localStorage.getItem('try.language') === 'en' ? 'en' : 'vi';

export const currentLanguage = () => language;

/** A text in the page's language, with `{names}` filled in. */
export function say(key, fills = {}) {
  const text = TEXTS[language][key] ?? key;
  return text.replace(/\{(\w+)\}/gu, (whole, name) => fills[name] ?? whole);
}

/** Fills in everything under `root` that is marked with the key of a text. */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
  for (const element of root.querySelectorAll('[data-label]')) element.ariaLabel = say(element.dataset.label);
  for (const element of root.querySelectorAll('[data-hint]')) element.placeholder = say(element.dataset.hint);
}

/** Calls back at once and after every change of language. */
export function inEveryLanguage(listener) {
  listeners.add(listener);
  listener();
}

export function setLanguage(next) {
  language = next;
  localStorage.setItem('try.language', next);
  document.documentElement.lang = next;
  document.title = `NCOVI – ${say('title')}`;
  translate(document);
  for (const listener of listeners) listener();
}
