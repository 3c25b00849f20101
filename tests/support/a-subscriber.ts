import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { SubscriberRow } from '../../src/storage/broadcast-tables.ts';
import type { AdvisoryDraft } from '../../src/storage/advisories.ts';
import type { Database } from '../../src/storage/database.ts';

/** Somebody who asked for news in a chat; `person` is the chat's own unless given. */
export async function aSubscriber(
  db: Database,
  urn: string,
  changes: Partial<Insertable<SubscriberRow>> = {},
): Promise<void> {
  await db
    .insertInto('subscribers')
    .values({
      ...{ urn, channel: urn.slice(0, urn.indexOf(':')), language: 'vi', topics: ['news'] },
      ...{
        person: sql<string>`person_id(${urn}, 'self')`,
        heard_at: new Date(),
        stopped_at: null,
        campaign: null,
      },
      ...changes,
    })
    .execute();
}

/** News to everybody of the unit's area, for a day. */
export const aDraft = (changes: Partial<AdvisoryDraft> = {}): AdvisoryDraft => ({
  ...{ title: 'Bản tin', texts: { vi: 'Bà con nhớ rửa tay, đeo khẩu trang.' }, link: '', topic: 'news' },
  ...{ urgency: 'urgent', expiresAt: new Date(Date.now() + 24 * 3_600_000), audience: { area: [] } },
  ...{ billed: false, scheduledAt: null, rate: null },
  ...changes,
});
