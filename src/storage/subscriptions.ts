import { sql } from 'kysely';
import { channelOf } from '../dialogue/message.ts';
import { topics, type SubscriptionChange } from '../dialogue/topics.ts';
import type { Database } from './database.ts';

export interface Heard {
  urn: string;
  language: string;
  heardAt: Date;
  /** They blocked us or left. */
  stoppedAt: Date | null;
  follows: boolean;
}

/**
 * Writes a change down as proof, and what the contact is now subscribed to: of each topic, what they said last.
 * The same change again changes nothing; changes may come in any order.
 *
 * @param heard what is known of the contact by now; null when nothing is any more
 */
export async function changeSubscription(
  db: Database,
  change: SubscriptionChange,
  heard: Heard | null,
): Promise<void> {
  const { id, urn, action, notice, words } = change;
  const at = new Date(change.at);
  const { language, heardAt, stoppedAt, follows } = heard ?? {
    language: change.language,
    heardAt: at,
    stoppedAt: null,
    follows: false,
  };
  await db.transaction().execute(async (tx) => {
    await sql`insert into subscribers (urn, channel, person, language, heard_at, stopped_at, follows)
      values (${urn}, ${channelOf(urn)}, person_id(${urn}, 'self'), ${language}, ${heardAt}, ${stoppedAt}, ${follows})
      on conflict do nothing`.execute(tx);
    if (heard !== null) await noteHeard(tx, [heard]);
    await tx
      .insertInto('subscription_events')
      .values({ id, urn, at, action, topics: change.topics, notice, words })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await sql`update subscribers set topics = array(
        select topic from unnest(${topics}::text[]) with ordinality as known (topic, n)
        where (select e.action from subscription_events e where e.urn = ${urn} and topic = any(e.topics)
          order by e.at desc, e.id limit 1) = 'start'
        order by n)
      where urn = ${urn}`.execute(tx);
  });
}

/**
 * Notes of many contacts when they were last heard, in what language, whether they left and follow; of subscribers alone.
 * What is older than what is known, the platform's refusal of a message included, changes nothing.
 */
export async function noteHeard(db: Database, heard: readonly Heard[]): Promise<void> {
  const rows = JSON.stringify(
    heard.map(({ urn, language, heardAt, stoppedAt, follows }) => ({
      ...{ urn, language, heard_at: heardAt, stopped_at: stoppedAt, follows },
    })),
  );
  await sql`update subscribers s set heard_at = h.heard_at, language = h.language, stopped_at = h.stopped_at, follows = h.follows
    from (select * from jsonb_to_recordset(${rows}::jsonb)
      as h (urn text, language text, heard_at timestamptz, stopped_at timestamptz, follows boolean) order by urn) h
    where s.urn = h.urn and greatest(h.heard_at, h.stopped_at) >= greatest(s.heard_at, s.stopped_at)`.execute(
    db,
  );
}
