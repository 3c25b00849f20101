/** The words of the dialogue, by language and key (`declaration:name.ask`). Two implementations: i18next, and keys. */
export interface Phrasebook {
  /** Languages every text exists in, the default first. */
  readonly languages: readonly string[];
  /** The text with its `{{params}}` filled in. Start-up has checked that every key exists in every language. */
  say(language: string, key: string, params?: Record<string, string | number>): string;
  has(language: string, key: string): boolean;
}
