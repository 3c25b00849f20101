import type { FastifyPluginAsync } from 'fastify';
import type { ConsoleContext } from './context.ts';
import { figuresPages } from './figures.ts';
import { isolationsPages } from './isolations.ts';
import { personLinks } from './person-links.ts';
import { personSteps } from './person-steps.ts';
import { personPages } from './person.ts';
import { personsPages } from './persons.ts';
import { todayPages } from './today.ts';

/** All pages of the console. */
export function pages(context: ConsoleContext): FastifyPluginAsync {
  return async (app) => {
    await app.register(todayPages(context));
    await app.register(personsPages(context));
    await app.register(personPages(context));
    await app.register(personSteps(context));
    await app.register(personLinks(context));
    await app.register(isolationsPages(context));
    await app.register(figuresPages(context));
  };
}
