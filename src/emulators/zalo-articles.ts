import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keepNewest } from './keep-newest.ts';
import { randomHex } from './random-id.ts';
import { jsonBody, type ZaloCalls } from './zalo-calls.ts';
import { readAs } from './zalo-read.ts';
import { refusals } from './zalo-refusal.ts';

const show = z.enum(['show', 'hide']);
const address = z.string().regex(/^https?:\/\/\S+$/u);
const article = z.object({
  type: z.literal('normal'),
  title: z.string().min(1).max(150),
  author: z.string().min(1).max(50),
  cover: z.object({ cover_type: z.literal('photo'), photo_url: address, status: show }),
  description: z.string().min(1).max(300),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('text'), content: z.string().min(1) }),
        z.object({ type: z.literal('image'), url: address, caption: z.string().optional() }),
        z.object({ type: z.literal('video'), url: address, thumb: address }),
        z.object({ type: z.literal('product'), id: z.string().min(1) }),
      ]),
    )
    .min(1),
  status: show.default('hide'),
  comment: show.default('hide'),
});
export type ZaloArticle = z.infer<typeof article>;

/**
 * Articles are made in two steps: `create` gives a token, `verify` gives the id once the article is made. How long that
 * takes, the forms of tokens and ids, and that a token may be verified again are our choice; videos are left out.
 * Sources: the paths of the official Java SDK; docs.zaloplatforms.com/docs/OA (article)
 */
export function createZaloArticles(now: () => number, makingMs: number) {
  const inWork = new Map<string, { id: string; article: ZaloArticle; readyAt: number }>();
  const made = new Map<string, ZaloArticle>();

  function make(id: string, body: unknown): object {
    const token = randomHex(40);
    inWork.set(token, { id, article: readAs(article, body), readyAt: now() + makingMs });
    keepNewest(inWork, 1_000);
    return { token };
  }

  /** The article of an id, or the refusal that names the field it was asked for in. */
  function find(id: string, field: string): ZaloArticle {
    const found = made.get(id);
    if (found === undefined) throw refusals.invalid(field);
    return found;
  }

  return {
    find,
    create: (body: unknown) => make(randomHex(20), body),
    verify(body: unknown): object {
      const work = inWork.get(readAs(z.object({ token: z.string() }), body).token);
      if (work === undefined) throw refusals.invalid('token');
      if (now() < work.readyAt) throw refusals.articleInWork();
      made.set(work.id, work.article);
      keepNewest(made, 1_000);
      return { id: work.id };
    },
    update(body: unknown): object {
      const { id } = readAs(named, body);
      find(id, 'id');
      return make(id, body);
    },
    remove(body: unknown): object {
      const { id } = readAs(named, body);
      find(id, 'id');
      made.delete(id);
      return {};
    },
  };
}

const named = z.object({ id: z.string() });

export type ZaloArticles = ReturnType<typeof createZaloArticles>;

export function addZaloArticles(app: FastifyInstance, calls: ZaloCalls, articles: ZaloArticles): void {
  for (const name of ['create', 'verify', 'update', 'remove'] as const) {
    app.post(
      `/v2.0/article/${name}`,
      calls('article', (request) => articles[name](jsonBody(request))),
    );
  }
}
