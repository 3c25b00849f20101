import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, type Program } from '../src/config.ts';

const key = randomBytes(32).toString('base64');
const production = {
  DATABASE_URL: 'postgres://ncovi:s3cret-db@db:5432/ncovi',
  REDIS_URL: 'redis://redis:6379',
  FIELD_KEY: key,
};

describe('settings', () => {
  it('are not needed by npm start', () => {
    expect(readConfig('start', {})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
      timeZone: 'Asia/Ho_Chi_Minh',
      telegram: null,
      zaloOa: null,
      zaloBot: null,
    });
  });

  it('count as not set when nothing stands behind the name', () => {
    expect(readConfig('start', { PORT: '', TELEGRAM_BOT_TOKEN: '' })).toMatchObject({
      port: 3000,
      telegram: null,
    });
  });

  it('are read into groups', () => {
    const config = readConfig('serve', {
      ...production,
      PUBLIC_URL: 'https://khaibao.example.vn/',
      TELEGRAM_BOT_TOKEN: '123456:ABC-DEF_ghi',
      TELEGRAM_WEBHOOK_SECRET: 'made_up-1',
      ZALO_BOT_TOKEN: '12345689:abc-xyz',
      ZALO_BOT_WEBHOOK_SECRET: 'made_up-2',
    });
    expect(config.publicUrl).toBe('https://khaibao.example.vn');
    expect(config.fieldKey).toEqual(Buffer.from(key, 'base64'));
    expect(config.telegram).toEqual({
      token: '123456:ABC-DEF_ghi',
      webhookSecret: 'made_up-1',
      apiRoot: 'https://api.telegram.org/',
    });
    expect(config.zaloBot).toEqual({
      token: '12345689:abc-xyz',
      webhookSecret: 'made_up-2',
      apiRoot: 'https://bot-api.zaloplatforms.com',
    });
  });

  it('name proxies by address, network or kind', () => {
    const read = (text: string) => readConfig('start', { TRUSTED_PROXIES: text }).trustedProxies;
    expect(readConfig('start', {}).trustedProxies).toEqual([]);
    expect(read('10.0.0.0/8, ::1,loopback')).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    for (const wrong of ['proxy', '10.0.0.0/33', '1', '10.0.0.1,', 'true'])
      expect(() => read(wrong)).toThrow('TRUSTED_PROXIES');
  });

  it('name one Redis or the nodes of a cluster', () => {
    const nodes = 'redis://a:6379,rediss://user:pass@b:6380';
    expect(readConfig('work', { ...production, REDIS_URL: nodes }).redisUrl).toBe(nodes);
  });

  const wrong: [string, Program, Record<string, string>, string[]][] = [
    ['a port that is none', 'start', { PORT: '99999' }, ['PORT must be a port number from 0 to 65535.']],
    ['a language there is not', 'start', { DEFAULT_LANGUAGE: 'fr' }, ['DEFAULT_LANGUAGE must be vi or en.']],
    ['a time zone there is not', 'start', { TIME_ZONE: 'Asia/Bien_Hoa' }, ['TIME_ZONE must be a time zone']],
    [
      'a cluster with a node that is none',
      'work',
      { ...production, REDIS_URL: 'redis://a:6379,b:6379' },
      ['REDIS_URL must be a Redis address'],
    ],
    ['a short key', 'start', { FIELD_KEY: 'c2hvcnQ=' }, ['FIELD_KEY must be 32 bytes in base64']],
    [
      'http in public',
      'start',
      { PUBLIC_URL: 'http://khaibao.example.vn' },
      ['PUBLIC_URL must be the https'],
    ],
    [
      'a database without a key',
      'start',
      { DATABASE_URL: production.DATABASE_URL },
      ['FIELD_KEY must be set'],
    ],
    [
      'nothing, for serve',
      'serve',
      {},
      ['DATABASE_URL must be set for npm run serve', 'REDIS_URL must be set for npm run serve'],
    ],
    ['nothing, for migrate', 'migrate', {}, ['DATABASE_URL must be set for npm run migrate']],
    [
      'a webhook without its secret',
      'start',
      { TELEGRAM_BOT_TOKEN: '123456:ABC-DEF_ghi', PUBLIC_URL: 'https://a.vn' },
      ['TELEGRAM_WEBHOOK_SECRET must be set together with TELEGRAM_BOT_TOKEN and PUBLIC_URL'],
    ],
    [
      'a secret Telegram would refuse',
      'start',
      { TELEGRAM_BOT_TOKEN: '123456:ABC-DEF_ghi', TELEGRAM_WEBHOOK_SECRET: 'has blank' },
      ['TELEGRAM_WEBHOOK_SECRET must be 1 to 256'],
    ],
    [
      'a Zalo bot without what its webhook needs',
      'serve',
      { ...production, ZALO_BOT_TOKEN: '12345689:abc-xyz' },
      [
        'PUBLIC_URL must be set together with ZALO_BOT_TOKEN',
        'ZALO_BOT_WEBHOOK_SECRET must be set together with ZALO_BOT_TOKEN and PUBLIC_URL',
      ],
    ],
    [
      'a secret the Zalo Bot Platform would refuse',
      'start',
      { ZALO_BOT_TOKEN: '12345689:abc-xyz', ZALO_BOT_WEBHOOK_SECRET: 'seven77' },
      ['ZALO_BOT_WEBHOOK_SECRET must be 8 to 256'],
    ],
    [
      'a secret without its bot',
      'start',
      { ZALO_BOT_WEBHOOK_SECRET: 'made_up-2' },
      ['ZALO_BOT_TOKEN must be set together with ZALO_BOT_WEBHOOK_SECRET'],
    ],
    [
      'half of Zalo',
      'start',
      { ZALO_APP_ID: '12', ZALO_OA_ID: '34' },
      ['ZALO_APP_SECRET must be set', 'ZALO_OA_SECRET_KEY must be set'],
    ],
    [
      'a refresh token of no app',
      'start',
      { ZALO_REFRESH_TOKEN: 'x' },
      [
        'ZALO_APP_ID must be set together with ZALO_REFRESH_TOKEN',
        'ZALO_APP_SECRET',
        'ZALO_OA_ID',
        'ZALO_OA_S',
      ],
    ],
    [
      'nothing, for zalo',
      'zalo',
      {},
      ['ZALO_APP_ID must be set for npm run zalo', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'],
    ],
    [
      'several at once',
      'work',
      { PORT: 'x', LOG_LEVEL: 'loud' },
      ['PORT must be', 'LOG_LEVEL must be', 'DATABASE_URL must be set', 'REDIS_URL must be set'],
    ],
  ];
  it.each(wrong)('stop the start and are named: %s', (_, program, env, sentences) => {
    const { faults } = faultsOf(program, env);
    expect(faults).toHaveLength(sentences.length);
    sentences.forEach((sentence, i) => {
      expect(faults[i]).toContain(sentence);
    });
  });

  it('are never printed: they may be secrets', () => {
    const secrets = ['p4ssw0rd', 'not a key', '12:short', 'has blank'];
    const { message } = faultsOf('serve', {
      DATABASE_URL: 'mysql://u:p4ssw0rd@h/d',
      FIELD_KEY: 'not a key',
      TELEGRAM_BOT_TOKEN: '12:short',
      TELEGRAM_WEBHOOK_SECRET: 'has blank',
    });
    for (const secret of secrets) expect(message).not.toContain(secret);
  });
});

function faultsOf(program: Program, env: NodeJS.ProcessEnv): ConfigError {
  try {
    readConfig(program, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The settings were taken');
}
