import { randomBytes } from 'node:crypto';
import { markWords } from './kept-logs.ts';
import { createFaultBoard, type FaultBoard } from '../../src/emulators/faults.ts';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createTelegram, type TelegramEmulator } from '../../src/emulators/telegram.ts';
import type { Person } from '../../src/emulators/person.ts';
import { createZaloBot, type ZaloBotEmulator } from '../../src/emulators/zalo-bot.ts';
import type { ZaloTemplate } from '../../src/emulators/zalo-templates.ts';
import { createZaloOa, type ZaloEmulator } from '../../src/emulators/zalo-oa.ts';

export interface Platforms {
  telegram: TelegramEmulator;
  zalo: ZaloEmulator;
  zaloBot: ZaloBotEmulator;
  faults: FaultBoard;
  /** What a program needs to be told to have accounts there. */
  settings: Record<string, string>;
  close(): Promise<void>;
}

export interface PlatformsOptions {
  /** The bots without a webhook, so that they are polled. */
  polled?: boolean;
  /** People each platform remembers. */
  mostPeople?: number;
  faults?: FaultBoard;
  /** Zalo's own, where they are to be others than Telegram's. */
  zaloFaults?: FaultBoard;
  /** Calls of Zalo's API in one minute before it refuses more. */
  callsPerMinute?: number;
  /** Templates Zalo has approved. */
  templates?: readonly ZaloTemplate[];
  /** Pauses before Zalo delivers again; none leaves it at one delivery. */
  zaloRetriesMs?: readonly number[];
}

/**
 * Telegram and Zalo as servers of this test, to which the programs under test are as real bots are. Zalo's Bot Platform
 * knows no address until a program registers one.
 *
 * @param webhookUrl asked at every delivery
 */
export async function startPlatforms(
  webhookUrl: (channel: 'telegram' | 'zalo-oa') => string,
  {
    polled = false,
    mostPeople = 500,
    faults = createFaultBoard(),
    zaloFaults = faults,
    callsPerMinute = 4_000,
    templates = [],
    zaloRetriesMs = [500, 1_000, 5_000, 15_000],
  }: PlatformsOptions = {},
): Promise<Platforms> {
  const token = `123456:${randomBytes(8).toString('hex')}`;
  const secret = randomBytes(8).toString('hex');
  const keys = {
    appId: '360846524940903967',
    appSecret: 'app-secret',
    oaId: '388613280878808645',
    oaSecretKey: 'oa-secret-key',
    refreshToken: randomBytes(8).toString('hex'),
  };
  const telegram = createTelegram({
    token,
    faults,
    mostPeople,
    retryDelaysMs: [300],
    ...(polled ? {} : { webhook: { url: () => webhookUrl('telegram'), secret } }),
  });
  const zalo = createZaloOa({
    ...keys,
    faults: zaloFaults,
    mostPeople,
    callsPerMinute,
    templates,
    webhookUrl: () => webhookUrl('zalo-oa'),
    retryDelaysMs: zaloRetriesMs,
  });
  const zaloBotToken = `12345689:${randomBytes(8).toString('hex')}`;
  const zaloBot = createZaloBot({
    token: zaloBotToken,
    faults: zaloFaults,
    mostPeople,
    retryDelaysMs: [500, 1_000, 5_000, 15_000],
  });
  const servers = await Promise.all([telegram, zalo, zaloBot].map((one) => serveAlone(one)));
  const [telegramRoot = '', zaloRoot = '', zaloBotRoot = ''] = servers.map(({ root }) => root);
  return {
    telegram: { ...telegram, person: (is) => marked(telegram.person(is)) },
    zalo: { ...zalo, person: (is) => marked(zalo.person(is)) },
    zaloBot: { ...zaloBot, person: (is) => marked(zaloBot.person(is)) },
    faults,
    settings: {
      TELEGRAM_BOT_TOKEN: token,
      ...(polled ? {} : { TELEGRAM_WEBHOOK_SECRET: secret }),
      TELEGRAM_API_ROOT: telegramRoot,
      ZALO_APP_ID: keys.appId,
      ZALO_APP_SECRET: keys.appSecret,
      ZALO_OA_ID: keys.oaId,
      ZALO_OA_SECRET_KEY: keys.oaSecretKey,
      ZALO_REFRESH_TOKEN: keys.refreshToken,
      ZALO_OPENAPI_ROOT: zaloRoot,
      ZALO_BUSINESS_ROOT: zaloRoot,
      ZALO_OAUTH_ROOT: zaloRoot,
      ZALO_BOT_TOKEN: zaloBotToken,
      ...(polled ? {} : { ZALO_BOT_WEBHOOK_SECRET: secret }),
      ZALO_BOT_API_ROOT: zaloBotRoot,
    },
    async close() {
      telegram.close();
      zalo.close();
      zaloBot.close();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** A person whose name, number and words are looked for in the logs when the run is over. */
function marked<P extends Person>(person: P): P {
  const sends = person.sends.bind(person);
  const sharesContact = person.sharesContact.bind(person);
  markWords('name', person.name);
  return Object.assign(person, {
    sends(text: string) {
      markWords('answer', text);
      return sends(text);
    },
    sharesContact(phone: string) {
      markWords('phone', phone);
      return sharesContact(phone);
    },
  });
}
