import { Redis } from 'ioredis';
import { freePort } from './binaries.ts';
import { startRedis, type RedisServer } from './redis.ts';
import { waitFor } from './wait-for.ts';

export interface RedisClusterServers {
  /** What REDIS_URL is set to: all nodes, with commas between. */
  url: string;
  nodes: RedisServer[];
  stop(): Promise<void>;
}

const SLOTS = 16_384;

/** Three masters of one's own that share the slots, run as production has to run them. */
export async function startRedisCluster(): Promise<RedisClusterServers> {
  const nodes: RedisServer[] = [];
  for (let n = 0; n < 3; n++) {
    // Without this the bus listens 10 000 above the port, which may not exist.
    const bus = String(await freePort());
    nodes.push(await startRedis(['--cluster-enabled', 'yes', '--cluster-port', bus]));
  }
  const clients = nodes.map(({ url }) => new Redis(url));
  try {
    for (const [n, client] of clients.entries()) {
      const [from, to] = [n, n + 1].map((part) => Math.ceil((part * SLOTS) / nodes.length));
      await client.call('CLUSTER', 'ADDSLOTSRANGE', from ?? 0, (to ?? 0) - 1);
      if (n > 0) await meet(client, nodes[0]);
    }
    await waitFor('the cluster', async () => (await Promise.all(clients.map(isWhole))).every(Boolean));
  } finally {
    for (const client of clients) client.disconnect();
  }
  return {
    url: nodes.map(({ url }) => url).join(','),
    nodes,
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

async function meet(client: Redis, other: RedisServer | undefined): Promise<void> {
  if (other === undefined) return;
  const bus = await busOf(other);
  await client.call('CLUSTER', 'MEET', '127.0.0.1', other.port, bus);
}

async function busOf(node: RedisServer): Promise<number> {
  const client = new Redis(node.url);
  const answer = (await client.call('CONFIG', 'GET', 'cluster-port')) as
    [string, string] | { 'cluster-port': string };
  client.disconnect();
  return Number(Array.isArray(answer) ? answer[1] : answer['cluster-port']);
}

async function isWhole(client: Redis): Promise<boolean> {
  const info = String(await client.call('CLUSTER', 'INFO'));
  return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
}
