import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { administer, TEMPLATE } from './postgres.ts';

export interface TestDatabase {
  url: string;
  db: Database;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** A database of one's own in the Postgres of this test run, with the schema in it. */
export async function createTestDatabase(template: string = TEMPLATE): Promise<TestDatabase> {
  const server = inject('postgres');
  if (server === null) throw new Error('No Postgres in this test run');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const db = openDatabase({ url }, { onError: () => undefined });
  return {
    url,
    db,
    async drop() {
      await db.destroy();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}
