import { sql } from 'kysely';
import type { Urn } from '../dialogue/message.ts';
import type { Database } from './database.ts';
import type { Topic } from '../dialogue/topics.ts';
import type { DeliveryStatus } from './broadcast-tables.ts';

/** Somebody who is about to be sent an advisory: nobody else sends it to them. */
export interface Claimed {
  person: string;
  urn: Urn;
  fallback: Urn | null;
  language: string;
  /** When they were heard last, as far as it is known by now. */
  heard_at: Date;
  attempts: number;
  /** Their Vietnamese telephone number (E.164), where it is known. */
  phone: string | null;
}

export interface Claim {
  advisory: string;
  topic: Topic;
  channel: string;
  /** Who claims: a new id for each run of a lane. */
  by: string;
  limit: number;
}

/**
 * Claims the next of those who wait on a channel. Whoever left or does not want the topic any more is skipped; nothing is
 * claimed that another lane holds.
 *
 * @returns who is to be sent it; `skipped` more were found
 */
export async function claimDeliveries(
  db: Database,
  { advisory, topic, channel, by, limit }: Claim,
): Promise<{ claimed: Claimed[]; skipped: number }> {
  const found = await sql<Claimed & { status: DeliveryStatus }>`
    with picked as (
      select person, urn, heard_at from deliveries
      where advisory = ${advisory} and channel = ${channel} and status = 'waiting' and due_at <= now()
      order by due_at limit ${limit} for update skip locked
    ), asked as (
      select p.person, coalesce(s.heard_at, p.heard_at) as heard_at,
        case when q.phone like '+84%' then q.phone end as phone,
        case when s.stopped_at is not null then 'stopped'
          when s.urn is null or ${topic} <> all(s.topics) then 'unsubscribed' end as unwanted
      from picked p left join subscribers s on s.urn = p.urn left join persons q on q.id = p.person
    )
    update deliveries d set status = case when a.unwanted is null then 'sending' else 'skipped' end, reason = a.unwanted,
      attempts = least(d.attempts + 1, 30000), claimed_by = ${by}, claimed_at = now()
    from asked a where d.advisory = ${advisory} and d.person = a.person
    returning d.person, d.urn, d.fallback, d.language, a.heard_at, d.attempts, a.phone, d.status`.execute(db);
  const claimed = found.rows.filter(({ status }) => status === 'sending');
  return { claimed, skipped: found.rows.length - claimed.length };
}

/** What became of somebody who was claimed. */
export interface DeliveryOutcome {
  person: string;
  /** `waiting`: again, not before `due`; `moved`: now in their other chat; `released`: nothing was tried. */
  status: 'sent' | 'failed' | 'unknown' | 'skipped' | 'waiting' | 'moved' | 'released';
  reason?: string;
  /** Epoch milliseconds. */
  due?: number;
  sentAt?: number;
  /** The platform's id of the message, where it will say that it was read. */
  message?: string;
}

/**
 * Writes down what became of those who were claimed. May be repeated. Who was given up for lost meanwhile is corrected, but
 * never waits again.
 *
 * @param stopped chats whose owners turned out to have left
 */
export async function writeOutcomes(
  db: Database,
  { advisory, by }: Pick<Claim, 'advisory' | 'by'>,
  outcomes: readonly DeliveryOutcome[],
  stopped: readonly Urn[],
): Promise<void> {
  const rows = outcomes.map(({ person, status, reason, due, sentAt, message }) => ({
    ...{ person, reason: reason ?? null, again: ['waiting', 'moved', 'released'].includes(status) },
    ...{ moved: status === 'moved', released: status === 'released' },
    status: status === 'moved' || status === 'released' ? 'waiting' : status,
    message: message ?? null,
    due_at: due === undefined ? null : new Date(due).toISOString(),
    sent_at: sentAt === undefined ? null : new Date(sentAt).toISOString(),
  }));
  await sql`
    update deliveries d set status = o.status, reason = o.reason, sent_at = o.sent_at, message = o.message,
      due_at = coalesce(o.due_at, d.due_at), attempts = d.attempts - (case when o.released then 1 else 0 end),
      claimed_by = case when o.again then null else d.claimed_by end,
      urn = case when o.moved then d.fallback else d.urn end,
      channel = case when o.moved then split_part(d.fallback, ':', 1) else d.channel end,
      fallback = case when o.moved then null else d.fallback end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (person uuid, status text, reason text, again boolean,
      moved boolean, released boolean, message text, due_at timestamptz, sent_at timestamptz)
    where d.advisory = ${advisory} and d.person = o.person and d.claimed_by = ${by}
      and (d.status = 'sending' or (d.status = 'unknown' and not o.again))`.execute(db);
  if (stopped.length === 0) return;
  await sql`update subscribers set stopped_at = now()
    where urn = any(${[...stopped]}::text[]) and stopped_at is null`.execute(db);
}

/**
 * Claims nobody answers for any more: the process died, and whether it had sent is not known. They are never sent again.
 *
 * @param lease milliseconds after which a claim is given up
 */
export async function giveUpLost(db: Database, lease: number): Promise<number> {
  const lost = await sql`
    update deliveries set status = 'unknown', reason = 'lost'
    where status = 'sending' and claimed_at < now() - make_interval(secs => ${lease / 1000})`.execute(db);
  return Number(lost.numAffectedRows ?? 0);
}

/** Rows of one statement: short enough to be over before anybody waits for it. */
const AT_ONCE = 10_000;

/** Lets all go who still wait for an advisory. @returns how many */
export async function letGo(
  db: Database,
  advisory: string,
  status: 'expired' | 'cancelled',
): Promise<number> {
  for (let total = 0; ;) {
    const gone = await sql`
      update deliveries d set status = ${status} from (
        select person from deliveries where advisory = ${advisory} and status = 'waiting'
        limit ${AT_ONCE} for update skip locked) w
      where d.advisory = ${advisory} and d.person = w.person`.execute(db);
    const count = Number(gone.numAffectedRows ?? 0);
    total += count;
    if (count < AT_ONCE) return total;
  }
}
