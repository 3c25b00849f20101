import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayAt } from '../dialogue/calendar.ts';
import { extendedBy } from '../follow-up/isolation-days.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { actor, writeAudit } from '../storage/audit.ts';
import { countIsolations } from '../storage/count-isolations.ts';
import { addHealthNote } from '../storage/health-log.ts';
import {
  breachIsolation,
  certificateOf,
  endIsolation,
  extendIsolation,
  findIsolation,
} from '../storage/isolations.ts';
import { listIsolations } from '../storage/list-isolations.ts';
import { areaOf } from './area-of.ts';
import { certificatePart } from './certificate-part.ts';
import type { ConsoleContext } from './context.ts';
import { isolationsPart } from './isolations-part.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const text = z.string().trim().max(2_000).default('');
const many = z.preprocess(
  (value): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().regex(/^[a-z_]{1,40}$/)).max(30),
);
const forms = {
  log: z.object({
    day: z.iso.date(),
    part: z.enum(['morning', 'afternoon']),
    temperature: z.union([z.literal('').transform(() => null), z.coerce.number().min(30).max(45)]),
    source: z.enum(['phone', 'visit']),
    symptoms: many,
  }),
  extend: z.object({ days: z.coerce.number().int().min(1).max(28), note: text }),
  breach: z.object({ note: text.pipe(z.string().min(1)) }),
  end: z.object({ ending: z.enum(['completed', 'moved', 'referred', 'died', 'cancelled']), note: text }),
};
const query = z.object({
  area: z.string().max(10).optional(),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

/** Who is in isolation in one's area, on which day, and what is decided about it. */
export function isolationsPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer') };

  const idOf = (request: FastifyRequest): string => {
    const asked = z.object({ id: z.guid() }).safeParse(request.params);
    if (!asked.success) throw new Refusal(404);
    return asked.data.id;
  };

  return (app) => {
    app.get('/isolations', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const asked = query.parse(request.query);
      const area = areaOf(asked.area, visitor, assets);
      const today = dayAt(now(), assets.timeZone);
      const found = await asStaff(db, visitor.staff, async (tx) => ({
        rows: await listIsolations(tx, area.path, { limit: PAGE + 1, offset: asked.page * PAGE }),
        counts: await countIsolations(tx, area.path, today, assets.timeZone),
      }));
      return show(request, reply, ({ words }) => ({
        title: words.t('isolation.list'),
        at: '/console/isolations',
        body: isolationsPart(words, { ...found, area, today, page: asked.page, limit: PAGE }, assets),
      }));
    });
    app.get('/isolations/:id/certificate', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const certificate = await asStaff(db, visitor.staff, async (tx) => {
        const found = await certificateOf(tx, idOf(request));
        if (found === undefined) throw new Refusal(404);
        const about = { subject: 'person', subjectId: found.person };
        await writeAudit(tx, actor(visitor, request.ip), { action: 'certificate_seen', ...about });
        return found;
      });
      return show(request, reply, ({ words }) => ({
        title: words.t('certificate.title'),
        body: certificatePart(words, certificate, visitor.unit.name),
      }));
    });

    const act = <T extends z.ZodType>(
      what: keyof typeof forms,
      form: T,
      work: (tx: Scoped, id: string, person: string, asked: z.infer<T>) => Promise<boolean>,
    ): void => {
      const guards = { preHandler: only('admin', 'officer') };
      app.post(`/isolations/:id/${what}`, guards, async (request, reply) => {
        const asked = form.safeParse(request.body);
        if (!asked.success) throw new Refusal(400);
        const visitor = visitorOf(request);
        const person = await asStaff(db, visitor.staff, async (tx) => {
          const isolation = await findIsolation(tx, idOf(request));
          if (isolation === undefined) throw new Refusal(404);
          if (!(await work(tx, isolation.id, isolation.person, asked.data))) throw new Refusal(409);
          const about = { subject: 'person', subjectId: isolation.person };
          await writeAudit(tx, actor(visitor, request.ip), { action: `isolation_${what}`, ...about });
          return isolation.person;
        });
        return goTo(reply, `/console/persons/${person}`, `done.isolation_${what}`);
      });
    };
    act('log', forms.log, async (tx, _id, person, asked) => {
      await addHealthNote(tx, { person, ...asked });
      return true;
    });
    act('extend', forms.extend, async (tx, id, _person, { days, note }) => {
      const isolation = await findIsolation(tx, id);
      if (isolation === undefined) return false;
      const period = { dayZero: isolation.day_zero, endsOn: isolation.ends_on };
      return extendIsolation(tx, id, extendedBy(period, days), note);
    });
    act('breach', forms.breach, (tx, id, _person, { note }) => breachIsolation(tx, id, note));
    act('end', forms.end, (tx, id, _person, { ending, note }) => endIsolation(tx, id, ending, note));
    return Promise.resolve();
  };
}

const PAGE = 50;
