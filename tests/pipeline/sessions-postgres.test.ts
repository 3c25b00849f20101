import { afterAll, beforeAll, describe } from 'vitest';
import { createPostgresSessions } from '../../src/pipeline/sessions-postgres.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { sessionStoreContract } from './session-store.contract.ts';

describe.skipIf(!hasPostgres())('sessions in Postgres (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let second: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    second = openDatabase({ url: database.url });
  });
  afterAll(async () => {
    await second.destroy();
    await database.drop();
  });

  sessionStoreContract(() => ({
    ours: createPostgresSessions(database.db),
    theirs: createPostgresSessions(second),
  }));
});
