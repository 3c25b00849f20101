import { sql, type Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { InfoPageRow } from './broadcast-tables.ts';

export type EditedInfoPage = Selectable<InfoPageRow>;

/** What staff write of a page of information. */
export interface InfoPageDraft {
  /** Whom it concerns: codes from the province down. */
  areaPath: readonly string[];
  topic: EditedInfoPage['topic'];
  /** By language; Vietnamese is always there. */
  texts: Record<string, { title: string; text: string }>;
  source: string;
  sourceAt: Date;
  published: boolean;
}

/** Most pages that are listed; of more, those changed last. */
const MOST = 200;

/** Pages for one's area and below it, those changed last first. */
export async function listInfoPages(tx: Scoped): Promise<EditedInfoPage[]> {
  return tx.selectFrom('info_pages').selectAll().orderBy('updated_at', 'desc').limit(MOST).execute();
}

/** One page; undefined when it is not there for who is asking. */
export async function findInfoPage(tx: Scoped, id: string): Promise<EditedInfoPage | undefined> {
  return tx.selectFrom('info_pages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds a page of the unit of who is asking. @returns its id; null: they may not */
export async function createInfoPage(tx: Scoped, draft: InfoPageDraft): Promise<string | null> {
  const unit = await tx
    .selectFrom('staff')
    .select('unit')
    .where('id', '=', sql<string>`staff_asking()`)
    .where(sql<boolean>`staff_tells()`)
    .executeTakeFirst();
  if (unit === undefined) return null;
  const { id } = await tx
    .insertInto('info_pages')
    .values({ ...unit, ...columnsOf(draft) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes a page anew if it still is as it was seen. @returns `lost`: somebody changed it since; `gone`: not there */
export async function changeInfoPage(
  tx: Scoped,
  id: string,
  version: number,
  draft: InfoPageDraft,
): Promise<'changed' | 'lost' | 'gone'> {
  const changed = await tx
    .updateTable('info_pages')
    .set({ ...columnsOf(draft), version: version + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return 'changed';
  return (await findInfoPage(tx, id)) === undefined ? 'gone' : 'lost';
}

const columnsOf = ({ areaPath, topic, texts, source, sourceAt, published }: InfoPageDraft) => ({
  ...{
    area_path: [...areaPath],
    topic,
    texts: JSON.stringify(texts),
    source,
    source_at: sourceAt,
    published,
  },
  updated_by: sql<string>`staff_asking()`,
});
