import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/emulators/person.ts';
import { escapedBody, signatureOf } from '../../src/emulators/zalo-signature.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

const MESSAGES = 50;
const HELLO = 'xin chào';

describe.skipIf(!hasRedis() || !hasPostgres())(
  '50 first messages of one new person at once, over two serve (needs redis-server, postgres)',
  () => {
    let installation: Installation;
    let platforms: Platforms;
    let serving: Serving[];

    beforeAll(async () => {
      installation = await setUpInstallation();
      platforms = await startPlatforms(() => `${serving[0]?.root ?? ''}/webhooks/zalo-oa`);
      // One after the other: each checks that the webhooks it set, which here are its own, are still the ones that hold.
      serving = [await installation.serve(platforms.settings), await installation.serve(platforms.settings)];
    });
    afterAll(async () => {
      await installation.close();
      await platforms.close();
    });

    it('make one contact and one session, and are answered as if they had come one after another', async () => {
      const newcomer = () => platforms.zalo.person({ name: 'Hoa', returning: true });
      const [racing, calm] = [newcomer(), newcomer()];

      const statuses = await Promise.all(
        Array.from({ length: MESSAGES }, (_, i) => says(serving[i % 2], racing, i)),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      for (let i = 0; i < MESSAGES; i++) await calm.sends(HELLO);

      const heard = (person: Person) => person.messages.map(({ text }) => text);
      await waitFor(
        'all answers',
        () => heard(calm).length >= MESSAGES && heard(racing).length >= heard(calm).length,
        {
          timeout: 50_000,
        },
      );
      expect(heard(racing)).toEqual(heard(calm));

      expect(await contactsOf(racing)).toHaveLength(1);
      expect(await remindersOf(racing)).toBe(1);
      const conflicts = await Promise.all(
        serving.map(async ({ root }) =>
          /save_conflicts_total (\d+)/.exec(await (await fetch(`${root}/metrics`)).text()),
        ),
      );
      // Otherwise they were no race.
      expect(Math.max(...conflicts.map((found) => Number(found?.[1])))).toBeGreaterThan(0);
    });

    /** One webhook, signed as the platform does, straight to one process. */
    async function says(serve: Serving | undefined, person: Person, number: number): Promise<number> {
      const { settings } = platforms;
      const [appId, oaId, oaSecretKey] = ['ZALO_APP_ID', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'].map(
        (name) => settings[name] ?? '',
      ) as [string, string, string];
      const event = {
        app_id: appId,
        sender: { id: person.id },
        user_id_by_app: `1${person.id}`,
        recipient: { id: oaId },
        event_name: 'user_send_text',
        message: { text: HELLO, msg_id: `race-${number}` },
        timestamp: String(Date.now()),
      };
      const body = escapedBody(event);
      const signature = signatureOf({ appId, oaSecretKey } as never, body, event.timestamp);
      const headers = { 'content-type': 'application/json', 'x-zevent-signature': signature };
      const url = `${serve?.root ?? ''}/webhooks/zalo-oa`;
      return (await fetch(url, { method: 'POST', headers, body })).status;
    }

    async function contactsOf(person: Person): Promise<string[]> {
      const redis = new Redis(installation.redis.url);
      const keys = await redis.keys(`*${person.urn}*`);
      redis.disconnect();
      return keys;
    }

    /** Every session that begins plans one reminder. */
    async function remindersOf(person: Person): Promise<number> {
      const queue = new Queue('deliveries', {
        connection: { url: installation.redis.url },
        prefix: '{ncovi}',
      });
      const jobs = (await queue.getDelayed()) as { name: string; data: { urn: string } }[];
      await queue.close();
      return jobs.filter(({ name, data }) => name === 'remind' && data.urn === person.urn).length;
    }
  },
);
