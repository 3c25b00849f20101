import type { Payload } from './payload.ts';
import { readAnswer } from './read-answer/read-answer.ts';
import { readDialogueCommand } from './read-answer/command.ts';
import { type Scene, tell } from './scene.ts';

/** The language to begin in: the app's own where we speak it; English for other foreign ones; else the default. */
export function languageFor(languages: readonly string[], hint: string | undefined): string {
  const [standard = 'vi'] = languages;
  const wanted = hint?.toLowerCase().split('-')[0];
  if (wanted === undefined || wanted === '') return standard;
  if (languages.includes(wanted)) return wanted;
  return languages.includes('en') ? 'en' : standard;
}

/** The language a message asks for, by button, by `/en` or by its name; null when it asks for none. */
export function languageIn(scene: Scene, payload: Payload | null, text: string): string | null {
  if (payload) return payload.code.startsWith('!lang:') ? payload.code.slice('!lang:'.length) : null;
  if (readDialogueCommand(text) !== 'lang') return null;
  const reading = readAnswer('language', text, {
    language: scene.conversation.language,
    today: scene.today,
  });
  return reading.ok ? reading.value : '';
}

/** Changes the language; one we do not speak, or none named, gets the list of those we do. */
export function changeLanguage(scene: Scene, language: string): void {
  const { phrasebook } = scene.assets;
  if (!phrasebook.languages.includes(language)) {
    const names = phrasebook.languages.map((one) => phrasebook.say(one, 'common:language_name'));
    tell(scene, 'common:languages', { names: names.join(' · ') });
    return;
  }
  scene.conversation.language = language;
  scene.events.push({ type: 'language_changed', language });
  tell(scene, 'common:language_changed');
}
