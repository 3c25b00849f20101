// All platforms and the try-it page in one piece, to be mounted beside the bot when no real account is configured.
// Must not know the bot, its storage or its settings: what it needs comes in as arguments.
import type { FastifyInstance } from 'fastify';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import type { Person } from './person.ts';
import { createTelegram, type TelegramEmulator } from './telegram.ts';
import { tryPage } from './try-page.ts';
import { createZaloBot, type ZaloBotEmulator } from './zalo-bot.ts';
import { createZaloOa, type ZaloEmulator } from './zalo-oa.ts';
import type { ZaloKeys } from './zalo-wire.ts';

/**
 * Where the parts are mounted. The bot's API roots are these below its own address; Telegram's keeps its
 * slash, without which a client that resolves `./bot…` against it loses the last folder.
 */
export const EMULATOR_PATHS = {
  telegram: '/emulators/telegram/',
  zaloOpenapi: '/emulators/zalo',
  zaloOauth: '/emulators/zalo',
  zaloBot: '/emulators/zalo-bot',
  tryPage: '/try/',
} as const;

export interface EmulatorsOptions {
  telegramToken: string;
  telegramSecret: string;
  /** Keep these the same from one start to the next: the tokens given out are checked with them. */
  zalo: ZaloKeys;
  zaloBotToken: string;
  zaloBotSecret: string;
  /** Asked at every delivery, so it may depend on a port not known yet. */
  webhookUrl: (channel: Person['channel']) => string;
  /** The stored declarations of one account, newest first, as plain JSON; the page shows what it recognises. */
  declarationsOf: (urn: string) => Promise<object[]>;
}

export interface Emulators {
  /** Fastify plugin, to be registered without a prefix. Never register it beside a real token. */
  plugin: (app: FastifyInstance) => Promise<void>;
  telegram: TelegramEmulator;
  zalo: ZaloEmulator;
  zaloBot: ZaloBotEmulator;
  faults: FaultBoard;
}

/** Fewer than the emulators' own default: the page may be left open for days. */
const MOST_PEOPLE = 200;

/** Makes all platforms, with one switch board of faults, and the page to try the bot on. */
export function createEmulators(options: EmulatorsOptions): Emulators {
  const faults = createFaultBoard();
  const telegram = createTelegram({
    token: options.telegramToken,
    webhook: { url: () => options.webhookUrl('telegram'), secret: options.telegramSecret },
    faults,
    mostPeople: MOST_PEOPLE,
  });
  const zalo = createZaloOa({
    ...options.zalo,
    templates: [{ id: '100001', name: 'Tin của ngành y tế', words: 'Ngành y tế thông báo: <noi_dung>' }],
    webhookUrl: () => options.webhookUrl('zalo-oa'),
    faults,
    mostPeople: MOST_PEOPLE,
  });
  const zaloBot = createZaloBot({
    token: options.zaloBotToken,
    webhook: { url: () => options.webhookUrl('zalo-bot'), secret: options.zaloBotSecret },
    faults,
    mostPeople: MOST_PEOPLE,
  });
  return {
    telegram,
    zalo,
    zaloBot,
    faults,
    async plugin(app) {
      await app.register(telegram.plugin, { prefix: '/emulators/telegram' });
      await app.register(zalo.plugin, { prefix: '/emulators/zalo' });
      await app.register(zaloBot.plugin, { prefix: '/emulators/zalo-bot' });
      const { declarationsOf } = options;
      await app.register(tryPage({ telegram, zalo, zaloBot, faults, declarationsOf }), { prefix: '/try' });
    },
  };
}
