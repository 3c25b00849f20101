// The only reader of process.env: every setting by name, what it must be, and which belong together.
// Must not know what any of them is used for.
import { z } from 'zod';

/** The programs that read settings; each needs its own to be there. */
export type Program = 'start' | 'serve' | 'work' | 'migrate';

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** Without a slash at the end. */
  publicUrl: string | null;
  databaseUrl: string | null;
  /** Of a cluster several addresses, with commas between. */
  redisUrl: string | null;
  /** 32 bytes; null where `npm start` makes and keeps its own. */
  fieldKey: Buffer | null;
  logLevel: (typeof logLevels)[number];
  defaultLanguage: 'vi' | 'en';
  adminVersion: '2020' | '2025-07' | '2026-04';
  timeZone: string;
  /** Code of the province whose places are offered first. */
  homeArea: string;
  /** Silence after which a person is asked whether to go on or start over. */
  resumeAfterMinutes: number;
  telegram: BotSettings | null;
  zaloOa: ZaloOaSettings | null;
  zaloBot: BotSettings | null;
}

/** A bot with a token and a webhook secret: Telegram's or Zalo's. */
export interface BotSettings {
  token: string;
  webhookSecret: string | null;
  apiRoot: string;
}

export interface ZaloOaSettings {
  appId: string;
  appSecret: string;
  oaId: string;
  oaSecretKey: string;
  refreshToken: string;
  openapiRoot: string;
  oauthRoot: string;
}

/** Settings that are missing or wrong; `faults` are sentences for whoever runs the program, without secrets. */
export class ConfigError extends Error {
  override name = 'ConfigError' as const;
  readonly faults: string[];

  constructor(faults: string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const setting = <T extends z.ZodType>(must: string, schema: T): T => schema.meta({ description: must });
const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));
const isLocal = (text: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);
const matching = (pattern: RegExp) => z.string().regex(pattern).optional();
const timeZone = z.string().refine(isTimeZone);
const secret = (what: string) => setting(what, z.string().min(1).optional());

const shape = {
  HOST: setting('an address to listen on, such as 127.0.0.1 or 0.0.0.0', z.string().default('127.0.0.1')),
  PORT: setting('a port number from 0 to 65535', z.coerce.number().int().min(0).max(65_535).default(3000)),
  DATA_DIR: setting('a folder', z.string().default('./data')),
  PUBLIC_URL: setting(
    'the https address platforms reach this service under, such as https://khaibao.example.vn',
    url('https:', 'http:')
      .refine((text) => text.startsWith('https:') || isLocal(text))
      .optional(),
  ),
  DATABASE_URL: setting(
    'a Postgres address such as postgres://user:password@host:5432/name',
    url('postgres:', 'postgresql:').optional(),
  ),
  REDIS_URL: setting(
    'a Redis address such as redis://host:6379 or rediss://user:password@host:6380; of a cluster several, with commas between',
    z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(url('redis:', 'rediss:')))
      .transform((nodes) => nodes.join(','))
      .optional(),
  ),
  FIELD_KEY: setting(
    '32 bytes in base64, as `openssl rand -base64 32` prints them',
    z
      .string()
      .refine((text) => /^[A-Za-z0-9+/]{43}=$/.test(text))
      .transform((text) => Buffer.from(text, 'base64'))
      .optional(),
  ),
  LOG_LEVEL: setting(`one of ${logLevels.join(', ')}`, z.enum(logLevels).default('info')),
  DEFAULT_LANGUAGE: setting('vi or en', z.enum(['vi', 'en']).default('vi')),
  ADMIN_VERSION: setting('2020, 2025-07 or 2026-04', z.enum(['2020', '2025-07', '2026-04']).default('2020')),
  TIME_ZONE: setting('a time zone such as Asia/Ho_Chi_Minh', timeZone.default('Asia/Ho_Chi_Minh')),
  HOME_AREA: setting('the code of a province, such as 75', matching(/^\d{2}$/).default('75')),
  RESUME_AFTER_MINUTES: setting('minutes, 1 or more', z.coerce.number().int().min(1).max(43_200).default(30)),
  TELEGRAM_BOT_TOKEN: setting(
    'the token @BotFather gave, such as 123456:ABC-DEF…',
    matching(/^\d+:[\w-]{8,}$/),
  ),
  TELEGRAM_WEBHOOK_SECRET: setting(
    '1 to 256 of the characters A-Z, a-z, 0-9, _ and -, made up by you',
    matching(/^[\w-]{1,256}$/),
  ),
  // With its slash: without one, clients that resolve `./bot…` against it lose the last folder of its path.
  TELEGRAM_API_ROOT: setting(
    'a web address',
    url('https:', 'http:')
      .transform((text) => `${text}/`)
      .default('https://api.telegram.org/'),
  ),
  ZALO_APP_ID: setting('the number of the app on developers.zalo.me', matching(/^\d+$/)),
  ZALO_APP_SECRET: secret('the secret key of the app on developers.zalo.me'),
  ZALO_OA_ID: setting('the number of the Official Account', matching(/^\d+$/)),
  ZALO_OA_SECRET_KEY: secret('the OA Secret Key shown on the Webhook page of the app'),
  ZALO_REFRESH_TOKEN: secret('a refresh token of the Official Account, from the API Explorer'),
  ZALO_BOT_TOKEN: setting(
    'the token Zalo Bot Manager sent, such as 12345689:abc-xyz',
    matching(/^\d+:[^\s/?#%\\]{3,}$/),
  ),
  ZALO_BOT_WEBHOOK_SECRET: setting(
    '8 to 256 of the characters A-Z, a-z, 0-9, _ and -, made up by you',
    matching(/^[\w-]{8,256}$/),
  ),
  ZALO_BOT_API_ROOT: setting(
    'a web address',
    url('https:', 'http:').default('https://bot-api.zaloplatforms.com'),
  ),
  ZALO_OPENAPI_ROOT: setting('a web address', url('https:', 'http:').default('https://openapi.zalo.me')),
  ZALO_OAUTH_ROOT: setting('a web address', url('https:', 'http:').default('https://oauth.zaloapp.com')),
};

type Name = keyof typeof shape;

/** Every setting there is; `.env.example` documents each. */
export const settingNames = Object.keys(shape) as Name[];

/**
 * Reads and checks all settings. A name with nothing behind it counts as not set.
 *
 * @throws ConfigError naming every fault at once
 */
export function readConfig(program: Program, env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(settingNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = z.object(shape).safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]) as Name;
    return `${name} must be ${mustBe(name)}.`;
  });
  const missing = missingSettings(program, (name) => name in given).map(
    ([name, why]) => `${name} must be set ${why}: ${mustBe(name)}.`,
  );
  if (!parsed.success || missing.length > 0) throw new ConfigError([...new Set(wrong), ...missing]);
  return toConfig(parsed.data);
}

const mustBe = (name: Name): string => shape[name].meta()?.description ?? '';

const zaloNames: Name[] = [
  'ZALO_APP_ID',
  'ZALO_APP_SECRET',
  'ZALO_OA_ID',
  'ZALO_OA_SECRET_KEY',
  'ZALO_REFRESH_TOKEN',
];

const bots = [
  { token: 'TELEGRAM_BOT_TOKEN', secret: 'TELEGRAM_WEBHOOK_SECRET' },
  { token: 'ZALO_BOT_TOKEN', secret: 'ZALO_BOT_WEBHOOK_SECRET' },
] as const;

function missingSettings(program: Program, has: (name: Name) => boolean): [Name, string][] {
  const bot = bots.find(({ token }) => has(token));
  const needed: [Name, boolean, string][] = [
    ['DATABASE_URL', program !== 'start', `for npm run ${program}`],
    ['REDIS_URL', program === 'serve' || program === 'work', `for npm run ${program}`],
    ['FIELD_KEY', program !== 'migrate' && has('DATABASE_URL'), 'together with DATABASE_URL'],
    ['PUBLIC_URL', program === 'serve' && bot !== undefined, `together with ${bot?.token ?? ''}`],
    ...bots.flatMap(({ token, secret }): [Name, boolean, string][] => [
      [
        secret,
        has(token) && (program === 'serve' || (program === 'start' && has('PUBLIC_URL'))),
        `together with ${token} and PUBLIC_URL`,
      ],
      [token, has(secret), `together with ${secret}`],
    ]),
    ...zaloNames.map((name): [Name, boolean, string] => [
      name,
      zaloNames.some(has),
      `together with ${zaloNames.find(has) ?? 'ZALO_APP_ID'}`,
    ]),
  ];
  return needed.flatMap(([name, isNeeded, why]) => (isNeeded && !has(name) ? [[name, why]] : []));
}

function toConfig(env: z.infer<z.ZodObject<typeof shape>>): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    fieldKey: env.FIELD_KEY ?? null,
    logLevel: env.LOG_LEVEL,
    defaultLanguage: env.DEFAULT_LANGUAGE,
    adminVersion: env.ADMIN_VERSION,
    timeZone: env.TIME_ZONE,
    homeArea: env.HOME_AREA,
    resumeAfterMinutes: env.RESUME_AFTER_MINUTES,
    telegram: toBot(env.TELEGRAM_BOT_TOKEN, env.TELEGRAM_WEBHOOK_SECRET, env.TELEGRAM_API_ROOT),
    zaloOa: env.ZALO_APP_ID
      ? {
          appId: env.ZALO_APP_ID,
          appSecret: env.ZALO_APP_SECRET ?? '',
          oaId: env.ZALO_OA_ID ?? '',
          oaSecretKey: env.ZALO_OA_SECRET_KEY ?? '',
          refreshToken: env.ZALO_REFRESH_TOKEN ?? '',
          openapiRoot: env.ZALO_OPENAPI_ROOT,
          oauthRoot: env.ZALO_OAUTH_ROOT,
        }
      : null,
    zaloBot: toBot(env.ZALO_BOT_TOKEN, env.ZALO_BOT_WEBHOOK_SECRET, env.ZALO_BOT_API_ROOT),
  };
}

const toBot = (token?: string, webhookSecret: string | null = null, apiRoot = ''): BotSettings | null =>
  token === undefined ? null : { token, webhookSecret, apiRoot };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
