import { afterAll, beforeAll, describe } from 'vitest';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { queuesContract } from './queues.contract.ts';

describe.skipIf(!hasPostgres())('queues on Postgres (needs initdb and postgres)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  queuesContract(() => ({ postgres: { url: database.url }, embedded: false }));
});
