import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { faultOf } from './fault.ts';

/**
 * The connection conversations are kept over. Somebody waits for every command, so none is held back while Redis is
 * away: it fails at once, and the platform delivers the message again.
 */
export function openRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
  });
  redis.on('error', (error) => {
    logger.warn({ event: 'redis_error', ...faultOf(error) });
  });
  return redis;
}

/**
 * What is wrong with how this Redis keeps things, in sentences: conversations and queued declarations are in it before
 * they are anywhere else, so it must write them down and never throw any away.
 */
export async function redisFaults(redis: Redis): Promise<string[]> {
  const info = `${await redis.info('persistence')}\n${await redis.info('memory')}`;
  const valueOf = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const faults: string[] = [];
  if (valueOf('aof_enabled') !== '1') {
    faults.push(
      'Redis does not write down what it is told: set appendonly yes, or a crash of Redis loses declarations.',
    );
  }
  const policy = valueOf('maxmemory_policy');
  if (policy !== 'noeviction') {
    faults.push(
      `Redis may throw away what it holds when its memory is full: set maxmemory-policy noeviction (it is ${policy ?? 'unknown'}).`,
    );
  }
  return faults;
}
