import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/send-error.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import { createConverse, type Converse, type ConverseOptions } from '../../src/pipeline/converse.ts';
import { createCarryOut } from '../../src/pipeline/effects.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { sweep } from '../../src/pipeline/sweeper.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';
import { aChannel, type TestChannel } from './a-channel.ts';
import { decide, declarationOf, newUrn, says } from './a-dialogue.ts';
import { testLogger } from '../support/test-logger.ts';

const planReminder = (): Promise<void> => Promise.resolve();
const logger = testLogger();

describe.skipIf(!hasRedis())('the road of one message (needs redis-server)', () => {
  let server: RedisServer;
  let redis: Redis;
  let store: SessionStore;
  let telegram: TestChannel;
  let zalo: TestChannel;
  /** Jobs in the order they were added, as `name id`. */
  let jobs: string[];
  let queueIsAway: boolean;
  const metrics = createMetrics();

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    store = createRedisSessions(redis);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  beforeEach(() => {
    telegram = aChannel('telegram');
    zalo = aChannel('zalo-oa');
    jobs = [];
    queueIsAway = false;
  });

  /** One process; several may share store and platforms. */
  const aProcess = (changes: Partial<ConverseOptions> = {}): Converse => {
    const channels = new Map([telegram, zalo].map((channel) => [channel.name, channel]));
    const queues = {
      add: (name: string, _payload: unknown, id: string) => {
        if (queueIsAway) return Promise.reject(new Error('away'));
        if (!jobs.includes(`${name} ${id}`)) jobs.push(`${name} ${id}`);
        return Promise.resolve();
      },
    };
    const carryOut = createCarryOut({ store, queues, channels, metrics, logger });
    return createConverse({
      ...{ decide, store, carryOut, channels, metrics, logger, planReminder },
      patience: 150,
      ...changes,
    });
  };
  const texts = (channel: TestChannel) => channel.sent.map(({ text }) => text);

  it('lets the only reply ride in the response and leaves nothing behind', async () => {
    const urn = newUrn();
    expect(await aProcess().converse('telegram', says(urn, 'hello'))).toEqual({
      inline: { inline: '1.1 hello' },
    });
    expect(telegram.sent).toEqual([]);
    expect(await store.load(urn)).toMatchObject({ version: 1, unsettled: false });
  });

  it('sends all but the last reply, in order, and lets that one ride', async () => {
    const urn = newUrn();
    const { inline } = await aProcess().converse('telegram', says(urn, 'say 3'));
    expect(texts(telegram)).toEqual(['1.1 say 3', '1.2 say 3']);
    expect(inline).toEqual({ inline: '1.3 say 3' });
    expect((await store.load(urn)).unsettled).toBe(false);
  });

  it('sends all replies where the platform takes none in the response', async () => {
    const urn = newUrn('zalo-oa');
    expect(await aProcess().converse('zalo-oa', says(urn, 'say 2'))).toEqual({ inline: null });
    expect(texts(zalo)).toEqual(['1.1 say 2', '1.2 say 2']);
    expect((await store.load(urn)).unsettled).toBe(false);
  });

  it('queues a declaration before it says a word', async () => {
    const urn = newUrn('zalo-oa');
    const message = says(urn, 'declare');
    const order: string[] = [];
    zalo.before = () => void order.push(`said after ${jobs.length} jobs`);
    await aProcess().converse('zalo-oa', message);
    expect(jobs).toEqual([`declaration ${declarationOf(message).id}`]);
    expect(order).toEqual(['said after 1 jobs']);
  });

  it('says nothing and asks for a redelivery when the queue is away; the redelivery does it all once', async () => {
    const urn = newUrn();
    const message = says(urn, 'declare 2');
    queueIsAway = true;
    await expect(aProcess().converse('telegram', message)).rejects.toThrow('away');
    expect(telegram.sent).toEqual([]);
    expect((await store.load(urn)).unsettled).toBe(true);

    queueIsAway = false;
    const { inline } = await aProcess().converse('telegram', message);
    expect(jobs).toEqual([`declaration ${declarationOf(message).id}`]);
    expect(texts(telegram)).toEqual(['1.1 declare 2']);
    expect(inline).toEqual({ inline: '1.2 declare 2' });
    expect(await store.load(urn)).toMatchObject({ version: 1, unsettled: false });
  });

  it('answers a redelivery of what is done with the riding reply alone, and an older one with nothing', async () => {
    const urn = newUrn();
    const [first, second] = [says(urn, 'say 2'), says(urn, 'say 2')];
    const process = aProcess();
    await process.converse('telegram', first);
    expect(await process.converse('telegram', first)).toEqual({ inline: { inline: '1.2 say 2' } });
    await process.converse('telegram', second);
    expect(await process.converse('telegram', first)).toEqual({ inline: null });
    expect(texts(telegram)).toEqual(['1.1 say 2', '2.1 say 2']);
    expect((await store.load(urn)).version).toBe(2);
  });

  it('finishes what a dead process left before it works on the next message', async () => {
    const urn = newUrn('zalo-oa');
    const left = says(urn, 'declare 2');
    await store.save(0, decide(null, left).conversation);
    await aProcess().converse('zalo-oa', says(urn, 'next'));
    expect(jobs).toEqual([`declaration ${declarationOf(left).id}`]);
    expect(texts(zalo)).toEqual(['1.1 declare 2', '1.2 declare 2', '2.1 next']);
  });

  it('waits for another process that is still sending, instead of saying it twice', async () => {
    const urn = newUrn('zalo-oa');
    const begun = Promise.withResolvers<undefined>();
    zalo.before = () => {
      begun.resolve(undefined);
      return sleep(60);
    };
    const [one, two] = [aProcess({ patience: 5_000 }), aProcess({ patience: 5_000 })];
    const first = one.converse('zalo-oa', says(urn, 'say 3'));
    await begun.promise;
    await Promise.all([first, two.converse('zalo-oa', says(urn, 'next'))]);
    expect(texts(zalo)).toEqual(['1.1 say 3', '1.2 say 3', '1.3 say 3', '2.1 next']);
  });

  it('works on 50 simultaneous messages of one new person over two processes one after the other', async () => {
    const urn = newUrn();
    const [one, two] = [aProcess({ patience: 2_000 }), aProcess({ patience: 2_000 })];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 ? one : two).converse('telegram', says(urn, `m${i}`))),
    );
    const loaded = await store.load(urn);
    expect(loaded.version).toBe(50);
    expect(new Set(loaded.conversation?.seen).size).toBe(50);
    const numbers = answers.map((answer) => parseInt(JSON.stringify(answer.inline).slice(11), 10));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });

  it('keeps no more than 30 messages of one person waiting, and works for others meanwhile', async () => {
    const [flooder, other] = [newUrn(), newUrn()];
    const process = aProcess();
    const flood = Array.from({ length: 40 }, (_, i) => process.converse('telegram', says(flooder, `m${i}`)));
    const refused = flood.map((one) =>
      one.then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      ),
    );
    await process.converse('telegram', says(other, 'x'));
    const outcomes = await Promise.all(refused);
    expect(outcomes).toEqual([...Array<string>(30).fill('done'), ...Array<string>(10).fill('Busy')]);
    await process.idle();
    expect((await process.converse('telegram', says(flooder, 'again'))).inline).not.toBeNull();
  });

  it('keeps the order of messages of one person within a process', async () => {
    const urn = newUrn('zalo-oa');
    const process = aProcess();
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => process.converse('zalo-oa', says(urn, text))));
    expect(texts(zalo)).toEqual(['1.1 a', '2.1 b', '3.1 c', '4.1 d']);
  });

  it('queues what can be sent later, and whatever comes after it behind it', async () => {
    const urn = newUrn();
    const message = says(urn, 'say 3');
    telegram.before = (_urn, { text }) => {
      if (text.startsWith('1.2')) throw new SendError('throttled', 'test', { retryAfter: 7 });
    };
    const process = aProcess();
    expect(await process.converse('telegram', message)).toEqual({ inline: null });
    expect(texts(telegram)).toEqual(['1.1 say 3']);
    const queued = [`${message.id}-2`, `${message.id}-3`];
    expect(jobs).toEqual(queued.map((id) => `deliver ${id}`));
    expect(await store.load(urn)).toMatchObject({ unsettled: false, waiting: queued });

    const next = says(urn, 'next');
    expect(await process.converse('telegram', next)).toEqual({ inline: null });
    expect((await store.load(urn)).waiting).toEqual([...queued, `${next.id}-1`]);
    expect(await process.converse('telegram', next)).toEqual({ inline: null });
  });

  it('stops sending to somebody who is gone, and goes on after a message the platform refuses', async () => {
    const [gone, here] = [newUrn('zalo-oa'), newUrn('zalo-oa')];
    zalo.before = (urn, { text }) => {
      if (text.startsWith('1.1')) throw new SendError(urn === gone ? 'stopped' : 'refused', 'test');
    };
    await aProcess().converse('zalo-oa', says(gone, 'say 3'));
    await aProcess().converse('zalo-oa', says(here, 'say 3'));
    expect(zalo.sent).toMatchObject(['1.2 say 3', '1.3 say 3'].map((text) => ({ urn: here, text })));
    expect(jobs).toEqual([]);
    expect((await store.load(gone)).unsettled).toBe(false);
  });

  it('knows who is gone: nothing is sent until they write again', async () => {
    const urn = newUrn('zalo-oa');
    zalo.before = () => {
      throw new SendError('stopped', 'test');
    };
    const process = aProcess();
    await process.converse('zalo-oa', says(urn, 'say 2'));
    const { conversation, version, unsettled } = await store.load(urn);
    expect(conversation?.stoppedAt).toBeTypeOf('number');
    expect(unsettled).toBe(false);

    // A turn that was saved for them all the same, such as a reminder.
    if (conversation === null) throw new Error('nothing saved');
    const reminder = { id: 'r-1', text: 'Bà con ơi', quickReplies: [] };
    const last = { inbound: 'remind-1', effects: [{ type: 'message' as const, message: reminder }] };
    await store.save(version, { ...conversation, last });
    zalo.before = () => undefined;
    await process.finish(urn);
    expect(zalo.sent).toEqual([]);
    expect((await store.load(urn)).unsettled).toBe(false);

    await process.converse('zalo-oa', says(urn, 'back'));
    expect(texts(zalo)).toEqual(['2.1 back']);
    expect((await store.load(urn)).conversation).not.toHaveProperty('stoppedAt');
  });

  it('does not take a refusal for news about somebody who has written since', async () => {
    const urn = newUrn('zalo-oa');
    zalo.before = async () => {
      zalo.before = () => undefined;
      const { version, conversation } = await store.load(urn);
      await store.save(version, decide(conversation, says(urn, 'back')).conversation);
      throw new SendError('stopped', 'test');
    };
    await aProcess().converse('zalo-oa', says(urn, 'hello'));
    expect((await store.load(urn)).conversation).not.toHaveProperty('stoppedAt');
    expect((await store.load(urn)).unsettled).toBe(true);
    await aProcess().finish(urn);
    expect(texts(zalo)).toEqual(['2.1 back']);
  });

  it('tells the channel when the person was last heard, without asking the store once more', async () => {
    const urn = newUrn('zalo-oa');
    let loads = 0;
    const counted: SessionStore = { ...store, load: (one) => ((loads += 1), store.load(one)) };
    await aProcess({ store: counted }).converse('zalo-oa', { ...says(urn, 'hello'), sentAt: 77 });
    expect(zalo.sent).toMatchObject([{ heardAt: 77 }]);
    expect(loads).toBe(1);
  });

  it('sends nothing to somebody who just left', async () => {
    const urn = newUrn('zalo-oa');
    await aProcess().converse('zalo-oa', { id: 'left', urn, sentAt: 1, content: { type: 'stop' } });
    expect(zalo.sent).toEqual([]);
    expect(await store.load(urn)).toMatchObject({
      version: 1,
      unsettled: false,
      conversation: { stoppedAt: 1 },
    });
  });

  it('acknowledges a press, and does not mind when that fails', async () => {
    const urn = newUrn();
    const press = { ...says(urn, 'pressed'), receipt: 'callback-1' };
    expect((await aProcess().converse('telegram', press)).inline).not.toBeNull();
    expect(telegram.acknowledged).toEqual(['callback-1']);
  });

  it('answers a platform that is in a hurry as soon as all is saved', async () => {
    const urn = newUrn('zalo-oa');
    const platform = Promise.withResolvers<undefined>();
    zalo.before = () => platform.promise;
    const process = aProcess();
    await process.converse('zalo-oa', says(urn, 'say 2'));
    expect(zalo.sent).toEqual([]);
    platform.resolve(undefined);
    await process.idle();
    expect(texts(zalo)).toEqual(['1.1 say 2', '1.2 say 2']);
  });

  it('asks for a redelivery when nothing can be saved', async () => {
    const away: SessionStore = { ...store, load: () => Promise.reject(new Error('no Redis')) };
    for (const name of ['telegram', 'zalo-oa'] as const) {
      await expect(aProcess({ store: away }).converse(name, says(newUrn(name), 'x'))).rejects.toThrow(
        'no Redis',
      );
    }
    const contended: SessionStore = { ...store, save: () => Promise.resolve(false) };
    const refused = aProcess({ store: contended }).converse('telegram', says(newUrn(), 'x'));
    await expect(refused).rejects.toThrow('saved before us');
  });

  it('is finished by the sweeper where the platform never delivers again', async () => {
    const urn = newUrn();
    const left = says(urn, 'declare 2');
    await store.save(0, decide(null, left).conversation);
    const stop = new AbortController();
    const process = aProcess();
    const finish = (one: Urn) => process.finish(one);
    const sweeping = sweep({ store, finish, metrics, logger, every: 20, age: 100 }, stop.signal);
    await waitFor('the sweeper', async () => !(await store.load(urn)).unsettled);
    stop.abort();
    await sweeping;
    expect(jobs).toEqual([`declaration ${declarationOf(left).id}`]);
    expect(texts(telegram)).toEqual(['1.1 declare 2', '1.2 declare 2']);
  });
});
