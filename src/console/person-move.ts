import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { actor, writeAudit } from '../storage/audit.ts';
import { findPerson, movePerson, type Person } from '../storage/persons.ts';
import type { ConsoleContext } from './context.ts';
import { movePart, placesFor } from './person-move-part.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const query = z.object({
  q: z.string().trim().max(120).catch(''),
  /** A place whose inside is looked at. */
  in: z.string().max(10).optional().catch(undefined),
});
const form = z.object({
  place: z.string().min(1).max(10),
  line: z.string().trim().max(200).default(''),
  note: z.string().trim().max(2_000).default(''),
});

/** Somebody lives elsewhere: the place is looked for by name, chosen, and whoever looks after it has them from then on. */
export function personMove(context: ConsoleContext): FastifyPluginAsync {
  const { db, assets } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer') };
  return (app) => {
    app.get('/persons/:id/move', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const { q, in: inside } = query.parse(request.query);
      const person = await asStaff(db, visitor.staff, async (tx) => {
        const found = await personOf(tx, request);
        const about = { subject: 'person', subjectId: found.id };
        await writeAudit(tx, actor(visitor, request.ip), { action: 'person_seen', ...about });
        return found;
      });
      const places = placesFor(q, inside, visitor.unit.areaPath[0] ?? assets.homeArea, assets.areas);
      return show(request, reply, ({ words, csrf }) => ({
        title: words.t('move.title'),
        at: '/console/persons',
        body: movePart({ words, csrf, assets, person, q, inside, places }),
      }));
    });
    app.post('/persons/:id/move', guard, async (request, reply) => {
      const asked = form.safeParse(request.body);
      const to = asked.success ? assets.areas.find(asked.data.place) : undefined;
      if (!asked.success || to === undefined) throw new Refusal(400);
      const { line, note } = asked.data;
      const above = assets.areas.ancestors(to.code).map(({ code }) => code);
      const path = [...above.reverse(), to.code];
      const visitor = visitorOf(request);
      const { id, isSame, isSeen } = await asStaff(db, visitor.staff, async (tx) => {
        const person = await personOf(tx, request);
        const same = person.area_path.join() === path.join();
        if (same) return { id: person.id, isSame: true, isSeen: true };
        const place = { version: assets.adminVersion, path, line: line === '' ? null : line };
        if (!(await movePerson(tx, person.id, place, note))) throw new Refusal(404);
        await writeAudit(tx, actor(visitor, request.ip), {
          ...{ action: 'person_move', subject: 'person', subjectId: person.id },
          detail: { from: person.area_path.at(-1) ?? null, to: to.code },
        });
        const after = await findPerson(tx, person.id);
        return { id: person.id, isSame: false, isSeen: after !== undefined };
      });
      if (isSame) return goTo(reply, `/console/persons/${id}/move`, 'refused.same_place');
      // Whoever is above both places still looks after them.
      return isSeen
        ? goTo(reply, `/console/persons/${id}`, 'done.moved')
        : goTo(reply, '/console/', 'done.moved_away');
    });
    return Promise.resolve();
  };
}

async function personOf(tx: Scoped, request: FastifyRequest): Promise<Person> {
  const asked = z.object({ id: z.guid() }).safeParse(request.params);
  const person = asked.success ? await findPerson(tx, asked.data.id) : undefined;
  if (person === undefined) throw new Refusal(404);
  return person;
}
