import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hopeless } from '../../src/pipeline/jobs.ts';
import { openQueues, type Queues } from '../../src/pipeline/queues.ts';
import { declarationsOf, insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasPostgres } from '../support/postgres.ts';
import { ended, startProgram } from '../support/program.ts';
import { hasRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';

/** Five programs start, on a busy machine. */
const LONG = 300_000;

const skip = !hasRedis() || !hasPostgres();

describe.skipIf(skip).each(['Redis', 'Postgres'])(
  'npm run jobs, with queues on %s (needs redis-server, postgres)',
  (backend) => {
    const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
    let redis: RedisServer;
    let database: TestDatabase;
    let queues: Queues;
    let settings: Record<string, string>;
    let isBroken = true;

    beforeAll(async () => {
      [redis, database] = await Promise.all([startRedis(), createTestDatabase()]);
      settings = backend === 'Redis' ? { REDIS_URL: redis.url } : { DATABASE_URL: database.url };
      const onPostgres = { postgres: { url: database.url }, embedded: false };
      queues = await openQueues(
        backend === 'Redis' ? { redis: redis.url } : onPostgres,
        pino({ level: 'silent' }),
      );
      queues.work({
        async declaration(declaration) {
          if (isBroken) throw new Hopeless('Postgres refuses it: 23514');
          await insertDeclarations(database.db, [declaration], sealing);
        },
        deliver: () => Promise.reject(new Hopeless('refused')),
        remind: () => Promise.resolve(),
        tell: () => Promise.resolve(),
        broadcast: () => Promise.resolve(),
      });
    });
    afterAll(async () => {
      await queues.close();
      await database.drop();
      await redis.stop();
    });

    const jobs = async (...args: string[]) => {
      const program = startProgram('jobs', settings, args);
      const code = await ended(program);
      await program.stop();
      return { code, said: program.output() };
    };

    it(
      'shows what failed for good, without words, and stores it after the mend',
      { timeout: LONG },
      async () => {
        const [one, two] = [aDeclaration(), aDeclaration()];
        for (const declaration of [one, two]) await queues.add('declaration', declaration, declaration.id);
        const message = { id: 'm1:1', text: 'Dạ, Bí-Mật', quickReplies: [] };
        await queues.add('deliver', { urn: one.urn, message }, message.id);
        const failed = async () => {
          const { declarations, deliveries } = await queues.counts();
          return (declarations['failed'] ?? 0) + (deliveries['failed'] ?? 0);
        };
        await waitFor('three failed jobs', async () => (await failed()) === 3);

        const list = await jobs('list');
        expect(list.code).toBe(0);
        for (const id of [one.id, two.id, 'm1.1', '3 failed.', 'Postgres refuses it: 23514'])
          expect(list.said).toContain(id);
        const show = await jobs('show', one.id);
        expect(JSON.parse(show.said)).toMatchObject({ id: one.id, name: 'declaration', attempts: 1 });
        const name = one.person.name ?? '?';
        for (const { said } of [list, show]) {
          for (const word of [name, 'Bí-Mật', one.urn]) expect(said).not.toContain(word);
        }
        expect((await jobs('show', one.id, '--payload')).said).toContain(name);

        isBroken = false;
        expect(await jobs('retry', one.id)).toEqual({ code: 0, said: '1 back in their queue.\n' });
        await waitFor('the row', async () => (await declarationsOf(database.db, one.urn, 5)).length > 0);
        expect((await jobs('retry', 'all')).said).toBe('2 back in their queue.\n');
        const stored = () => declarationsOf(database.db, two.urn, 5);
        await waitFor('the row', async () => (await stored()).some(({ id }) => id === two.id));
        await waitFor('only the reply to be left', async () => (await failed()) === 1);
      },
    );

    it('says what it does not know', { timeout: LONG }, async () => {
      const unknown = await jobs('retry', 'nobody');
      expect(unknown.code).toBe(1);
      expect(unknown.said).toContain('No failed job has the id nobody.');
      expect((await jobs('shwo')).code).toBe(2);
    });
  },
);
