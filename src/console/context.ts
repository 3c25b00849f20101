import type { Logger } from 'pino';
import type { Rates } from '../broadcast/rates.ts';
import type { TemplateCatalogue } from '../broadcast/template-catalogue.ts';
import type { TestSend } from '../broadcast/test-send.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { TellQueue } from '../follow-up/tell-citizen.ts';
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
  /** Takes what citizens are to be told, in their chat and language. */
  queues: TellQueue;
  /** Zalo's approved templates; null: its Official Account is not set up. */
  templates: TemplateCatalogue | null;
  /** Sends an advisory to a chat of whoever tries it. */
  sendTest: TestSend;
  /** Epoch milliseconds. */
  now: () => number;
  /** Reached by https: cookies are sent over nothing else. */
  secure: boolean;
  /** Where links that leave the console begin, such as `https://khaibao.example.vn`; null: the address asked for. */
  publicUrl: string | null;
  /** Most advisories in any second, by channel: how long sending takes is told from it. */
  rates: Rates;
  /** Where links of campaigns lead: the bot's name on Telegram, the number of the Official Account; null: not set. */
  entrances: { telegramBot: string | null; zaloOa: string | null };
}
