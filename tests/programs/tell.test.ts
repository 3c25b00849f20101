import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { tellCitizen } from '../../src/follow-up/tell-citizen.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import { declare } from '../support/declare.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

describe.skipIf(!hasRedis() || !hasPostgres())(
  'what a health unit says (needs redis-server, postgres)',
  () => {
    let installation: Installation;
    let platforms: Platforms;
    let serve: Serving;
    let queues: Queues;
    beforeAll(async () => {
      installation = await setUpInstallation();
      platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`);
      serve = await installation.serve(platforms.settings);
      for (let i = 0; i < 2; i++) await installation.work(platforms.settings);
      queues = await openQueues({ redis: installation.redis.url }, pino({ level: 'silent' }));
    });
    afterAll(async () => {
      await queues.close();
      await installation.close();
      await platforms.close();
    });

    it.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)(
      'reaches the person once, in their language: %s',
      async (name) => {
        const person = {
          telegram: () => platforms.telegram.person({ languageCode: 'vi' }),
          'zalo-oa': () => platforms.zalo.person(),
          'zalo-bot': () => platforms.zaloBot.person(),
        }[name]();
        await declare(person);
        const { db } = installation.database;
        const { id } = await waitFor('the person', () =>
          db.selectFrom('persons').select('id').where('urn', '=', person.urn).executeTakeFirst(),
        );
        const what = {
          ...{ urn: person.urn, person: id, id: `concluded-${id}`, key: 'concluded_home' as const },
          params: { name: 'bà con', unit: 'Trạm Y tế', phone: '0251 111 111', until: '2020-04-03' },
        };
        await tellCitizen(queues, what);
        const message = await person.nextMessage(30_000);
        expect(message.text).toMatch(
          /^Dạ, Trạm Y tế đã xem tờ khai của bà con: xin cách ly tại nhà đến hết ngày 3\/4\/2020\./,
        );
        await tellCitizen(queues, what);
        await waitFor('the job', async () => !(await queues.isLive('tell', `tell-${what.id}`)));
        const told = await db.selectFrom('tellings').selectAll().where('urn', '=', person.urn).execute();
        expect(told).toMatchObject([{ key: 'concluded_home', outcome: 'sent', person: id }]);
        await person.sends('cảm ơn');
        expect((await person.nextMessage(30_000)).text).not.toMatch(/cách ly tại nhà đến hết/);
      },
    );

    it('is not said to somebody who left', async () => {
      const person = platforms.telegram.person({ languageCode: 'vi' });
      await declare(person);
      await person.leaves();
      const { db } = installation.database;
      const { id } = await waitFor('the person', () =>
        db.selectFrom('persons').select('id').where('urn', '=', person.urn).executeTakeFirst(),
      );
      await tellCitizen(queues, {
        urn: person.urn,
        person: id,
        id: `received-${id}`,
        key: 'received',
        params: {},
      });
      await waitFor('the outcome', () =>
        db
          .selectFrom('tellings')
          .selectAll()
          .where('id', '=', `received-${id}`)
          .where('outcome', '=', 'stopped')
          .executeTakeFirst(),
      );
    });
  },
);
