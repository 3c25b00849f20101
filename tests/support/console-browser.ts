import { randomBytes } from 'node:crypto';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type LightMyRequestResponse,
} from 'fastify';
import { defaultRates } from '../../src/broadcast/rates.ts';
import { consolePages } from '../../src/console/console.ts';
import type { ConsoleContext } from '../../src/console/context.ts';
import { servePictures } from '../../src/runtime/pictures.ts';
import { createWords } from '../../src/console/words.ts';
import type { Database } from '../../src/storage/database.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { PASSWORD } from './a-staff.ts';
import { realAssets } from './assets.ts';
import { markWords } from './kept-logs.ts';
import { testLogger } from './test-logger.ts';

export interface TestConsole {
  app: FastifyInstance;
  context: ConsoleContext;
  /** The clock of the console, epoch milliseconds. */
  at: number;
  /** A browser nobody has used yet. */
  browser(address?: string): Browser;
  /** A browser somebody signed in with. */
  signIn(username: string, address?: string): Promise<Browser>;
}

/** The console over a database, with a clock that stands still until it is moved. */
export async function openTestConsole(
  db: Database,
  { secure = false, publicUrl = null }: { secure?: boolean; publicUrl?: string | null } = {},
): Promise<TestConsole> {
  const assets = realAssets();
  const opened = { at: Date.UTC(2020, 3, 1, 5) };
  const context: ConsoleContext = {
    ...{ db, assets, secure, publicUrl, logger: testLogger(), words: createWords(assets) },
    ...{ crypto: createFieldCrypto(randomBytes(32)), now: () => opened.at },
    queues: { add: () => Promise.resolve() },
    templates: null,
    sendTest: () => Promise.resolve('misconfigured'),
    ...{ rates: defaultRates, entrances: { telegramBot: 'ncovi_thu_bot', zaloOa: null } },
  };
  const logger: FastifyBaseLogger = testLogger();
  const app = fastify({
    ...{ loggerInstance: logger, trustProxy: true },
    // As the programs do.
    logController: new LogController({ disableRequestLogging: true }),
  });
  servePictures(app, db);
  await app.register(consolePages(context), { prefix: '/console' });
  const browser = (address = '203.0.113.7') => openBrowser(app, address);
  return Object.assign(opened, {
    ...{ app, context, browser },
    async signIn(username: string, address?: string) {
      const one = browser(address);
      const done = await one.send('/console/sign-in', { username, password: PASSWORD });
      if (done.statusCode !== 303) throw new Error(`Not signed in: ${done.statusCode}`);
      return one;
    },
  });
}

export interface Browser {
  cookies: Map<string, string>;
  get(address: string): Promise<LightMyRequestResponse>;
  /** Sends a form as a person does: from a page, with the mark that page carries. */
  send(address: string, fields?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Sends a form as it is. */
  post(address: string, fields: Record<string, string>): Promise<LightMyRequestResponse>;
}

function openBrowser(app: FastifyInstance, address: string): Browser {
  const cookies = new Map<string, string>();
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const response = await app.inject({
      ...{ method, url },
      ...(payload === undefined ? {} : { payload }),
      cookies: Object.fromEntries(cookies),
      headers: {
        'user-agent': 'Firefox',
        'x-forwarded-for': address,
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      if (value === '' || maxAge === 0 || (expires !== undefined && expires.getTime() <= 0))
        cookies.delete(name);
      else cookies.set(name, value);
      // What a session is known by is in no log.
      if (/session|code/.test(name)) markWords('secret', value);
    }
    return response;
  };
  const post = (url: string, fields: Record<string, string>) =>
    ask('POST', url, new URLSearchParams(fields).toString());
  return {
    cookies,
    get: (url) => ask('GET', url),
    post,
    async send(url, fields = {}) {
      const page = await ask('GET', '/console/account');
      const shown = page.statusCode === 200 ? page : await ask('GET', '/console/sign-in');
      const mark = /name="_csrf" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
      return post(url, { ...fields, _csrf: mark });
    },
  };
}

/** What a page says, without its marks. */
export const textOf = (response: LightMyRequestResponse): string =>
  response.body
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
