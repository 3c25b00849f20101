import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { defaultRates } from '../../src/broadcast/rates.ts';
import { consolePages } from '../../src/console/console.ts';
import type { ConsoleContext } from '../../src/console/context.ts';
import { createWords } from '../../src/console/words.ts';
import { servePictures } from '../../src/runtime/pictures.ts';
import type { StaffRole, UnitKind } from '../../src/storage/console-tables.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { storeAreas } from '../../src/storage/areas.ts';
import { realAssets } from './assets.ts';
import { markWords } from './kept-logs.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { testLogger } from './test-logger.ts';

/** Noon of the day consoles under test believe it is, in Việt Nam. */
export const NOON = Date.parse('2020-03-27T05:00:00Z');

export interface SignedIn {
  staff: string;
  unit: string;
  /** Headers of a request of theirs. */
  headers: { cookie: string };
}

export interface TestConsole extends TestDatabase {
  app: FastifyInstance;
  /** Adds somebody of a new unit, signed in. @param path codes from the province down */
  someone(path: readonly string[], options?: { role?: StaffRole; kind?: UnitKind }): Promise<SignedIn>;
  /** Gives a token to fetch data with. */
  tokenOf(staff: string, changes?: { expires_at?: Date; revoked_at?: Date }): Promise<string>;
  close(): Promise<void>;
}

/**
 * A console of one's own over a database of one's own, on the map of 2020.
 *
 * @param prepare before routes are added
 * @param changes of what the console is made with
 */
export async function startConsole(
  prepare: (app: FastifyInstance) => void = () => undefined,
  changes: Partial<ConsoleContext> = {},
): Promise<TestConsole> {
  const database = await createTestDatabase();
  const assets = realAssets();
  const { db } = database;
  await storeAreas(db, '2020', assets.areas);
  const app = fastify({ genReqId: () => randomUUID() });
  prepare(app);
  servePictures(app, db);
  await app.register(
    consolePages({
      ...{ db, assets, logger: testLogger(), publicUrl: null, secure: false },
      crypto: createFieldCrypto(randomBytes(32)),
      words: createWords(assets),
      queues: { add: () => Promise.resolve() },
      templates: null,
      sendTest: () => Promise.resolve('misconfigured'),
      rates: defaultRates,
      entrances: { telegramBot: 'ncovi_thu_bot', zaloOa: '2491302944280861639' },
      now: () => NOON,
      ...changes,
    }),
    { prefix: '/console' },
  );
  const token = (): string => {
    const made = randomBytes(32).toString('base64url');
    markWords('secret', made);
    return made;
  };
  return {
    ...database,
    app,
    async someone(path, { role = 'officer', kind = 'station' } = {}) {
      const { id: unit } = await db
        .insertInto('units')
        .values({
          ...{ name: `Đơn vị ${path.join(' ')}`, kind, parent: null, phone: null, twin: true },
          ...{ area_version: '2020', area_path: [...path] },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { id: staff } = await db
        .insertInto('staff')
        .values({
          ...{ unit, username: `u${randomUUID()}`, name: 'Trần Thị Bích Hạnh', role, password: '-' },
          ...{ totp: null, totp_since: null, totp_step: null, locked_until: null, signed_in_at: null },
          ...{ seen_until: null, disabled_at: null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const cookie = token();
      await db
        .insertInto('staff_sessions')
        .values({
          ...{ token: sha256(cookie), staff, address: '127.0.0.1', agent: 'test' },
          expires_at: new Date(NOON + 3_600_000),
        })
        .execute();
      return { staff, unit, headers: { cookie: `ncovi-session=${cookie}` } };
    },
    async tokenOf(staff, { expires_at = new Date(NOON + 3_600_000), revoked_at } = {}) {
      const made = token();
      await db
        .insertInto('api_tokens')
        .values({
          ...{ token: sha256(made), staff, name: 'test', expires_at, used_at: null },
          revoked_at: revoked_at ?? null,
        })
        .execute();
      return made;
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
