import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { takesArticle } from '../broadcast/article.ts';
import { articleFields, articlePart, suggestedArticle } from './advisory-article-part.ts';
import { advisoryBesides } from './advisory-besides.ts';
import { advisoryWord, advisoryWords } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only } from './visitor.ts';

const line = z
  .string()
  .max(2_000)
  .default('')
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim());
const form = z.object({
  ...{ version: z.coerce.number().int().min(1), leave: z.literal('yes').optional() },
  ...{ title: line, author: line, cover: line, description: line },
});

/** The article the Official Account broadcasts about an advisory, or none. */
export function advisoryArticle(context: ConsoleContext): FastifyPluginAsync {
  const show = createShow(context);
  const { find, keep } = advisoryBesides(context);
  const guard = { preHandler: [only('admin', 'officer', 'communications'), onlyTellers] };
  return (app) => {
    app.get('/advisories/:id/article', guard, async (request, reply) => {
      const advisory = await find(request);
      const address = `/console/advisories/${advisory.id}`;
      if (advisory.status !== 'draft') return goTo(reply, address, advisoryWord('refused.not_now'));
      return show(request, reply, (making) => ({
        title: advisoryWords(making.words)('article.title'),
        at: '/console/advisories',
        body: articlePart(making, advisory, advisory.article ?? suggestedArticle(advisory), []),
      }));
    });

    app.post('/advisories/:id/article', guard, async (request, reply) => {
      const advisory = await find(request);
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const { version, leave, ...typed } = asked.data;
      const isLeft = leave === 'yes';
      const faults = isLeft
        ? []
        : articleFields.flatMap(({ name, most }) =>
            typed[name] === '' || typed[name].length > most || (name === 'cover' && !isHttps(typed.cover))
              ? [name]
              : [],
          );
      if (!isLeft && (faults.length > 0 || !takesArticle(advisory))) {
        return show(request, reply.code(422), (making) => ({
          title: advisoryWords(making.words)('article.title'),
          at: '/console/advisories',
          body: articlePart(making, advisory, typed, faults),
        }));
      }
      return keep(request, reply, { id: advisory.id, version }, { article: isLeft ? null : typed }, !isLeft);
    });
    return Promise.resolve();
  };
}

const isHttps = (address: string): boolean =>
  URL.canParse(address) && new URL(address).protocol === 'https:' && !/\s/.test(address);
