import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { actor, listAudit, writeAudit } from '../storage/audit.ts';
import { colleaguesFor, nameOfStaff } from '../storage/colleagues.ts';
import { healthLogOf } from '../storage/health-log.ts';
import { isolationEventsOf, isolationsOf } from '../storage/isolations.ts';
import { declarationsOfPerson, findPerson, householdOf, possibleDuplicates } from '../storage/persons.ts';
import { tellingsOf } from '../storage/tellings.ts';
import { eventsOfPerson, workOfPerson } from '../storage/work-items.ts';
import type { ConsoleContext } from './context.ts';
import { html } from './html.ts';
import { contactsPart } from './person-contacts.ts';
import { declarationsPart } from './person-declarations.ts';
import { factsPart, peoplePart, storyPart } from './person-facts.ts';
import { isolationPart } from './person-isolation.ts';
import { toldPart, trailPart } from './person-trail.ts';
import { workPart } from './person-work.ts';
import { Refusal } from './refusal.ts';
import { sendChart } from './send-chart.ts';
import { createShow } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { graphAround } from '../storage/contacts.ts';

const named = z.object({ id: z.guid() });

/** So much of the trail stands on the page; all of it is one link away. */
const TRAIL = 20;

/** All that is known of one person, and what is to be done about them. */
export function personPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, words } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer') };
  return (app) => {
    app.get('/persons/:id', guard, async (request, reply) => {
      const asked = named.safeParse(request.params);
      if (!asked.success) throw new Refusal(404);
      const visitor = visitorOf(request);
      const { id } = asked.data;
      const known = await asStaff(db, visitor.staff, async (tx) => {
        const person = await findPerson(tx, id);
        if (person === undefined) throw new Refusal(404);
        const isolations = await isolationsOf(tx, person.id);
        const work = await workOfPerson(tx, person.id);
        const [item] = work;
        const [running] = isolations.filter((one) => one.ended_at === null);
        const about = { subject: 'person', subjectId: person.id };
        await writeAudit(tx, actor(visitor, request.ip), { action: 'person_seen', ...about });
        return {
          person,
          isolations,
          running: running ?? null,
          isolationEvents: running === undefined ? [] : await isolationEventsOf(tx, running.id),
          log: running === undefined ? [] : await healthLogOf(tx, person.id, running.day_zero),
          declarations: await declarationsOfPerson(tx, person.id, 50),
          household: await householdOf(tx, person),
          duplicates: await possibleDuplicates(tx, person),
          work,
          assignee: item?.assigned_to == null ? null : await nameOfStaff(tx, item.assigned_to),
          colleagues: item === undefined || item.closed_at !== null ? [] : await colleaguesFor(tx, item.id),
          events: await eventsOfPerson(tx, person.id),
          told: await tellingsOf(tx, person.id),
          graph: await graphAround(tx, person.id),
        };
      });
      const about = { subject: 'person', subjectId: known.person.id };
      const trail = visitor.role === 'admin' ? await listAudit(db, visitor.staff, about, TRAIL) : null;
      const seen = { ...known, trail };
      if (seen.person.id !== id) return reply.redirect(`/console/persons/${seen.person.id}`, 303);
      return show(request, reply, ({ words: inWords, csrf }) => {
        const page = { words: inWords, csrf, assets, now: now(), visitor };
        return {
          title: seen.person.name ?? inWords.t('person.unnamed'),
          at: '/console/persons',
          body: html`${factsPart(page, seen)} ${workPart(page, seen)} ${isolationPart(page, seen)}
          ${declarationsPart(page, seen)} ${peoplePart(page, seen)} ${contactsPart(page, seen)}
          ${toldPart(page, seen)} ${storyPart(page, seen)} ${trailPart(page, seen)}`,
        };
      });
    });
    app.get('/persons/:id/temperature.svg', guard, async (request, reply) => {
      const asked = named.safeParse(request.params);
      if (!asked.success) throw new Refusal(404);
      const { id } = asked.data;
      const visitor = visitorOf(request);
      const log = await asStaff(db, visitor.staff, async (tx) => {
        if ((await findPerson(tx, id)) === undefined) throw new Refusal(404);
        const [isolation] = (await isolationsOf(tx, id)).filter((one) => one.ended_at === null);
        return healthLogOf(tx, id, isolation?.day_zero ?? '2020-01-01');
      });
      const { t, day } = words(visitor.language);
      return sendChart(reply, {
        kind: 'line',
        names: log.map((note) => `${day(note.day).slice(0, 5)} ${t(`part.${note.part}`)}`),
        series: [{ name: t('isolation.temperature'), values: log.map((note) => note.temperature) }],
        range: [35, 41],
      });
    });
    return Promise.resolve();
  };
}
