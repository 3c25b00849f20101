import { sql } from 'kysely';
import { hasStopped } from '../dialogue/contact.ts';
import type { Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import type { Database } from './database.ts';

/** A conversation as it lies in the table; `unsettled` is the inbound whose effects are not known to be done. */
export interface StoredSession {
  version: number;
  conversation: Conversation;
  unsettled: string | null;
  waiting: string[];
}

export async function findSession(db: Database, urn: Urn): Promise<StoredSession | null> {
  const row = await db
    .selectFrom('sessions')
    .select(['version', 'conversation', 'unsettled', 'waiting'])
    .where('urn', '=', urn)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...row,
    version: Number(row.version),
    conversation: JSON.parse(row.conversation) as Conversation,
  };
}

/**
 * Stores the conversation as version `version + 1` if `version` is the one there now (0: none). For a contact that has
 * stopped, the messages waiting are let go.
 *
 * @returns false when it is not
 */
export async function saveSession(
  db: Database,
  version: number,
  conversation: Conversation,
  unsettled: string | null,
): Promise<boolean> {
  const now = new Date();
  const row = {
    version: version + 1,
    conversation: JSON.stringify(conversation),
    unsettled,
    unsettled_since: unsettled === null ? null : now,
    saved_at: now,
    ...(hasStopped(conversation) && { waiting: [] }),
  };
  const { urn } = conversation;
  const saved =
    version === 0
      ? await db
          .insertInto('sessions')
          .values({ urn, ...row })
          .onConflict((conflict) => conflict.column('urn').doNothing())
          .returning('urn')
          .execute()
      : await db
          .updateTable('sessions')
          .set(row)
          .where('urn', '=', urn)
          .where('version', '=', String(version))
          .returning('urn')
          .execute();
  return saved.length > 0;
}

/** Clears the mark, if it is still about this inbound. */
export async function settleSession(db: Database, urn: Urn, inbound: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ unsettled: null, unsettled_since: null })
    .where('urn', '=', urn)
    .where('unsettled', '=', inbound)
    .execute();
}

/** Contacts unsettled since before `before`, oldest first; their time is set to now, so nobody else gets them. */
export async function claimUnsettled(db: Database, before: Date, limit: number): Promise<Urn[]> {
  const result = await sql<{ urn: Urn }>`
    with due as (
      select urn, unsettled_since from sessions
      where unsettled is not null and unsettled_since < ${before}
      order by unsettled_since limit ${limit}
      for update skip locked
    ), claimed as (
      update sessions set unsettled_since = ${new Date()} from due where sessions.urn = due.urn
      returning sessions.urn
    )
    select due.urn from due join claimed using (urn) order by due.unsettled_since`.execute(db);
  return result.rows.map((row) => row.urn);
}

/** Puts a message id behind those waiting, once. */
export async function addWaiting(db: Database, urn: Urn, messageId: string): Promise<void> {
  await sql`
    update sessions set waiting = array_append(waiting, ${messageId}::text)
    where urn = ${urn} and not ${messageId}::text = any(waiting)`.execute(db);
}

/** Takes a message id away. @returns the first of those left, or null */
export async function removeWaiting(db: Database, urn: Urn, messageId: string): Promise<string | null> {
  const result = await sql<{ first: string | null }>`
    update sessions set waiting = array_remove(waiting, ${messageId}::text)
    where urn = ${urn} returning waiting[1] as first`.execute(db);
  return result.rows[0]?.first ?? null;
}
