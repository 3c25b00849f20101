import { sql, type Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { Audience } from './audience.ts';
import type { Topic } from '../dialogue/topics.ts';
import type {
  AdvisoryEventRow,
  AdvisoryRow,
  AdvisoryStatus,
  ChosenArticle,
  ChosenPicture,
  ChosenTemplate,
} from './broadcast-tables.ts';

export type Advisory = Selectable<AdvisoryRow>;

/** What the author writes. */
export interface AdvisoryDraft {
  title: string;
  /** By language. */
  texts: Record<string, string>;
  link: string;
  topic: Topic;
  urgency: Advisory['urgency'];
  expiresAt: Date;
  audience: Audience;
  /** Also to those where the platform takes money. */
  billed: boolean;
  scheduledAt: Date | null;
  rate: number | null;
  /** Its bytes are stored with setAdvisoryPicture. Left out: none. */
  picture?: ChosenPicture | null;
}

/** An advisory with the names of who had to do with it. */
export interface NamedAdvisory extends Advisory {
  unit_name: string;
  author_name: string | null;
  approved_by_name: string | null;
}

/** `lost`: somebody changed it since; `gone`: not there, or not theirs; `not_now`: it is no draft any more. */
export type AdvisoryChanged = 'changed' | 'lost' | 'gone' | 'not_now';

/** What a step changes about an advisory: see broadcast/advisory.ts. */
export type AdvisoryChanges = Partial<
  Pick<
    Advisory,
    | 'status'
    | 'reason'
    | 'rate'
    | 'submitted_by'
    | 'approved_by'
    | 'approved_at'
    | 'frozen_at'
    | 'started_at'
    | 'ended_at'
  >
>;

/** Starts an advisory of the unit of who is asking. @returns its id; null: they may not */
export async function createAdvisory(tx: Scoped, draft: AdvisoryDraft): Promise<string | null> {
  const unit = await tx
    .selectFrom('staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select(['staff.id as author', 'units.id as unit', 'units.area_path'])
    .where('staff.id', '=', sql<string>`staff_asking()`)
    .where(sql<boolean>`staff_tells()`)
    .executeTakeFirst();
  if (unit === undefined) return null;
  const { id } = await tx
    .insertInto('advisories')
    .values({ ...unit, ...columnsOf(draft) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await noteAdvisory(tx, id, 'created');
  return id;
}

/** Writes a draft anew, if it still is as it was seen; whoever does is its author from then on. */
export async function changeAdvisory(
  tx: Scoped,
  id: string,
  version: number,
  draft: AdvisoryDraft,
): Promise<AdvisoryChanged> {
  const before = await findAdvisory(tx, id);
  if (before !== undefined && before.status !== 'draft') return 'not_now';
  const columns = { ...columnsOf(draft), author: sql<string>`staff_asking()` };
  return update(tx, id, version, columns, { kind: 'changed', note: '' });
}

/** What is sent to those plain messages do not reach; null: nothing. */
export type Besides = { template: ChosenTemplate | null } | { article: ChosenArticle | null };

/** Chooses what a draft sends besides, if it still is as it was seen. */
export async function setAdvisoryBesides(
  tx: Scoped,
  id: string,
  version: number,
  chosen: Besides,
): Promise<AdvisoryChanged> {
  const before = await findAdvisory(tx, id);
  if (before !== undefined && before.status !== 'draft') return 'not_now';
  const [kind, value] = 'template' in chosen ? ['template', chosen.template] : ['article', chosen.article];
  const note = 'template' in chosen ? (chosen.template?.name ?? '') : (chosen.article?.title ?? '');
  const columns = { [kind]: value && JSON.stringify(value), author: sql<string>`staff_asking()` };
  return update(tx, id, version, columns, { kind, note });
}

/** Takes a step if the advisory still is as it was seen, and writes down what happened, signed by who is asking. */
export async function stepAdvisory(
  tx: Scoped,
  id: string,
  version: number,
  changes: AdvisoryChanges,
  event: { kind: string; note?: string },
): Promise<AdvisoryChanged> {
  return update(tx, id, version, changes, event);
}

/** One advisory; undefined when it is not there for who is asking. */
export async function findAdvisory(tx: Scoped, id: string): Promise<NamedAdvisory | undefined> {
  return named(tx).where('a.id', '=', id).executeTakeFirst();
}

/** Where a page ended. */
export interface AdvisoryCursor {
  createdAt: Date;
  id: string;
}

/** One page, newest first. @returns the rows, and where the next page begins; null when this is the last */
export async function listAdvisories(
  tx: Scoped,
  {
    statuses,
    limit,
    after,
  }: { statuses?: readonly AdvisoryStatus[]; limit: number; after: AdvisoryCursor | null },
): Promise<{ rows: NamedAdvisory[]; next: AdvisoryCursor | null }> {
  let query = named(tx)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id')
    .limit(limit + 1);
  if (statuses !== undefined) query = query.where('a.status', 'in', statuses);
  if (after !== null) {
    const { createdAt, id } = after;
    query = query.where(
      sql<boolean>`(a.created_at < ${createdAt} or (a.created_at = ${createdAt} and a.id > ${id}))`,
    );
  }
  const found = await query.execute();
  const rows = found.slice(0, limit);
  const end = rows.at(-1);
  const more = found.length > limit && end !== undefined;
  return { rows, next: more ? { createdAt: end.created_at, id: end.id } : null };
}

export type AdvisoryEvent = Selectable<AdvisoryEventRow> & { staff_name: string | null };

/** What happened to an advisory, oldest first; without a name it was the program. */
export async function eventsOfAdvisory(tx: Scoped, id: string): Promise<AdvisoryEvent[]> {
  return tx
    .selectFrom('advisory_events as e')
    .leftJoin('staff as s', 's.id', 'e.staff')
    .selectAll('e')
    .select('s.name as staff_name')
    .where('e.advisory', '=', id)
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(1000)
    .execute();
}

/** Writes down something about an advisory, signed by who is asking. */
export async function noteAdvisory(tx: Scoped, advisory: string, kind: string, note = ''): Promise<void> {
  await tx
    .insertInto('advisory_events')
    .values({ advisory, kind, note, staff: sql<string>`staff_asking()` })
    .execute();
}

/** The telephone numbers (E.164) a draft is for, instead of those before. */
export async function setAdvisoryPhones(
  tx: Scoped,
  advisory: string,
  phones: readonly string[],
): Promise<void> {
  await tx.deleteFrom('advisory_phones').where('advisory', '=', advisory).execute();
  await sql`insert into advisory_phones (advisory, phone)
    select distinct ${advisory}::uuid, unnest(${[...phones]}::text[])`.execute(tx);
}

export async function countAdvisoryPhones(tx: Scoped, advisory: string): Promise<number> {
  const { count } = await tx
    .selectFrom('advisory_phones')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('advisory', '=', advisory)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const named = (tx: Scoped) =>
  tx
    .selectFrom('advisories as a')
    .innerJoin('units as u', 'u.id', 'a.unit')
    .leftJoin('staff as w', 'w.id', 'a.author')
    .leftJoin('staff as p', 'p.id', 'a.approved_by')
    .selectAll('a')
    .select(['u.name as unit_name', 'w.name as author_name', 'p.name as approved_by_name']);

async function update(
  tx: Scoped,
  id: string,
  version: number,
  columns: Record<string, unknown>,
  { kind, note }: { kind: string; note?: string },
): Promise<AdvisoryChanged> {
  const changed = await tx
    .updateTable('advisories')
    .set({ ...columns, version: version + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return (await findAdvisory(tx, id)) === undefined ? 'gone' : 'lost';
  await noteAdvisory(tx, id, kind, note);
  return 'changed';
}

const columnsOf = (draft: AdvisoryDraft) => ({
  ...{ title: draft.title, link: draft.link, topic: draft.topic, urgency: draft.urgency },
  ...{ texts: JSON.stringify(draft.texts), audience: JSON.stringify(draft.audience) },
  picture: draft.picture ? JSON.stringify(draft.picture) : null,
  ...{ expires_at: draft.expiresAt, scheduled_at: draft.scheduledAt, billed: draft.billed, rate: draft.rate },
});
