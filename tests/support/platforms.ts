import { randomBytes } from 'node:crypto';
import { markWords } from './kept-logs.ts';
import { createFaultBoard, type FaultBoard } from '../../src/emulators/faults.ts';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createTelegram, type TelegramEmulator } from '../../src/emulators/telegram.ts';
import type { Person } from '../../src/emulators/person.ts';
import { createZaloOa, type ZaloEmulator } from '../../src/emulators/zalo-oa.ts';

export interface Platforms {
  telegram: TelegramEmulator;
  zalo: ZaloEmulator;
  faults: FaultBoard;
  /** What a program needs to be told to have accounts there. */
  settings: Record<string, string>;
  close(): Promise<void>;
}

export interface PlatformsOptions {
  /** Telegram without a webhook, so that it is polled. */
  polled?: boolean;
  /** People each platform remembers. */
  mostPeople?: number;
  faults?: FaultBoard;
  /** Zalo's own, where they are to be others than Telegram's. */
  zaloFaults?: FaultBoard;
  /** Calls of Zalo's API in one minute before it refuses more. */
  callsPerMinute?: number;
}

/**
 * Telegram and Zalo as servers of this test, to which the programs under test are as real bots are.
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
    webhookUrl: () => webhookUrl('zalo-oa'),
    retryDelaysMs: [500, 1_000, 5_000, 15_000],
  });
  const [telegramServer, zaloServer] = [await serveAlone(telegram), await serveAlone(zalo)];
  return {
    telegram: { ...telegram, person: (is) => marked(telegram.person(is)) },
    zalo: { ...zalo, person: (is) => marked(zalo.person(is)) },
    faults,
    settings: {
      TELEGRAM_BOT_TOKEN: token,
      ...(polled ? {} : { TELEGRAM_WEBHOOK_SECRET: secret }),
      TELEGRAM_API_ROOT: telegramServer.root,
      ZALO_APP_ID: keys.appId,
      ZALO_APP_SECRET: keys.appSecret,
      ZALO_OA_ID: keys.oaId,
      ZALO_OA_SECRET_KEY: keys.oaSecretKey,
      ZALO_REFRESH_TOKEN: keys.refreshToken,
      ZALO_OPENAPI_ROOT: zaloServer.root,
      ZALO_OAUTH_ROOT: zaloServer.root,
    },
    async close() {
      telegram.close();
      zalo.close();
      await Promise.all([telegramServer.close(), zaloServer.close()]);
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
