type Params = Readonly<Record<string, string | number>>;

/** The words of the dialogue, by language and key (`declaration:name.ask`). Two implementations: i18next, and keys. */
export interface Phrasebook {
  /** Languages every text exists in, the default first. */
  readonly languages: readonly string[];
  /**
   * The text with its `{{params}}` filled in. Start-up has checked that every key exists in every language.
   *
   * @param standing where params are looked for that are not among the first
   */
  say(language: string, key: string, params?: Params, standing?: Params): string;
  has(language: string, key: string): boolean;
}
