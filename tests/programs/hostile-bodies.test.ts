import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestBody } from '../../src/channels/webhooks.ts';
import {
  botEventsWithoutWords,
  everyTelegramUpdate,
  zaloEventsWithoutWords,
} from '../channels/every-event.ts';
import { mutated, strangeBodies } from '../channels/hostile-bodies.ts';
import { hasPostgres } from '../support/postgres.ts';
import { openRealWeb, type Headers, type RealWeb, type WebChannel } from '../support/real-web.ts';
import { hasRedis } from '../support/redis.ts';

const channels: readonly WebChannel[] = ['telegram', 'zalo-oa', 'zalo-bot'];

const realBodies = new Map(
  channels.map((channel) => {
    const file = new URL(`../channels/${channel}-bodies.json`, import.meta.url);
    return [
      channel,
      (JSON.parse(readFileSync(file, 'utf8')) as { body: object }[]).map(({ body }) => fresh(body)),
    ];
  }),
);
/** What a body may be answered: one too large is not looked at. */
const answersTo = (body: Uint8Array, ...statuses: number[]): number[] =>
  body.length > largestBody ? [413] : statuses;
const bodiesOf = (channel: WebChannel) => realBodies.get(channel) ?? [];
const anyBody = (channel: WebChannel) =>
  fc.oneof(strangeBodies, { weight: 3, arbitrary: mutated(bodiesOf(channel)) });
const anyPost = fc
  .constantFrom(...channels)
  .chain((channel) => fc.record({ channel: fc.constant(channel), body: anyBody(channel) }));

describe.skipIf(!hasRedis() || !hasPostgres())(
  'any body at the webhooks (needs redis-server, postgres)',
  () => {
    let web: RealWeb;
    beforeAll(async () => {
      web = await openRealWeb();
    });
    afterAll(() => web.close());

    const send = (channel: WebChannel, body: object | Buffer) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      return web.post(channel, bytes, web.genuine(channel, bytes));
    };

    it('without secret or signature changes nothing, and is never a 5xx', async () => {
      const forged = fc.constantFrom<Headers>(
        {},
        ...['', 'wrong', '__proto__', `mac=${'0'.repeat(64)}`].map((secret) => ({
          'x-telegram-bot-api-secret-token': secret,
          'x-bot-api-secret-token': secret,
          'x-zevent-signature': secret,
        })),
      );
      const before = await web.state();
      await fc.assert(
        fc.asyncProperty(anyPost, forged, async ({ channel, body }, headers) => {
          expect(answersTo(body, 200, 400, 401)).toContain(await web.post(channel, body, headers));
        }),
        { numRuns: 500 },
      );
      for (const channel of channels)
        for (const body of bodiesOf(channel)) await web.post(channel, Buffer.from(JSON.stringify(body)));
      expect(await web.state()).toBe(before);
    });

    it('with them is never a 5xx, keeps to the person it names and pollutes nothing', async () => {
      await fc.assert(
        fc.asyncProperty(anyPost, async ({ channel, body }) => {
          expect(answersTo(body, 200, 400)).toContain(await send(channel, body));
        }),
        { numRuns: 800 },
      );
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      const contacts = (await web.redis.keys('ncovi:*')).filter((key) => !key.endsWith(':unsettled'));
      expect(contacts.length).toBeGreaterThan(0);
      for (const key of contacts) expect(key).toMatch(/(telegram|zalo-oa|zalo-bot):[\w.-]{1,64}$/);
      expect(Reflect.ownKeys(Object.prototype)).toContain('hasOwnProperty');
    });

    it('of every kind that nobody wrote changes nothing', async () => {
      const before = await web.state();
      let id = 900_000_000;
      for (const update of everyTelegramUpdate({ id: 7_777_777, is_bot: false, first_name: 'Ẩn' }))
        expect(await send('telegram', { update_id: id++, ...update })).toBe(200);
      for (const event_name of zaloEventsWithoutWords) {
        const ids = { sender: { id: '7777' }, recipient: { id: web.oaId }, oa_id: web.oaId, user_id: '7777' };
        const message = { msg_id: String(id++), text: 'khai báo', msg_ids: [] };
        expect(await send('zalo-oa', { ...ids, event_name, message, timestamp: String(Date.now()) })).toBe(
          200,
        );
      }
      for (const event_name of botEventsWithoutWords) {
        const message = {
          message_id: String(id++),
          from: { id: 'aa' },
          chat: { id: 'aa' },
          text: 'khai báo',
        };
        expect(await send('zalo-bot', { event_name, message })).toBe(200);
      }
      expect(await web.state()).toBe(before);
    });

    it('of Zalo changes something once, and nothing when it is a day old', async () => {
      const said = (timestamp: number, user: string, msg_id: string) => ({
        ...{ event_name: 'user_send_text', sender: { id: user }, recipient: { id: web.oaId } },
        ...{ message: { msg_id, text: 'khai báo' }, timestamp: String(timestamp) },
      });
      const day = 24 * 3_600_000;
      const before = await web.state();
      for (const age of [day + 60_000, 400 * day, Date.now() - 1]) {
        expect(await send('zalo-oa', said(Date.now() - age, '880001', `old-${age}`))).toBe(200);
      }
      expect(await web.state()).toBe(before);

      const first = said(Date.now(), '880002', 'once');
      await send('zalo-oa', first);
      const after = await web.redis.hget((await keyOf('880002')) ?? '', 'v');
      expect(after).not.toBeNull();
      for (let time = 0; time < 5; time++) expect(await send('zalo-oa', first)).toBe(200);
      expect(await web.redis.hget((await keyOf('880002')) ?? '', 'v')).toBe(after);
    });

    it('of Zalo from the future is taken as of now', async () => {
      const timestamp = Date.now() + 3650 * 24 * 3_600_000;
      const event = { event_name: 'user_send_text', sender: { id: '880003' }, recipient: { id: web.oaId } };
      await send('zalo-oa', {
        ...event,
        message: { msg_id: 'future', text: 'khai báo' },
        timestamp: String(timestamp),
      });
      const conversation = JSON.parse((await web.redis.hget((await keyOf('880003')) ?? '', 'c')) ?? '{}') as {
        heardAt?: number;
      };
      expect(conversation.heardAt).toBeLessThanOrEqual(Date.now());
    });

    it('leaves no memory behind', async () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const heapAfter = async (seed: number) => {
        for (const { channel, body } of fc.sample(anyPost, { numRuns: 1_000, seed }))
          await (seed % 2 ? send(channel, body) : web.post(channel, body));
        collect();
        collect();
        return process.memoryUsage().heapUsed;
      };
      await heapAfter(1);
      const before = await heapAfter(2);
      for (const seed of [3, 4, 5]) await heapAfter(seed);
      const after = await heapAfter(6);
      expect((after - before) / 1_000_000).toBeLessThan(12);
    }, 300_000);

    it('still serves whoever comes after', async () => {
      const person = web.platforms.telegram.person({ languageCode: 'vi' });
      await person.begins();
      expect((await person.nextMessage(20_000)).text).toContain('khai báo');
      expect(web.log()).not.toContain('"level":60');
    });

    const keyOf = async (user: string) => (await web.redis.keys(`*zalo-oa:${user}`)).at(0);
  },
);

/** The bodies were written down some time ago; what is old is dropped. */
function fresh(body: object): object {
  return 'timestamp' in body ? { ...body, timestamp: String(Date.now()) } : body;
}
