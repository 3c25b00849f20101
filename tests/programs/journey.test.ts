import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationsOf } from '../../src/storage/declarations.ts';
import { declare } from '../support/declare.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { startStallingProxy, type StallingProxy } from '../support/stalling-proxy.ts';
import { waitFor } from '../support/wait-for.ts';

const skip = !hasRedis() || !hasPostgres();

/** Keys of BullMQ's queue of declarations: what is sent between saving and answering. */
const QUEUEING = '{ncovi}:declarations:';

describe.skipIf(skip)('kill -9 between saving and carrying out (needs redis-server, postgres)', () => {
  let installation: Installation;
  let platforms: Platforms;
  let proxy: StallingProxy;
  let serve: Serving;
  let through: Record<string, string>;

  beforeAll(async () => {
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`);
    proxy = await startStallingProxy(installation.redis.port);
    through = { ...platforms.settings, REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    serve = await installation.serve(through);
    await installation.work(platforms.settings);
  });
  afterAll(async () => {
    await installation.close();
    await platforms.close();
    await proxy.close();
  });

  it.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)(
    'leads to exactly one declaration and to the reply: %s',
    async (name) => {
      const person = {
        telegram: () => platforms.telegram.person({ languageCode: 'vi' }),
        'zalo-oa': () => platforms.zalo.person(),
        'zalo-bot': () => platforms.zaloBot.person(),
      }[name]();
      const killed = proxy.stallOn(QUEUEING).then(async () => {
        expect(await declarationsOf(installation.database.db, person.urn, 5)).toEqual([]);
        await serve.kill();
        serve = await installation.serve({ ...through, PORT: String(serve.port) });
      });

      const receipt = await declare(person);

      await killed;
      await waitFor(
        'the row',
        async () => (await declarationsOf(installation.database.db, person.urn, 5)).length > 0,
      );
      const rows = await declarationsOf(installation.database.db, person.urn, 5);
      expect(rows.map((row) => row.receipt)).toEqual([receipt]);
    },
  );
});
