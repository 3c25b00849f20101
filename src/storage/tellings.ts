import type { Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { Database } from './database.ts';
import type { TellingRow } from './follow-tables.ts';

export type Telling = Selectable<TellingRow>;

/** What became of something somebody was to be told; undefined: nothing yet. */
export async function findTelling(db: Database, id: string): Promise<Telling | undefined> {
  return db.selectFrom('tellings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Writes down what became of it, once. @returns false when it was written down before */
export async function recordTelling(db: Database, telling: Omit<Telling, 'at'>): Promise<boolean> {
  const recorded = await db
    .insertInto('tellings')
    .values(telling)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return recorded !== undefined;
}

/** A message could not be delivered after all; does nothing about messages of any other kind. */
export async function noteUntold(
  db: Database,
  message: string,
  outcome: 'stopped' | 'closed' | 'failed',
): Promise<void> {
  await db.updateTable('tellings').set({ outcome }).where('message', '=', message).execute();
}

/** What a person was told, newest first. */
export async function tellingsOf(tx: Scoped, person: string): Promise<Telling[]> {
  return tx
    .selectFrom('tellings')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}
