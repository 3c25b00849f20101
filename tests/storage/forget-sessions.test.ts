import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetSessions } from '../../src/storage/forget-sessions.ts';
import { findSession, saveSession } from '../../src/storage/sessions.ts';
import { aConversation } from '../support/a-conversation.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('forgetting conversations (needs postgres)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('deletes those of more than 30 days ago, and only those', async () => {
    for (const urn of ['telegram:1', 'telegram:2'] as const) {
      await saveSession(database.db, 0, aConversation(urn), null);
    }
    await sql`update sessions set saved_at = now() - interval '31 days' where urn = 'telegram:1'`.execute(
      database.db,
    );
    expect(await forgetSessions(database.db)).toBe(1);
    expect(await findSession(database.db, 'telegram:1')).toBeNull();
    expect(await findSession(database.db, 'telegram:2')).not.toBeNull();
  });
});
