import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { faultOf } from './fault.ts';

/** One Redis, or a cluster of them; commands are the same. */
export type RedisConnection = Redis | Cluster;

type Options = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout'>;

/**
 * Connects to the Redis of an address, or, where it names several nodes with commas between, to their cluster. A node
 * that went away is tried again every second at the latest.
 *
 * @param address `redis://host:6379`, or `redis://a:6379,redis://b:6379,…`: any nodes of a cluster, all reached with the
 * user, password and protocol of the first
 */
export function connectRedis(address: string, options: Options): RedisConnection {
  const retry = (times: number): number => Math.min(times * 50, 1_000);
  const [first = '', ...more] = address.split(',');
  if (more.length === 0) return new InOnePacket(first, { ...options, retryStrategy: retry });
  const { enableOfflineQueue, ...each } = options;
  return new Cluster([first, ...more], {
    ...(enableOfflineQueue !== undefined && { enableOfflineQueue }),
    clusterRetryStrategy: retry,
    clusterNodeRetryStrategy: retry,
    // While a node is being replaced a command is tried for half a second, not for as long as whoever waits would.
    ...{ maxRedirections: 5, retryDelayOnFailover: 100, retryDelayOnClusterDown: 100 },
    redisOptions: { ...each, ...accessOf(first) },
  });
}

/**
 * Commands of one turn of the event loop leave together, which is one call of the system instead of many. The library's own way
 * of doing so (`enableAutoPipelining`) leaves every command in memory until V8 looks through all of it.
 */
class InOnePacket extends Redis {
  override sendCommand(...command: Parameters<Redis['sendCommand']>): unknown {
    const socket = this.stream as Redis['stream'] | undefined;
    if (socket?.writableCorked === 0) {
      socket.cork();
      setImmediate(() => {
        socket.uncork();
      });
    }
    return super.sendCommand(...command);
  }
}

function accessOf(address: string): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { protocol, username, password } = new URL(address);
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

/**
 * The connection conversations are kept over. Somebody waits for every command, so none is held back while Redis is
 * away: it fails at once, and the platform delivers the message again.
 */
export function openRedis(address: string, logger: Logger): RedisConnection {
  const redis = connectRedis(address, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
  });
  redis.on('error', (error: Error) => {
    logger.warn({ event: 'redis_error', ...faultOf(error) });
  });
  return redis;
}

const mastersOf = (redis: RedisConnection): Redis[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis];

/** Resolves when every node that keeps something answers; rejects when one does not, or none is known. */
export async function pingRedis(redis: RedisConnection): Promise<true> {
  const masters = mastersOf(redis);
  if (masters.length === 0) throw new Error('no node of the Redis cluster is reached');
  await Promise.all(masters.map((node) => node.ping()));
  return true;
}

/**
 * What is wrong with how this Redis keeps things, in sentences: conversations and queued declarations are in it before
 * they are anywhere else, so it must write them down and never throw any away.
 */
export async function redisFaults(redis: RedisConnection): Promise<string[]> {
  const faults = await Promise.all(mastersOf(redis).map(nodeFaults));
  return [...new Set(faults.flat())];
}

async function nodeFaults(node: Redis): Promise<string[]> {
  const info = `${await node.info('persistence')}\n${await node.info('memory')}`;
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
