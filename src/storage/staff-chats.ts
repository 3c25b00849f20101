import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { staffWordOf } from '../dialogue/staff-word.ts';
import { channelOf, type ChannelName, type Urn } from '../dialogue/message.ts';
import type { Database } from './database.ts';
import { tokenHash } from './token-hash.ts';

/** A chat a member of staff has shown to be theirs. */
export interface StaffChat {
  channel: ChannelName;
  urn: Urn;
  boundAt: Date;
}

/** A word is good for so long, in ms. */
export const STAFF_WORD_LIMIT = 10 * 60_000;

/** Without those that are mistaken for others when they are read from a screen. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';

/** Makes the word by which somebody shows a chat to be theirs; one made before is good no longer. @returns it; its hash is stored */
export async function addStaffWord(db: Database, staff: string, now: number): Promise<string> {
  const word = staffWordOf(Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join(''));
  const columns = { word: tokenHash(word), expires_at: new Date(now + STAFF_WORD_LIMIT) };
  await db
    .insertInto('staff_words')
    .values({ staff, ...columns })
    .onConflict((conflict) => conflict.column('staff').doUpdateSet(columns))
    .execute();
  return word;
}

/**
 * A chat said a word: it belongs to who was shown it, instead of the one they had on that channel. A word that was used, is
 * too old, or was never made changes nothing.
 *
 * @param at when it was said
 */
export async function bindStaffChat(
  db: Database,
  { urn, code, at }: { urn: Urn; code: string; at: Date },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const used = await sql<{ staff: string }>`
      delete from staff_words w using staff s where w.word = ${tokenHash(code)} and w.expires_at > ${at}
        and s.id = w.staff and s.disabled_at is null
      returning w.staff`.execute(tx);
    const staff = used.rows[0]?.staff;
    if (staff === undefined) return;
    await tx.deleteFrom('staff_chats').where('urn', '=', urn).execute();
    await tx
      .insertInto('staff_chats')
      .values({ staff, channel: channelOf(urn), urn, bound_at: at })
      .onConflict((conflict) => conflict.columns(['staff', 'channel']).doUpdateSet({ urn, bound_at: at }))
      .execute();
  });
}

/** The chats of an account. */
export async function staffChatsOf(db: Database, staff: string): Promise<StaffChat[]> {
  const rows = await db
    .selectFrom('staff_chats')
    .select(['channel', 'urn', 'bound_at as boundAt'])
    .where('staff', '=', staff)
    .orderBy('channel')
    .execute();
  return rows as StaffChat[];
}

/** Takes a chat from an account. @returns false when it has none on that channel */
export async function removeStaffChat(
  db: Database,
  { staff, channel }: { staff: string; channel: string },
): Promise<boolean> {
  const gone = await db
    .deleteFrom('staff_chats')
    .where('staff', '=', staff)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
