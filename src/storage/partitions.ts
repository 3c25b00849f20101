import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The tables that hold declarations: one per month of UTC, and one for what no month is there for. */
export interface Partitions {
  /** Months made by this call, such as `2020-03`. */
  made: string[];
  /** Declarations that are in no month. */
  outside: number;
}

/** Months made ahead of the one that runs. */
const AHEAD = 2;
/** Months back for which one is still made, when there are declarations of it. */
const BACK = 24;

/**
 * Makes this month and the next ones, and any of the last two years declarations lie about of; those move into it.
 * Declarations dated farther off stay where they are. Any number of processes may do this at once.
 */
export async function makePartitions(db: Database, now: Date): Promise<Partitions> {
  const [first, last] = [addMonths(now, -BACK), addMonths(now, AHEAD)];
  const strays = await sql<{ month: Date }>`
    select distinct date_trunc('month', declared_at, 'UTC') as month from declarations_default
    where declared_at >= ${first} and declared_at < ${addMonths(last, 1)}`.execute(db);
  const ahead = Array.from({ length: AHEAD + 1 }, (_, i) => addMonths(now, i));
  const made: string[] = [];
  for (const month of [...strays.rows.map((row) => row.month), ...ahead]) {
    if (await makePartition(db, month)) made.push(nameOf(month));
  }
  return { made, outside: await countOutside(db) };
}

/** How many declarations are in no month. */
export async function countOutside(db: Database): Promise<number> {
  const counted = await sql<{ count: string }>`select count(*) from declarations_default`.execute(db);
  return Number(counted.rows[0]?.count);
}

/**
 * Makes the partition of the month `day` is in, and moves what there is of that month into it.
 *
 * @returns false when it was there already
 */
export async function makePartition(db: Database, day: Date): Promise<boolean> {
  const month = nameOf(day);
  const table = sql.table(`declarations_${month.replace('-', '_')}`);
  const [from, until] = [addMonths(day, 0), addMonths(day, 1)];
  if (await exists(db, month)) return false;
  return db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '10s'`.execute(tx);
    // Whoever stores declarations, or makes months, waits until we are done; whoever reads goes on.
    await sql`lock table declarations in share row exclusive mode`.execute(tx);
    if (await exists(tx, month)) return false;
    await sql`create table ${table} (like declarations including defaults)`.execute(tx);
    await sql`
      with moved as (
        delete from declarations_default where declared_at >= ${from} and declared_at < ${until} returning *
      )
      insert into ${table} select * from moved`.execute(tx);
    await sql`
      alter table declarations attach partition ${table}
      for values from (${sql.lit(from.toISOString())}) to (${sql.lit(until.toISOString())})`.execute(tx);
    return true;
  });
}

async function exists(db: Database, month: string): Promise<boolean> {
  const found = await sql<{ there: boolean }>`
    select to_regclass(${`declarations_${month.replace('-', '_')}`}) is not null as there`.execute(db);
  return found.rows[0]?.there ?? false;
}

/** The first moment of the month so many months after the one `day` is in. */
const addMonths = (day: Date, months: number): Date =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months));

const nameOf = (day: Date): string => day.toISOString().slice(0, 7);
