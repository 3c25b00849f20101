import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/send-error.ts';
import { createConverse, type Converse } from '../../src/pipeline/converse.ts';
import { createCarryOut } from '../../src/pipeline/effects.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { createProcessors } from '../../src/pipeline/processors.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { declarationsOf } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import { remind, reminderDue } from '../../src/dialogue/remind.ts';
import { NotYet, type Handlers, type Payload } from '../../src/pipeline/jobs.ts';
import { createTell } from '../../src/pipeline/tell.ts';
import { followUpDue, followUpMessage } from '../../src/dialogue/follow-up-message.ts';
import { findTelling } from '../../src/storage/tellings.ts';
import { createReminders } from '../../src/pipeline/reminders.ts';
import { realAssets } from '../support/assets.ts';
import { begun, startOfTests, type Talker } from '../support/conversation.ts';
import { aChannel, type TestChannel } from './a-channel.ts';
import { decide, declarationOf, newUrn, says } from './a-dialogue.ts';
import { testLogger } from '../support/test-logger.ts';

const logger = testLogger();
const planReminder = (): Promise<void> => Promise.resolve();

describe.skipIf(!hasRedis() || !hasPostgres())(
  'what is done with jobs (needs redis-server, postgres)',
  () => {
    let server: RedisServer;
    let redis: Redis;
    let store: SessionStore;
    let database: TestDatabase;
    let queues: Queues;
    let telegram: TestChannel;
    let person: Converse;
    let now = startOfTests;
    let tellNow: Handlers['tell'];
    let remindNow: (urn: Urn, session: string) => Promise<void>;

    beforeAll(async () => {
      server = await startRedis();
      redis = new Redis(server.url);
      store = createRedisSessions(redis);
      database = await createTestDatabase();
    });
    afterAll(async () => {
      redis.disconnect();
      await server.stop();
      await database.drop();
    });
    beforeEach(async () => {
      queues = await openQueues({ redis: server.url }, logger);
      telegram = aChannel('telegram');
      const channels = new Map([[telegram.name, telegram]]);
      const metrics = createMetrics();
      const carryOut = createCarryOut({ store, queues, channels, metrics, logger });
      person = createConverse({ decide, store, carryOut, channels, metrics, logger, planReminder });
      const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
      const reminders = createReminders({
        ...{ store, queues, channels, now: () => now },
        due: (conversation) => reminderDue(realAssets(), conversation),
        remind: (conversation, at) => remind(realAssets(), conversation, at),
        finish: (urn) => person.finish(urn),
      });
      tellNow = createTell({
        ...{ db: database.db, store, queues, channels, logger, now: () => now },
        say: (conversation, what) => followUpMessage(realAssets(), conversation, what),
        due: (conversation, at) => followUpDue(realAssets(), conversation, at),
      });
      remindNow = (urn, session) => reminders.send(urn, session);
      queues.work(
        createProcessors({
          ...{ db: database.db, sealing, channels, store, queues, reminders, metrics, logger },
          ...{ tell: tellNow, broadcast: () => Promise.resolve(), timeZone: realAssets().timeZone },
        }),
      );
    });
    afterEach(() => queues.close());

    it('stores a declaration once, however often it is delivered', async () => {
      const message = says(newUrn(), 'declare');
      for (let i = 0; i < 3; i++) await person.converse('telegram', message);
      const { id } = declarationOf(message);
      await waitFor('the row', async () => (await declarationsOf(database.db, message.urn, 5)).length > 0);
      await waitFor('the queue', async () => !(await queues.isLive('declaration', id)));
      expect((await declarationsOf(database.db, message.urn, 5)).map((row) => row.id)).toEqual([id]);
    });

    it('reminds of an unfinished declaration once, when it is due', async () => {
      const urn = newUrn();
      const citizen = begun({ urn });
      citizen.say('đồng ý');
      if (!citizen.state?.session) throw new Error('no session');
      const { id } = citizen.state.session;
      await store.save(0, citizen.state, true);
      now = citizen.now + 60_000;
      await expect(remindNow(urn, id)).rejects.toThrow(NotYet);
      now = citizen.now + 4 * 3600_000;
      await remindNow(urn, id);
      await remindNow(urn, id);
      expect(telegram.sent.map(({ text }) => text)).toEqual([expect.stringMatching(/còn dở/)]);
      expect((await store.load(urn)).unsettled).toBe(false);
    });

    it('keeps what Postgres refuses for good where failed jobs are kept, after one attempt', async () => {
      const message = says(newUrn(), 'declare');
      declarationOf(message).triage.level = 99_999;
      await person.converse('telegram', message);
      await waitFor('the failed set', async () => (await queues.counts()).declarations['failed'] === 1);
    });

    it('stores what came together with something Postgres refuses', async () => {
      const failed = (await queues.counts()).declarations['failed'] ?? 0;
      const messages = Array.from({ length: 20 }, () => says(newUrn(), 'declare'));
      for (const message of messages.slice(5, 7)) declarationOf(message).triage.level = 99_999;
      await Promise.all(messages.map((message) => person.converse('telegram', message)));
      await waitFor('the refused', async () => (await queues.counts()).declarations['failed'] === failed + 2);
      for (const message of messages.toSpliced(5, 2)) {
        await waitFor(
          'the row',
          async () => (await declarationsOf(database.db, message.urn, 5)).length === 1,
        );
      }
    });

    it('delivers in order what could not be sent at first, also what was said meanwhile', async () => {
      const urn = newUrn();
      let failures = 2;
      telegram.before = () => {
        if (failures-- > 0) throw new SendError('unavailable', 'test', { retryAfter: 0.1 });
      };
      await person.converse('telegram', says(urn, 'say 3'));
      await person.converse('telegram', says(urn, 'next'));
      await waitFor('the replies', () => telegram.sent.length === 4);
      expect(telegram.sent.map(({ text }) => text)).toEqual([
        '1.1 say 3',
        '1.2 say 3',
        '1.3 say 3',
        '2.1 next',
      ]);
      await waitFor('an empty list', async () => (await store.load(urn)).waiting.length === 0);
      expect((await person.converse('telegram', says(urn, 'after'))).inline).not.toBeNull();
    });

    it('gives up on somebody who is gone without holding on to the rest', async () => {
      const urn = newUrn();
      let gone = false;
      telegram.before = () => {
        throw new SendError(gone ? 'stopped' : 'unavailable', 'test', { retryAfter: 0.1 });
      };
      await person.converse('telegram', says(urn, 'say 3'));
      gone = true;
      await waitFor('an empty list', async () => (await store.load(urn)).waiting.length === 0);
      expect((await queues.counts()).deliveries['failed']).toBe(0);
    });

    it('delivers nothing to somebody who left, and lets go of what waited for them', async () => {
      const urn = newUrn();
      telegram.before = () => {
        throw new SendError('unavailable', 'test', { retryAfter: 0.2 });
      };
      await person.converse('telegram', says(urn, 'say 2'));
      expect((await store.load(urn)).waiting).toHaveLength(2);
      await person.converse('telegram', { ...says(urn, ''), content: { type: 'stop' } });
      expect((await store.load(urn)).waiting).toEqual([]);
      telegram.before = () => undefined;
      const { inline } = await person.converse('telegram', says(urn, 'back'));
      expect(inline).toEqual({ inline: '3.1 back' });
      await waitFor('the jobs', async () => (await queues.counts()).deliveries['delayed'] === 0);
      await waitFor('the jobs', async () => (await queues.counts()).deliveries['active'] === 0);
      expect(telegram.sent).toEqual([]);
      expect((await queues.counts()).deliveries['failed']).toBe(0);
    });

    it('keeps with the conversation that a delivery was refused because the person left', async () => {
      const urn = newUrn();
      let code: 'unavailable' | 'stopped' = 'unavailable';
      telegram.before = () => {
        throw new SendError(code, 'test', { retryAfter: 0.1 });
      };
      await person.converse('telegram', says(urn, 'say 2'));
      code = 'stopped';
      await waitFor('the stop', async () => (await store.load(urn)).conversation?.stoppedAt !== undefined);
      expect(await store.load(urn)).toMatchObject({ waiting: [], unsettled: false });
    });

    it('gives up quietly what the platform takes no more because the person wrote too long ago', async () => {
      const urn = newUrn();
      let code: 'unavailable' | 'window-closed' = 'unavailable';
      telegram.before = () => {
        throw new SendError(code, 'test', { retryAfter: 0.1 });
      };
      await person.converse('telegram', says(urn, 'say 2'));
      code = 'window-closed';
      await waitFor('an empty list', async () => (await store.load(urn)).waiting.length === 0);
      expect((await queues.counts()).deliveries['failed']).toBe(0);
      expect((await store.load(urn)).conversation).not.toHaveProperty('stoppedAt');
    });

    it.each(['billed', 'closed'] as const)('sends no reminder when the window is %s', async (window) => {
      const urn = newUrn();
      const citizen = begun({ urn });
      citizen.say('đồng ý');
      if (!citizen.state?.session) throw new Error('no session');
      await store.save(0, citizen.state, true);
      now = citizen.now + 49 * 3600_000;
      const { heardAt } = citizen.state;
      telegram.window = (at) => (at === heardAt ? window : 'free');
      await remindNow(urn, citizen.state.session.id);
      expect(telegram.sent).toEqual([]);
      expect((await store.load(urn)).version).toBe(1);
    });

    const aTelling = (urn: Urn, id: string = randomUUID()): Payload<'tell'> => ({
      ...{ urn, id, person: randomUUID(), key: 'received' },
      params: { name: 'Nguyễn Thị Đào', unit: 'Trạm Y tế xã Tân Hạnh', phone: '0251 111 111' },
    });
    const outcomeOf = async (id: string) => (await findTelling(database.db, id))?.outcome;

    it('tells what a health unit says once, however often it is asked and from however many sides', async () => {
      const urn = newUrn();
      await person.converse('telegram', says(urn, 'hello'));
      const telling = aTelling(urn);
      await Promise.all(Array.from({ length: 5 }, () => tellNow(telling, { last: false })));
      await waitFor('the message', () => telegram.sent.length === 1);
      await waitFor('an empty list', async () => (await store.load(urn)).waiting.length === 0);
      await tellNow(telling, { last: false });
      await queues.add('tell', telling, `tell-${telling.id}`);
      await waitFor('the job', async () => !(await queues.isLive('tell', `tell-${telling.id}`)));
      expect(telegram.sent.map(({ text }) => text)).toEqual([
        'Dạ, Trạm Y tế xã Tân Hạnh đã nhận tờ khai của Nguyễn Thị Đào và đang xem. Cán bộ y tế có thể gọi điện, xin để ý điện thoại. Cần gì gấp, xin gọi 0251 111 111.',
      ]);
      expect(await outcomeOf(telling.id)).toBe('sent');
    });

    it('tells it behind what waits for the person', async () => {
      const urn = newUrn();
      let failures = 1;
      telegram.before = () => {
        if (failures-- > 0) throw new SendError('unavailable', 'test', { retryAfter: 0.1 });
      };
      await person.converse('telegram', says(urn, 'say 2'));
      await tellNow(aTelling(urn), { last: false });
      await waitFor('the messages', () => telegram.sent.length === 3);
      expect(telegram.sent.map(({ text }) => text.slice(0, 3))).toEqual(['1.1', '1.2', 'Dạ,']);
    });

    it.each([
      ['stopped', 'stopped'],
      ['billed', 'costs'],
      ['closed', 'closed'],
      ['unknown', 'unknown'],
    ] as const)('writes down that it could not be told: %s', async (why, outcome) => {
      const urn = newUrn();
      if (why !== 'unknown') await person.converse('telegram', says(urn, 'hello'));
      if (why === 'stopped') {
        await person.converse('telegram', {
          ...says(urn, ''),
          sentAt: Date.now(),
          content: { type: 'stop' },
        });
      }
      if (why === 'billed' || why === 'closed') telegram.window = () => why;
      const telling = aTelling(urn);
      await tellNow(telling, { last: false });
      expect(await outcomeOf(telling.id)).toBe(outcome);
      telegram.window = () => 'free';
      await tellNow(telling, { last: false });
      expect(telegram.sent).toEqual([]);
    });

    it('lets people sleep, unless they were heard a moment ago', async () => {
      const urn = newUrn();
      await person.converse('telegram', says(urn, 'hello'));
      const heardAt = (await store.load(urn)).conversation?.heardAt ?? 0;
      now = heardAt + 2 * 3600_000;
      while (new Date(now + 7 * 3600_000).getUTCHours() !== 23) now += 3600_000;
      const telling = aTelling(urn);
      await expect(tellNow(telling, { last: false })).rejects.toThrow(NotYet);
      expect(await outcomeOf(telling.id)).toBeUndefined();
      now = heardAt + 60_000;
      await tellNow(telling, { last: false });
      await waitFor('the message', () => telegram.sent.length === 1);
    });

    it('writes down with a subscription what is known of the person by now, such as that they left', async () => {
      const citizen = begun({ urn: newUrn() });
      citizen.say('nhận tin dịch bệnh');
      const { event, state } = subscribed(citizen);
      await store.save(0, { ...state, stoppedAt: citizen.now + 1_000 }, true);
      await queues.add('subscription', event.change, `subscription-${event.change.id}`);
      const row = await waitFor('the subscriber', () =>
        database.db
          .selectFrom('subscribers')
          .select(['heard_at', 'stopped_at', 'topics'])
          .where('urn', '=', state.urn)
          .executeTakeFirst(),
      );
      expect(row).toMatchObject({
        heard_at: new Date(citizen.now),
        stopped_at: new Date(citizen.now + 1_000),
        topics: event.change.topics,
      });
    });

    it('passes over a message whose job was lost', async () => {
      const urn = newUrn();
      await person.converse('telegram', says(urn, 'hello'));
      await store.enqueue(urn, 'lost');
      await person.converse('telegram', says(urn, 'next'));
      await waitFor('the reply', () => telegram.sent.length === 1);
      await waitFor('an empty list', async () => (await store.load(urn)).waiting.length === 0);
    });

    it('keeps declarations while Postgres is away and stores them when it is back', async () => {
      const message = says(newUrn(), 'declare');
      await sql`alter table declarations rename to declarations_away`.execute(database.db);
      await person.converse('telegram', message);
      await waitFor('an attempt', async () => (await queues.counts()).declarations['delayed'] === 1);
      await sql`alter table declarations_away rename to declarations`.execute(database.db);
      await waitFor('the row', async () => (await declarationsOf(database.db, message.urn, 5)).length === 1);
    });
  },
);

function subscribed({ turns, state }: Talker) {
  const event = turns.flatMap(({ events }) => events).find((one) => one.type === 'subscribed');
  if (event === undefined || state === null) throw new Error('subscribed to nothing');
  return { event, state };
}
