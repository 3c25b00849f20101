import type { FastifyPluginAsync } from 'fastify';
import { apiPages } from './api.ts';
import type { ConsoleContext } from './context.ts';
import { figuresPages } from './figures.ts';
import { dailyPages } from './daily-pages.ts';
import { exportsPages } from './exports.ts';
import { populationPages } from './population.ts';
import { todayPages } from './today.ts';

/** All pages of the console. */
export function pages(context: ConsoleContext): FastifyPluginAsync {
  return async (app) => {
    await app.register(todayPages(context));
    await app.register(figuresPages(context));
    await app.register(exportsPages(context));
    await app.register(dailyPages(context));
    await app.register(populationPages(context));
    await app.register(apiPages(context), { prefix: '/api/v1' });
  };
}
