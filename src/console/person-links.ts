import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addContact, markF, mergeAsOne } from '../follow-up/change-contacts.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { actor, writeAudit } from '../storage/audit.ts';
import { findPerson, searchPersons, type Person } from '../storage/persons.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';
import { goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const forms = {
  merge: z.object({ duplicate: z.guid() }),
  contacts: z.object({
    direction: z.enum(['met', 'met_by']),
    /** What is typed into a search field, or the address of a person's page. */
    other: z.string().trim().min(1).max(200),
    met_on: z.union([z.literal('').transform(() => null), z.iso.date()]).default(null),
  }),
  f: z.object({ f: z.enum(['computed', 'none', '0', '1', '2', '3', '4', '5']) }),
};

/** Joins persons: two records of one person, and who met whom. */
export function personLinks({ db }: ConsoleContext): FastifyPluginAsync {
  return (app) => {
    const act = <T extends z.ZodType>(
      what: keyof typeof forms,
      form: T,
      work: (tx: Scoped, person: Person, asked: z.infer<T>) => Promise<string>,
    ): void => {
      const guards = { preHandler: only('admin', 'officer') };
      app.post(`/persons/:id/${what}`, guards, async (request, reply) => {
        const asked = form.safeParse(request.body);
        const id = idOf(request);
        if (!asked.success) throw new Refusal(400);
        const visitor = visitorOf(request);
        const said = await asStaff(db, visitor.staff, async (tx) => {
          const person = await findPerson(tx, id);
          if (person === undefined) throw new Refusal(404);
          const about = { subject: 'person', subjectId: person.id };
          await writeAudit(tx, actor(visitor, request.ip), { action: `person_${what}`, ...about });
          return work(tx, person, asked.data);
        });
        return goTo(reply, `/console/persons/${id}`, said);
      });
    };
    act('merge', forms.merge, async (tx, person, { duplicate }) => {
      if (!(await mergeAsOne(tx, duplicate, person.id))) throw new Refusal(404);
      return 'done.merge';
    });
    act('contacts', forms.contacts, async (tx, person, { direction, other, met_on: metOn }) => {
      const found = await otherPerson(tx, other);
      const [one] = found.filter(({ id }) => id !== person.id);
      if (one === undefined) return 'refused.nobody_found';
      if (found.length > 1) return 'refused.several_found';
      const [source, contact] = direction === 'met' ? [person.id, one.id] : [one.id, person.id];
      await addContact(tx, { source, contact, met_on: metOn, note: '' });
      return 'done.contacts';
    });
    act('f', forms.f, async (tx, person, { f }) => {
      const status = f === 'computed' ? f : f === 'none' ? null : Number(f);
      await markF(tx, person.id, status);
      return 'done.f';
    });
    return Promise.resolve();
  };
}

function idOf(request: FastifyRequest): string {
  const asked = z.object({ id: z.guid() }).safeParse(request.params);
  if (!asked.success) throw new Refusal(404);
  return asked.data.id;
}

async function otherPerson(tx: Scoped, typed: string): Promise<Person[]> {
  const id = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.exec(typed)?.[0];
  if (id === undefined) return searchPersons(tx, typed, 3);
  const person = await findPerson(tx, id);
  return person === undefined ? [] : [person];
}
