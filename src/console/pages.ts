import type { FastifyPluginAsync } from 'fastify';
import { apiPages } from './api.ts';
import type { ConsoleContext } from './context.ts';
import { accountPages } from './account-pages.ts';
import { auditPages } from './audit-pages.ts';
import { advisoriesPages } from './advisories.ts';
import { advisoryPages } from './advisory-page.ts';
import { advisorySteps } from './advisory-steps.ts';
import { figuresPages } from './figures.ts';
import { invitationPages } from './invitation-pages.ts';
import { isolationsPages } from './isolations.ts';
import { personLinks } from './person-links.ts';
import { personMove } from './person-move.ts';
import { personSteps } from './person-steps.ts';
import { personPages } from './person.ts';
import { personsPages } from './persons.ts';
import { signInPages } from './sign-in-pages.ts';
import { staffPages } from './staff-pages.ts';
import { dailyPages } from './daily-pages.ts';
import { exportsPages } from './exports.ts';
import { populationPages } from './population.ts';
import { todayPages } from './today.ts';
import { totpPages } from './totp-pages.ts';
import { urgingPages } from './urging.ts';
import { unitsPages } from './units-pages.ts';

/** All pages of the console. */
export function pages(context: ConsoleContext): FastifyPluginAsync {
  return async (app) => {
    await app.register(signInPages(context));
    await app.register(accountPages(context));
    await app.register(totpPages(context));
    await app.register(invitationPages(context));
    await app.register(staffPages(context));
    await app.register(unitsPages(context));
    await app.register(auditPages(context));
    await app.register(todayPages(context));
    await app.register(personsPages(context));
    await app.register(personPages(context));
    await app.register(personSteps(context));
    await app.register(personLinks(context));
    await app.register(personMove(context));
    await app.register(isolationsPages(context));
    await app.register(figuresPages(context));
    await app.register(urgingPages(context));
    await app.register(advisoriesPages(context));
    await app.register(advisoryPages(context));
    await app.register(advisorySteps(context));
    await app.register(exportsPages(context));
    await app.register(dailyPages(context));
    await app.register(populationPages(context));
    await app.register(apiPages(context), { prefix: '/api/v1' });
  };
}
