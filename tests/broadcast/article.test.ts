import { describe, expect, it } from 'vitest';
import type { ArticleBroadcasts } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/send-error.ts';
import { createZaloArticles } from '../../src/channels/zalo-articles.ts';
import { createAdvisory, setAdvisoryBesides } from '../../src/storage/advisories.ts';
import { articleOutcome, giveUpLostArticles } from '../../src/storage/advisory-articles.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { startZalo } from '../emulators/start-zalo.ts';
import { aDraft, aSubscriber } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis, type RedisServer } from '../support/redis.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { becomes, openSending, platforms, sendingHooks } from './a-broadcast.ts';

const article = {
  ...{ title: 'Phun khử khuẩn', author: 'Sở Y tế', cover: 'https://dongnai.gov.vn/bia.jpg' },
  description: 'Sáng mai phun khử khuẩn.',
};

describe.skipIf(!hasPostgres() || !hasRedis())(
  'the article of an advisory (needs postgres and redis)',
  () => {
    let redis: RedisServer;
    let database: TestDatabase;
    let staff: string;
    const sides = sendingHooks((given) => {
      ({ redis, database, staff } = given);
    });
    const open = async (articles: ArticleBroadcasts) => {
      const { telegram, zalo } = platforms();
      sides.push(await openSending({ ...database, redis: redis.url }, [telegram, { ...zalo, articles }]));
    };
    const approved = async (): Promise<string> => {
      const id = (await asStaff(database.db, staff, (tx) => createAdvisory(tx, aDraft()))) ?? '';
      await asStaff(database.db, staff, (tx) => setAdvisoryBesides(tx, id, 1, { article }));
      await database.db.updateTable('advisories').set({ status: 'approved' }).where('id', '=', id).execute();
      return id;
    };
    const outcome = (id: string) => asStaff(database.db, staff, (tx) => articleOutcome(tx, id));

    it('is made and broadcast once, however many processes there are, and counts as reaching nobody', async () => {
      // In the morning, when Zalo broadcasts; making takes a while, so that it has to be asked again.
      const begun = Date.now();
      const now = () => Date.UTC(2020, 2, 27, 2) + Date.now() - begun;
      const { oa, zalo } = await startZalo({ articleMs: 7_000, now });
      const follower = zalo.person({ returning: true });
      await aSubscriber(database.db, 'telegram:1');
      const calls = { create: 0, broadcast: 0 };
      const real = createZaloArticles(oa);
      const counted: ArticleBroadcasts = {
        create: (one) => ((calls.create += 1), real.create(one)),
        ready: (token) => real.ready(token),
        broadcast: (id) => ((calls.broadcast += 1), real.broadcast(id)),
      };
      await Promise.all([open(counted), open(counted)]);
      const id = await approved();
      await becomes(database.db, id, 'done');
      expect(await outcome(id)).toEqual({ state: 'sent', reason: null });
      expect(calls).toEqual({ create: 1, broadcast: 1 });
      expect(follower.messages.map(({ text }) => text)).toEqual([`${article.title}\n${article.description}`]);
      const rows = await database.db.selectFrom('deliveries').select('urn').execute();
      expect(rows).toEqual([{ urn: 'telegram:1' }]);
    });

    it.each([
      ['create', new SendError('unavailable', 'test', { maybeSent: true }), 'unknown', 'no-answer'],
      ['broadcast', new SendError('unavailable', 'test', { maybeSent: true }), 'unknown', 'no-answer'],
      ['broadcast', new SendError('misconfigured', 'test'), 'failed', 'misconfigured'],
    ] as const)('is not asked for again when %s ends with %s', async (step, error, state, reason) => {
      const calls: string[] = [];
      const fails = (name: string) => {
        calls.push(name);
        return name === step ? Promise.reject(error) : Promise.resolve(name);
      };
      await open({
        create: () => fails('create'),
        ready: () => Promise.resolve('1'),
        broadcast: async () => {
          await fails('broadcast');
        },
      });
      const id = await approved();
      await becomes(database.db, id, 'done');
      expect(await outcome(id)).toEqual({ state, reason });
      expect(calls).toEqual(step === 'create' ? ['create'] : ['create', 'broadcast']);
    });

    it('is not known where the process died over it', async () => {
      const id = await approved();
      const asked = { asked_at: new Date(Date.now() - 120_000), token: null, article: null, reason: null };
      await database.db
        .insertInto('advisory_articles')
        .values({ advisory: id, state: 'broadcasting', ...asked })
        .execute();
      await giveUpLostArticles(database.db, 60_000);
      expect(await outcome(id)).toEqual({ state: 'unknown', reason: 'lost' });
    });
  },
);
