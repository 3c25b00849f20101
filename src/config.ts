// The only reader of process.env: every setting by name, what it must be, and which belong together.
// Must not know what any of them is used for.
import { z } from 'zod';
import { settings, type logLevels, type SettingName as Name } from './runtime/settings.ts';

/** The programs that read settings; each needs its own to be there. */
export type Program = 'start' | 'serve' | 'work' | 'migrate' | 'zalo' | 'jobs' | 'demo' | 'staff';

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** Most that is kept on the disk while what keeps conversations is away. */
  spoolMegabytes: number;
  /** Without a slash at the end. */
  publicUrl: string | null;
  /** Whose word is taken for where a request comes from; empty: nobody's. */
  trustedProxies: string[];
  databaseUrl: string | null;
  /** Of a cluster several addresses, with commas between. */
  redisUrl: string | null;
  /** 32 bytes; null where `npm start` makes and keeps its own. */
  fieldKey: Buffer | null;
  /** Where `work` says how it is; null: nowhere. */
  workPort: number | null;
  /** Where traces go, without a slash at the end; null: nowhere. */
  otlpEndpoint: string | null;
  /** Share of messages that are traced, 0 to 1. */
  traceRatio: number;
  logLevel: (typeof logLevels)[number];
  defaultLanguage: 'vi' | 'en';
  adminVersion: '2020' | '2025-07' | '2026-04';
  timeZone: string;
  /** Code of the province whose places are offered first. */
  homeArea: string;
  /** Silence after which a person is asked whether to go on or start over. */
  resumeAfterMinutes: number;
  telegram: BotSettings | null;
  /** What links of campaigns lead to; null: they cannot be made for Telegram. */
  telegramBotName: string | null;
  /** `response`: the last reply rides in the webhook's response; `calls`: every reply is a call of its own. */
  telegramReplies: 'response' | 'calls';
  /** Most advisories in any second, by channel. */
  broadcastRates: { telegram: number; 'zalo-oa': number; 'zalo-bot': number };
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
  /** Null when the grant in the database is all there is. */
  refreshToken: string | null;
  openapiRoot: string;
  businessRoot: string;
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

/** Every setting there is; `.env.example` documents each. */
export const settingNames = Object.keys(settings) as Name[];

/**
 * Reads and checks all settings. A name with nothing behind it counts as not set.
 *
 * @throws ConfigError naming every fault at once
 */
export function readConfig(program: Program, env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(settingNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = z.object(settings).safeParse(given);
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

const mustBe = (name: Name): string => settings[name].meta()?.description ?? '';

const zaloNames: Name[] = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'];

const bots = [
  { token: 'TELEGRAM_BOT_TOKEN', secret: 'TELEGRAM_WEBHOOK_SECRET' },
  { token: 'ZALO_BOT_TOKEN', secret: 'ZALO_BOT_WEBHOOK_SECRET' },
] as const;

function missingSettings(program: Program, has: (name: Name) => boolean): [Name, string][] {
  const bot = bots.find(({ token }) => has(token));
  const zaloGiven = [...zaloNames, 'ZALO_REFRESH_TOKEN' as const].find(has);
  const needed: [Name, boolean, string][] = [
    ['DATABASE_URL', !['start', 'zalo', 'jobs', 'demo', 'staff'].includes(program), `for npm run ${program}`],
    ['REDIS_URL', program === 'serve' || program === 'work', `for npm run ${program}`],
    [
      'FIELD_KEY',
      program !== 'migrate' && program !== 'jobs' && has('DATABASE_URL'),
      'together with DATABASE_URL',
    ],
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
      program === 'zalo' || zaloGiven !== undefined,
      program === 'zalo' ? 'for npm run zalo' : `together with ${zaloGiven ?? ''}`,
    ]),
  ];
  return needed.flatMap(([name, isNeeded, why]) => (isNeeded && !has(name) ? [[name, why]] : []));
}

function toConfig(env: z.infer<z.ZodObject<typeof settings>>): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.DATA_DIR,
    spoolMegabytes: env.SPOOL_MEGABYTES,
    publicUrl: env.PUBLIC_URL ?? null,
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    fieldKey: env.FIELD_KEY ?? null,
    workPort: env.WORK_PORT ?? null,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    traceRatio: env.OTEL_TRACES_SAMPLER_ARG,
    logLevel: env.LOG_LEVEL,
    defaultLanguage: env.DEFAULT_LANGUAGE,
    adminVersion: env.ADMIN_VERSION,
    timeZone: env.TIME_ZONE,
    homeArea: env.HOME_AREA,
    resumeAfterMinutes: env.RESUME_AFTER_MINUTES,
    telegram: toBot(env.TELEGRAM_BOT_TOKEN, env.TELEGRAM_WEBHOOK_SECRET, env.TELEGRAM_API_ROOT),
    telegramBotName: env.TELEGRAM_BOT_NAME ?? null,
    telegramReplies: env.TELEGRAM_REPLIES,
    broadcastRates: {
      telegram: env.TELEGRAM_BROADCAST_RATE,
      'zalo-oa': env.ZALO_OA_BROADCAST_RATE,
      'zalo-bot': env.ZALO_BOT_BROADCAST_RATE,
    },
    zaloOa: env.ZALO_APP_ID
      ? {
          appId: env.ZALO_APP_ID,
          appSecret: env.ZALO_APP_SECRET ?? '',
          oaId: env.ZALO_OA_ID ?? '',
          oaSecretKey: env.ZALO_OA_SECRET_KEY ?? '',
          refreshToken: env.ZALO_REFRESH_TOKEN ?? null,
          openapiRoot: env.ZALO_OPENAPI_ROOT,
          businessRoot: env.ZALO_BUSINESS_ROOT,
          oauthRoot: env.ZALO_OAUTH_ROOT,
        }
      : null,
    zaloBot: toBot(env.ZALO_BOT_TOKEN, env.ZALO_BOT_WEBHOOK_SECRET, env.ZALO_BOT_API_ROOT),
  };
}

const toBot = (token?: string, webhookSecret: string | null = null, apiRoot = ''): BotSettings | null =>
  token === undefined ? null : { token, webhookSecret, apiRoot };
