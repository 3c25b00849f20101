import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MsgIn, Urn } from '../../src/dialogue/message.ts';
import { createAccept, type Accept } from '../../src/pipeline/accept.ts';
import { createConverse, type Converse, type ConverseOptions } from '../../src/pipeline/converse.ts';
import { createCarryOut } from '../../src/pipeline/effects.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { openRedis, pingRedis, type RedisConnection } from '../../src/pipeline/redis.ts';
import { replay } from '../../src/pipeline/replay.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { openSpool, type Spool } from '../../src/pipeline/spool.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { aChannel, type TestChannel } from './a-channel.ts';
import { decide, newUrn, says } from './a-dialogue.ts';

const logger = pino({ level: 'silent' });
const metrics = createMetrics();

describe.skipIf(!hasRedis())('messages while conversations cannot be saved (needs redis-server)', () => {
  let server: RedisServer;
  let redis: RedisConnection;
  let zalo: TestChannel;
  let spool: Spool;
  let folder: string;
  let ends: (() => Promise<void>)[];

  beforeAll(async () => {
    server = await startRedis();
    redis = openRedis(server.url, logger);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  beforeEach(() => {
    zalo = aChannel('zalo-oa');
    folder = mkdtempSync(join(tmpdir(), 'ncovi-replay-'));
    spool = openSpool(folder, { crypto: createFieldCrypto(randomBytes(32)), limit: 10_000 });
    ends = [];
  });
  afterEach(async () => {
    for (const end of ends) await end();
    spool.close();
    rmSync(folder, { recursive: true });
  });

  /** One process; it begins to work on what is kept when told to. */
  const aProcess = (changes: Partial<ConverseOptions> = {}): { accept: Accept; work: () => void } => {
    const channels = new Map([zalo, aChannel('telegram')].map((channel) => [channel.name, channel]));
    const store = createRedisSessions(redis);
    const queues = { add: () => Promise.resolve() };
    const process_ = createConverse({
      ...{ decide, store, channels, metrics, logger, patience: 150, answerWithin: 300 },
      carryOut: createCarryOut({ store, queues, channels, metrics, logger }),
      planReminder: () => Promise.resolve(),
      ...changes,
    });
    const converse: Converse['converse'] = (name, message) => process_.converse(name, message);
    const reachable = () =>
      pingRedis(redis).then(
        () => true,
        () => false,
      );
    return {
      accept: createAccept({ converse, channels, spool, logger }),
      work() {
        const ending = new AbortController();
        const options = { spool, converse, channels, reachable, logger, every: 10 };
        const working = replay(options, ending.signal);
        ends.push(() => {
          ending.abort();
          return working;
        });
      },
    };
  };
  const comes = (accept: Accept, message: MsgIn, proof = 'genuine') =>
    accept('zalo-oa', message, { headers: { 'x-proof': proof }, body: Buffer.from(JSON.stringify(message)) });
  const texts = () => zalo.sent.map(({ text }) => text);
  const allDone = () => waitFor('the end of the spool', () => spool.state().messages === 0);

  it('are kept, and answered in their order when it is back, also those that come meanwhile', async () => {
    const urn = newUrn('zalo-oa');
    const { accept, work } = aProcess();
    await stopProcess(server.process, 'SIGKILL');
    const first = says(urn, 'a');
    for (const message of [first, says(urn, 'b'), first]) await comes(accept, message);
    expect(spool.state().messages).toBe(3);
    expect(zalo.sent).toEqual([]);
    await server.restart();
    await waitFor('Redis', () => pingRedis(redis));
    await comes(accept, says(urn, 'c'));
    work();
    await allDone();
    expect(texts()).toEqual(['1.1 a', '2.1 b', '3.1 c']);
    await comes(accept, says(urn, 'd'));
    await waitFor('the last reply', () => texts().at(-1) === '4.1 d');
  });

  it('are kept before Redis says that it is too slow, and taken once when both happen', async () => {
    const [urn, other] = [newUrn('zalo-oa'), newUrn('zalo-oa')];
    const { accept, work } = aProcess();
    server.process.kill('SIGSTOP');
    await Promise.all(['a', 'b'].map((text) => comes(accept, says(urn, text))));
    await comes(accept, says(other, 'x'));
    expect(spool.state().messages).toBe(3);
    server.process.kill('SIGCONT');
    work();
    await allDone();
    await waitFor('the replies', () => zalo.sent.length >= 3);
    expect(texts().filter((text) => !text.endsWith('x'))).toEqual(['1.1 a', '2.1 b']);
  });

  it('of one person never overtake each other when the first of several fails', async () => {
    const urn = newUrn('zalo-oa');
    const store = createRedisSessions(redis);
    let failing = true;
    const load: typeof store.load = async (one) => {
      if (!failing) return store.load(one);
      failing = false;
      throw new Error('away for a moment');
    };
    const { accept, work } = aProcess({ store: { ...store, load } });
    await Promise.all(['a', 'b', 'c'].map((text) => comes(accept, says(urn, text))));
    work();
    await allDone();
    expect(texts()).toEqual(['1.1 a', '2.1 b', '3.1 c']);
  });

  it('are refused where the platform delivers again, and where there is no room left', async () => {
    const store = { ...createRedisSessions(redis), load: () => Promise.reject(new Error('no Redis')) };
    const { accept } = aProcess({ store });
    const request = { headers: {}, body: Buffer.from('{}') };
    await expect(accept('telegram', says(newUrn(), 'x'), request)).rejects.toThrow('no Redis');
    await comes(accept, says(newUrn('zalo-oa'), 'x'));
    await expect(comes(accept, says(newUrn('zalo-oa'), 'x'.repeat(9_000)))).rejects.toThrow('full');
    expect(spool.state().messages).toBe(1);
  });

  it('that can never be worked on are set aside, and hold up neither others nor their person', async () => {
    const [urn, forger] = [newUrn('zalo-oa'), newUrn('zalo-oa')];
    const { accept, work } = aProcess({
      decide(conversation, message) {
        if (message.content.type === 'text' && message.content.text === 'poison')
          throw new Error('our fault');
        return decide(conversation, message);
      },
    });
    await comes(accept, says(urn, 'poison'));
    await comes(accept, says(urn, 'good'));
    await spool.keep({
      ...{ channel: 'zalo-oa', urn: forger, at: 1, headers: { 'x-proof': 'forged' } },
      body: Buffer.from(JSON.stringify(says(forger, 'x'))),
    });
    work();
    await waitFor('the good one', () => texts().includes('1.1 good'));
    await waitFor('the forged one to be set aside', () => !spool.holds(forger));
    expect(texts()).toEqual(['1.1 good']);
    await waitFor('the good one to be let go', () => spool.state().messages === 2);
  });

  it('are worked on for many people side by side', async () => {
    const people: Urn[] = Array.from({ length: 20 }, () => newUrn('zalo-oa'));
    const { accept, work } = aProcess();
    await stopProcess(server.process, 'SIGKILL');
    await Promise.all(people.map((urn) => comes(accept, says(urn, 'a'))));
    expect(spool.people()).toHaveLength(20);
    await server.restart();
    await waitFor('Redis', () => pingRedis(redis));
    work();
    await allDone();
    expect(zalo.sent.map(({ urn }) => urn).toSorted()).toEqual(people.toSorted());
  });
});
