import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { createEmulators, EMULATOR_PATHS, type Emulators } from '../emulators/emulators.ts';
import type { Urn } from '../dialogue/message.ts';
import type { Database, StoredAnswer } from '../storage/database.ts';
import { declarationsOf } from '../storage/declarations.ts';

export interface TryOut {
  /** The settings with accounts on the emulated platforms. */
  config: Config;
  emulators: Emulators;
  /** Where the try-it page is. */
  page: string;
}

/** Most declarations shown beside the chat. */
const SHOWN = 20;

/**
 * All platforms on this machine, for an installation with no account on a real one. Tokens and keys are derived from
 * the installation's key, so they are the same at the next start and nobody else's.
 */
export async function setUpTryOut(config: Config, fieldKey: Buffer, db: () => Database): Promise<TryOut> {
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const root = `http://${reachable(config.host)}:${port}`;
  const derive = (what: string) => createHmac('sha256', fieldKey).update(`try-out ${what}`).digest('hex');
  const telegram = { token: `1000001:${derive('token')}`, webhookSecret: derive('webhook') };
  const zalo = {
    appId: '1000002',
    appSecret: derive('app'),
    oaId: '1000003',
    oaSecretKey: derive('oa'),
    refreshToken: derive('refresh'),
  };
  const zaloBot = { token: `1000004:${derive('zalo bot')}`, webhookSecret: derive('zalo bot webhook') };
  const emulators = createEmulators({
    telegramToken: telegram.token,
    telegramSecret: telegram.webhookSecret,
    zalo,
    zaloBotToken: zaloBot.token,
    zaloBotSecret: zaloBot.webhookSecret,
    webhookUrl: (channel) => `${root}/webhooks/${channel}`,
    declarationsOf: async (urn) => (await declarationsOf(db(), urn as Urn, SHOWN)).map(readable),
  });
  return {
    config: {
      ...config,
      port,
      // The emulated platforms are on this machine too.
      publicUrl: config.publicUrl ?? root,
      telegram: { ...telegram, apiRoot: root + EMULATOR_PATHS.telegram },
      zaloOa: {
        ...zalo,
        openapiRoot: root + EMULATOR_PATHS.zaloOpenapi,
        businessRoot: root + EMULATOR_PATHS.zaloOpenapi,
        oauthRoot: root + EMULATOR_PATHS.zaloOauth,
      },
      zaloBot: { ...zaloBot, apiRoot: root + EMULATOR_PATHS.zaloBot },
    },
    emulators,
    page: root + EMULATOR_PATHS.tryPage,
  };
}

/** The row as it is stored; what is sealed is shown as sealed. */
function readable(row: { answers: Record<string, StoredAnswer> }): object {
  const answers = Object.entries(row.answers).map(([block, answer]) => [
    block,
    'sealed' in answer ? { value: '🔒', raw: '🔒', at: answer.at } : answer,
  ]);
  return { ...row, answers: Object.fromEntries(answers) as object };
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** The emulators must know their own address before anything listens on it. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
