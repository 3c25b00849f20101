import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';

/** One process's own SQLite file. The process holds its lock as long as it lives, also one that hangs. */
export interface SpoolFile {
  path: string;
  db: DatabaseSync;
}

/** One thing kept: when it came (epoch ms) and what it is, sealed by whoever keeps it. */
export interface SpoolRow {
  at: number;
  sealed: string;
}

const ENDING = '.spool';

/**
 * Makes a new file in the folder, readable by this account only. SQLite's write-ahead log is what is appended to:
 * one sync for each transaction, and what a crash cut short is recognised by its checksum. Source: sqlite.org/wal.html
 *
 * @throws when the folder cannot be written to
 */
export function createSpoolFile(folder: string): SpoolFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const path = join(folder, `${randomUUID()}${ENDING}`);
    closeSync(openSync(path, 'wx', 0o600));
    const db = lock(path);
    // Somebody who looked for orphans in the moment before we held it may have taken it away.
    if (db !== null && existsSync(path)) return { path, db };
    db?.close();
  }
}

/** Writes rows down, in order and all or none; synced to the disk when it returns. @returns their ids */
export function appendRows({ db }: SpoolFile, rows: readonly SpoolRow[]): number[] {
  const insert = db.prepare('insert into kept (at, sealed) values (?, ?)');
  return atOnce(db, () => rows.map(({ at, sealed }) => Number(insert.run(at, sealed).lastInsertRowid)));
}

export function removeRows({ db }: SpoolFile, ids: readonly number[]): void {
  const remove = db.prepare('delete from kept where id = ?');
  atOnce(db, () => {
    for (const id of ids) remove.run(id);
  });
}

export function findRow({ db }: SpoolFile, id: number): string | null {
  const row = db.prepare('select sealed from kept where id = ?').get(id);
  return row === undefined ? null : String(row['sealed']);
}

/** Leaves nothing of what was removed in the file. */
export function shrink({ db }: SpoolFile): void {
  db.exec('vacuum; pragma wal_checkpoint(truncate)');
}

/** Lets go of the file; one with nothing in it is deleted. */
export function closeSpoolFile({ db, path }: SpoolFile): void {
  const isEmpty = db.prepare('select 1 from kept limit 1').get() === undefined;
  db.close();
  if (isEmpty) rmSync(path, { force: true });
}

/**
 * Takes what processes that live no more have left in the folder: `take` is given each file's rows, oldest first, and
 * the file is deleted when it returns. A file that is none is put aside under another name.
 *
 * @returns names of those put aside
 */
export function takeOrphans(own: SpoolFile, folder: string, take: (rows: SpoolRow[]) => void): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (path === own.path) return [];
    try {
      const db = lock(path);
      if (db === null) return [];
      take(db.prepare('select at, sealed from kept order by id').all() as unknown as SpoolRow[]);
      db.exec('delete from kept');
      closeSpoolFile({ path, db });
      return [];
    } catch (error) {
      if (!isNoSpool(error)) throw error;
      renameSync(path, `${path}.unreadable`);
      return [name];
    }
  });
}

/** Opens a file and holds it alone; null when somebody else does. */
function lock(path: string): DatabaseSync | null {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full');
    db.exec('pragma secure_delete = on');
    db.exec(
      'create table if not exists kept (id integer primary key, at integer not null, sealed text not null)',
    );
    // A table that is there already takes no lock for writing.
    db.exec('begin immediate; commit');
    return db;
  } catch (error) {
    db.close();
    if (codeOf(error) === BUSY || codeOf(error) === LOCKED) return null;
    throw error;
  }
}

function atOnce<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

/** SQLite's result codes. Source: sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

const isNoSpool = (error: unknown): boolean => [CORRUPT, NOT_A_DATABASE].includes(codeOf(error));

/** The primary code: extended ones carry more in their higher bits. */
const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : -1;
