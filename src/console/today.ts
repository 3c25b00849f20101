import type { FastifyPluginAsync } from 'fastify';
import type { ConsoleContext } from './context.ts';
import { html } from './html.ts';
import { createShow } from './show.ts';
import { only } from './visitor.ts';

/** What a health unit has to do today. */
export function todayPages(context: ConsoleContext): FastifyPluginAsync {
  const show = createShow(context);
  return (app) => {
    app.get('/', { preHandler: only('admin', 'officer', 'viewer') }, (request, reply) =>
      show(request, reply, ({ words: { t } }) => ({
        title: t('today.title'),
        at: '/console/',
        body: html`<h1>${t('today.title')}</h1>`,
      })),
    );
    return Promise.resolve();
  };
}
