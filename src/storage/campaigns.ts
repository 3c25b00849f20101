import { sql, type Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { CampaignRow } from './broadcast-tables.ts';

export type Campaign = Selectable<CampaignRow>;

/** How many came by a link, began a declaration, and sent one. Null: fewer than five, and who asks may not know. */
export interface Funnel {
  came: number | null;
  began: number | null;
  sent: number | null;
}

/** Most campaigns that are listed; of more, the newest. */
const MOST = 500;

/** Campaigns of one's area and below it, the newest first, each with its funnel. */
export async function listCampaigns(tx: Scoped): Promise<(Campaign & Funnel)[]> {
  const rows = await tx
    .selectFrom('campaigns')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('code')
    .limit(MOST)
    .execute();
  return withFunnels(tx, rows);
}

/** One campaign; undefined when it is not there for who is asking. */
export async function findCampaign(tx: Scoped, code: string): Promise<(Campaign & Funnel) | undefined> {
  const row = await tx.selectFrom('campaigns').selectAll().where('code', '=', code).executeTakeFirst();
  return row && (await withFunnels(tx, [row]))[0];
}

/**
 * Adds a campaign of the unit of who is asking.
 *
 * @returns `taken`: the code is somebody's, perhaps elsewhere; `not_allowed`: they write to nobody
 */
export async function createCampaign(
  tx: Scoped,
  { areaPath, ...campaign }: Pick<Campaign, 'code' | 'kind' | 'name'> & { areaPath: readonly string[] },
): Promise<'made' | 'taken' | 'not_allowed'> {
  const by = await tx
    .selectFrom('staff')
    .select(['id as created_by', 'unit'])
    .where('id', '=', sql<string>`staff_asking()`)
    .where(sql<boolean>`staff_tells()`)
    .executeTakeFirst();
  if (by === undefined) return 'not_allowed';
  const made = await tx
    .insertInto('campaigns')
    .values({ ...campaign, ...by, area_path: [...areaPath] })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n ? 'made' : 'taken';
}

async function withFunnels(tx: Scoped, campaigns: readonly Campaign[]): Promise<(Campaign & Funnel)[]> {
  const codes = campaigns.map(({ code }) => code);
  const found = await sql<{ code: string } & Record<keyof Funnel, string | null>>`
    select * from campaign_funnels(${codes}::text[])`.execute(tx);
  const funnels = new Map(found.rows.map((row) => [row.code, row]));
  const number = (count: string | null | undefined): number | null =>
    count === null ? null : Number(count ?? 0);
  return campaigns.map((campaign) => {
    const own = funnels.get(campaign.code);
    return {
      ...campaign,
      ...{ came: number(own?.came), began: number(own?.began), sent: number(own?.sent) },
    };
  });
}
