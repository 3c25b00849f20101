import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { administer, hasPostgres, startPostgres, TEMPLATE } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the run's own Postgres, or null where the machine has no binaries for one. */
    postgres: string | null;
  }
}

/** One Postgres for the whole run, with a template database every test file copies. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!hasPostgres()) {
    console.warn('Tests that need Postgres are skipped: no initdb and postgres on this machine');
    project.provide('postgres', null);
    return undefined;
  }
  const server = await startPostgres();
  await administer(server.url('postgres'), `create database ${TEMPLATE}`);
  const db = openDatabase({ url: server.url(TEMPLATE) });
  await migrate(db);
  await db.destroy();
  project.provide('postgres', server.url('postgres'));
  return () => server.stop();
}
