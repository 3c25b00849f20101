import type { ArticleBroadcasts } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import type { Advisory } from '../storage/advisories.ts';
import type { UnderWay } from '../storage/advisories-under-way.ts';
import { findArticle, moveArticle } from '../storage/advisory-articles.ts';
import type { ArticleState } from '../storage/broadcast-tables.ts';
import type { Database } from '../storage/database.ts';
import { FALLBACK_LANGUAGE } from './compose.ts';

/**
 * Whether an article may go with an advisory: Zalo broadcasts it to followers wherever they live and whatever they declared,
 * so the unit looks after a province or more, and nothing narrower was asked for.
 */
export function takesArticle({
  area_path: own,
  audience,
}: Pick<Advisory, 'area_path' | 'audience'>): boolean {
  const { area, channels, ...narrower } = audience;
  const isAll = area.length <= own.length && Object.keys(narrower).length === 0;
  return own.length <= 1 && isAll && (channels === undefined || channels.includes('zalo-oa'));
}

/** Seconds until it is looked again whether Zalo has made the article. */
const MAKING = 5;
/** Seconds until a platform that was away is asked again. */
const AWAY = 60;

/**
 * Leads the article of an advisory one step on: made once, broadcast once. Each call is written down before it is made, and
 * what nobody knows the outcome of is never asked for again.
 */
export async function leadArticle(
  db: Database,
  { id, article, texts, link }: UnderWay,
  articles: ArticleBroadcasts | undefined,
): Promise<void> {
  const row = await findArticle(db, id);
  if (row === undefined || article === null) return;
  const { state } = row;
  if (articles === undefined) {
    if (state === 'waiting') await moveArticle(db, id, state, { state: 'failed', reason: 'misconfigured' });
    return;
  }
  switch (state) {
    case 'waiting': {
      const body = [texts[FALLBACK_LANGUAGE] ?? '', link].map((part) => part.trim()).filter(Boolean);
      await ask('creating', async () => ({
        state: 'made',
        token: await articles.create({ ...article, body }),
        dueIn: MAKING,
      }));
      return;
    }
    case 'made':
      try {
        const made = await articles.ready(row.token ?? '');
        await moveArticle(
          db,
          id,
          'made',
          made === null ? { state, dueIn: MAKING } : { state: 'ready', article: made },
        );
      } catch (error) {
        await moveArticle(db, id, 'made', after(error, 'made', { harmless: true }));
      }
      return;
    case 'ready':
      await ask('broadcasting', async () => {
        await articles.broadcast(row.article ?? '');
        return { state: 'sent' };
      });
      return;
    default:
      return;
  }

  async function ask(meanwhile: ArticleState, call: () => Promise<Parameters<typeof moveArticle>[3]>) {
    if (!(await moveArticle(db, id, state, { state: meanwhile }))) return;
    const next = await call().catch((error: unknown) => after(error, state, { harmless: false }));
    await moveArticle(db, id, meanwhile, next);
  }
}

/** @param how `harmless`: the call may be repeated whatever became of it */
function after(error: unknown, back: ArticleState, { harmless }: { harmless: boolean }) {
  if (!(error instanceof SendError)) return { state: 'unknown' as const, reason: 'broken' };
  if (error.maybeSent && !harmless) return { state: 'unknown' as const, reason: 'no-answer' };
  if (error.retryable) return { state: back, reason: error.code, dueIn: error.retryAfter ?? AWAY };
  return { state: 'failed' as const, reason: error.code };
}
