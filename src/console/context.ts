import type { Logger } from 'pino';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import type { Words } from './words.ts';

/** All the console needs that is not in a request. */
export interface ConsoleContext {
  db: Database;
  crypto: FieldCrypto;
  /** Areas, rules and the time zone are the dialogue's. */
  assets: DialogueAssets;
  words: (language: string) => Words;
  logger: Logger;
  /** Lets a citizen know, in their chat and language, what became of what they declared; each id at most once. */
  tell: (telling: Telling) => Promise<void>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Reached by https: cookies are sent over nothing else. */
  secure: boolean;
  /** Where links that leave the console begin, such as `https://khaibao.example.vn`; null: the address asked for. */
  publicUrl: string | null;
}

/** Something a citizen is told. */
export interface Telling {
  id: string;
  person: string;
  /** A text of locales/<language>/common.json under `follow_up`, and what fills its blanks. */
  key: string;
  params: Readonly<Record<string, string>>;
}
