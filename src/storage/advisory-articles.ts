import { sql, type Selectable } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { ArticleRow, ArticleState } from './broadcast-tables.ts';
import type { Database } from './database.ts';

/** Where the article of an advisory stands; undefined: it has none. */
export async function findArticle(
  db: Database,
  advisory: string,
): Promise<Selectable<ArticleRow> | undefined> {
  return db
    .selectFrom('advisory_articles')
    .selectAll()
    .where('advisory', '=', advisory)
    .where(sql<boolean>`due_at <= now()`)
    .executeTakeFirst();
}

/** Moves an article on if it still is where it was. @returns false when somebody else has moved it */
export async function moveArticle(
  db: Database,
  advisory: string,
  from: ArticleState,
  changes: { state: ArticleState; reason?: string; token?: string; article?: string; dueIn?: number },
): Promise<boolean> {
  const { dueIn = 0, ...columns } = changes;
  const moved = await db
    .updateTable('advisory_articles')
    .set({
      ...columns,
      asked_at: sql<Date>`now()`,
      due_at: sql<Date>`now() + make_interval(secs => ${dueIn})`,
    })
    .where('advisory', '=', advisory)
    .where('state', '=', from)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** Asked so long ago, in ms, that whoever asked is dead: whether Zalo took it is not known. */
export async function giveUpLostArticles(db: Database, lease: number): Promise<void> {
  await sql`update advisory_articles set state = 'unknown', reason = 'lost' where state in ('creating', 'broadcasting')
    and asked_at < now() - make_interval(secs => ${lease / 1000})`.execute(db);
}

/** Lets an article go that was not asked for yet. */
export async function letArticleGo(
  db: Database,
  advisory: string,
  state: 'expired' | 'cancelled',
): Promise<void> {
  await sql`update advisory_articles set state = ${state}
    where advisory = ${advisory} and state in ('waiting', 'made', 'ready')`.execute(db);
}

export type ArticleOutcome = Pick<Selectable<ArticleRow>, 'state' | 'reason'>;

/** What became of an article, as far as who is asking may know of the advisory; undefined: there is none. */
export async function articleOutcome(tx: Scoped, advisory: string): Promise<ArticleOutcome | undefined> {
  const found = await sql<ArticleOutcome>`
    select * from advisory_article(${advisory})`.execute(tx);
  return found.rows[0];
}
