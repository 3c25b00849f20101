// What every setting is and must be. The values come from config.ts, the only reader of the environment.
// Must not know what any of them is used for.
import { isIP } from 'node:net';
import { z } from 'zod';
import { defaultRates } from '../broadcast/rates.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const setting = <T extends z.ZodType>(must: string, schema: T): T => schema.meta({ description: must });
const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));
const isLocal = (text: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);
const matching = (pattern: RegExp) => z.string().regex(pattern).optional();
const timeZone = z.string().refine(isTimeZone);
const perSecond = (standard: number) =>
  setting('messages a second, 1 to 10000', z.coerce.number().int().min(1).max(10_000).default(standard));
const secret = (what: string) => setting(what, z.string().min(1).optional());

/** Each setting: what it must be, in words for whoever sets it, and the schema that reads it. */
export const settings = {
  HOST: setting('an address to listen on, such as 127.0.0.1 or 0.0.0.0', z.string().default('127.0.0.1')),
  PORT: setting('a port number from 0 to 65535', z.coerce.number().int().min(0).max(65_535).default(3000)),
  WORK_PORT: setting('a port number from 0 to 65535', z.coerce.number().int().min(0).max(65_535).optional()),
  DATA_DIR: setting('a folder', z.string().default('./data')),
  SPOOL_MEGABYTES: setting(
    'megabytes, 1 to 1000000',
    z.coerce.number().int().min(1).max(1_000_000).default(256),
  ),
  PUBLIC_URL: setting(
    'the https address platforms reach this service under, such as https://khaibao.example.vn',
    url('https:', 'http:')
      .refine((text) => text.startsWith('https:') || isLocal(text))
      .optional(),
  ),
  TRUSTED_PROXIES: setting(
    'addresses or networks with commas between, such as 10.0.0.0/8,127.0.0.1, or loopback, linklocal, uniquelocal',
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isNetwork))
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
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'the address of an OpenTelemetry collector, such as http://localhost:4318',
    url('https:', 'http:').optional(),
  ),
  OTEL_TRACES_SAMPLER_ARG: setting('a share from 0 to 1', z.coerce.number().min(0).max(1).default(1)),
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
  TELEGRAM_BOT_NAME: setting(
    'the name of the bot without its @, such as ncovi_dongnai_bot',
    matching(/^\w{5,32}$/),
  ),
  TELEGRAM_REPLIES: setting('response or calls', z.enum(['response', 'calls']).default('response')),
  TELEGRAM_BROADCAST_RATE: perSecond(defaultRates.telegram),
  ZALO_OA_BROADCAST_RATE: perSecond(defaultRates['zalo-oa']),
  ZALO_BOT_BROADCAST_RATE: perSecond(defaultRates['zalo-bot']),
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
  ZALO_BUSINESS_ROOT: setting(
    'a web address',
    url('https:', 'http:').default('https://business.openapi.zalo.me'),
  ),
  ZALO_OPENAPI_ROOT: setting('a web address', url('https:', 'http:').default('https://openapi.zalo.me')),
  ZALO_OAUTH_ROOT: setting('a web address', url('https:', 'http:').default('https://oauth.zaloapp.com')),
};

export type SettingName = keyof typeof settings;

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
