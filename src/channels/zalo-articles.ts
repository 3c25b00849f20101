import { ZaloApiError, type OaArticles } from 'zalo-api-client';
import type { ArticleBroadcasts } from './channel.ts';
import { orFailure } from './zalo-failure.ts';

/**
 * Articles of the Official Account and their broadcast, to all who follow: Zalo's filters (age, region, the provinces before
 * 2025) are not used, as sources disagree about their form. Source: docs.zaloplatforms.com/docs/OA (article, broadcast).
 */
export function createZaloArticles(
  client: Pick<OaArticles, 'createArticle' | 'verifyArticle' | 'broadcastArticle'>,
): ArticleBroadcasts {
  return {
    create: ({ title, author, cover, description, body }) =>
      orFailure(
        client.createArticle({
          ...{ title, author, description, coverUrl: cover },
          body: body.map((content) => ({ kind: 'text', content })),
        }),
      ),
    ready: (token) =>
      orFailure(
        client.verifyArticle(token).catch((error: unknown) => {
          if (error instanceof ZaloApiError && error.action === 'poll') return null;
          throw error;
        }),
      ),
    broadcast: async (articleId) => {
      await orFailure(client.broadcastArticle({ articleId }));
    },
  };
}
