import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Any number, the same in every process: `NCOV`. */
const LOCK = 0x4e434f56;

/**
 * Brings the schema up to date: each file of migrations/ once, in the order of their names, one transaction each.
 * Any number of processes may start at once; the first one works, the others wait and find it done.
 *
 * @returns names of the files applied by this call
 */
export async function migrate(db: Database): Promise<string[]> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    await sql`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now()
    )`.execute(tx);
  });
  const applied: string[] = [];
  for (const name of await migrationNames()) {
    if (await apply(db, name)) applied.push(name);
  }
  return applied;
}

/** Names of migrations that are not in the database yet; all of them when it is empty. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const names = await migrationNames();
  const table = await sql<{ present: boolean }>`
    select to_regclass('migrations') is not null as present`.execute(db);
  if (!table.rows[0]?.present) return names;
  const done = new Set((await db.selectFrom('migrations').select('name').execute()).map((row) => row.name));
  return names.filter((name) => !done.has(name));
}

async function apply(db: Database, name: string): Promise<boolean> {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    const inserted = await tx
      .insertInto('migrations')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .execute();
    if (inserted.length === 0) return false;
    await sql.raw(text).execute(tx);
    return true;
  });
}

async function migrationNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
}
