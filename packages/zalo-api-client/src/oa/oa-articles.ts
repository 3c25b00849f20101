/** Articles, which are made asynchronously, and broadcasts, which can carry nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { wireId } from '../http/wire.ts';
import { checkId, checkText, checkUrl } from '../text/check-text.ts';
import type { OaCall } from './oa-call.ts';
import { oaLimits } from './oa-limits.ts';

export interface Article {
  /** Up to 150 characters. */
  title: string;
  /** Up to 50 characters. */
  author: string;
  coverUrl: string;
  /** Up to 300 characters. */
  description: string;
  body: readonly ({ kind: 'text'; content: string } | { kind: 'image'; url: string; caption?: string })[];
  /** On the account's page; default false. */
  visible?: boolean;
  /** Default false. */
  comments?: boolean;
}

export interface ArticlePolling {
  /** Default 10. */
  attempts?: number;
  /** Default 3,000. */
  delayMs?: number;
  /** Stops waiting; its reason is thrown. */
  signal?: AbortSignal;
}

/** Whom a broadcast reaches; what is left out means everybody. Lists are sent as arrays of numbers (sources differ). */
export interface BroadcastTarget {
  /** 0 to 7. */
  ages?: readonly number[];
  /** 1 male, 2 female. */
  gender?: readonly number[];
  /** 0 North, 1 Central, 2 South. */
  locations?: readonly number[];
  /** 0 to 63, the provinces before 2025. */
  cities?: readonly number[];
  /** 1 iOS, 2 Android, 3 Windows. */
  platform?: readonly number[];
}

export interface OaArticles {
  /** Returns a token to verify with, not yet an article id. */
  createArticle(article: Article): Promise<string>;
  /** As createArticle, for an article that exists. */
  updateArticle(articleId: string, article: Article): Promise<string>;
  /** The article id, once; -214 (action `poll`) while the article is being made. */
  verifyArticle(token: string): Promise<string>;
  /** verifyArticle until it is ready; throws the last -214 when patience ends. */
  awaitArticle(token: string, polling?: ArticlePolling): Promise<string>;
  removeArticle(articleId: string): Promise<void>;
  /**
   * Sends an article to many followers; returns the message id. 06:00 to 22:00 only (-234), at most once a day per
   * follower, and a monthly number by package. There is no broadcast of text nor to a list of users.
   */
  broadcastArticle(broadcast: { articleId: string; target?: BroadcastTarget }): Promise<string>;
}

/** Source: the official Java SDK; docs.zaloplatforms.com/docs/OA (article, broadcast). */
export function oaArticles(call: OaCall): OaArticles {
  const token = z.object({ token: wireId });
  const verifyArticle = async (articleToken: string) => {
    const json = { token: checkId(articleToken, 'token') };
    return (await call({ path: '/v2.0/article/verify', json, answer: z.object({ id: wireId }) })).id;
  };
  return {
    createArticle: async (article) => {
      const json = toWire(article);
      return (await call({ path: '/v2.0/article/create', json, answer: token })).token;
    },
    updateArticle: async (articleId, article) => {
      const json = { id: checkId(articleId, 'articleId'), ...toWire(article) };
      return (await call({ path: '/v2.0/article/update', json, answer: token })).token;
    },
    verifyArticle,
    awaitArticle: async (articleToken, { attempts = 10, delayMs = 3000, signal } = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        signal?.throwIfAborted();
        try {
          return await verifyArticle(articleToken);
        } catch (error) {
          const pending = error instanceof ZaloApiError && error.action === 'poll';
          if (!pending || attempt >= attempts) throw error;
        }
        await sleep(delayMs, undefined, { signal }).catch((error: unknown) => {
          signal?.throwIfAborted();
          throw error;
        });
      }
    },
    removeArticle: async (articleId) => {
      const json = { id: checkId(articleId, 'articleId') };
      await call({ path: '/v2.0/article/remove', json, answer: z.unknown() });
    },
    broadcastArticle: async ({ articleId, target = {} }) => {
      const elements = [{ media_type: 'article', attachment_id: checkId(articleId, 'articleId') }];
      const payload = { template_type: 'media', elements };
      const json = { recipient: { target }, message: { attachment: { type: 'template', payload } } };
      return (await call({ path: '/v2.0/oa/message', json, answer: z.object({ message_id: wireId }) }))
        .message_id;
    },
  };
}

function toWire(article: Article): object {
  if (article.body.length === 0) throw new RangeError('body is empty');
  return {
    type: 'normal',
    title: checkText(article.title, oaLimits.articleTitle, 'title'),
    author: checkText(article.author, oaLimits.articleAuthor, 'author'),
    cover: { cover_type: 'photo', photo_url: checkUrl(article.coverUrl, 'coverUrl'), status: 'show' },
    description: checkText(article.description, oaLimits.articleDescription, 'description'),
    body: article.body.map((part, index) =>
      part.kind === 'text'
        ? { type: 'text', content: checkText(part.content, Infinity, `body[${index}].content`) }
        : { type: 'image', url: checkUrl(part.url, `body[${index}].url`), caption: part.caption },
    ),
    status: article.visible === true ? 'show' : 'hide',
    comment: article.comments === true ? 'show' : 'hide',
  };
}
