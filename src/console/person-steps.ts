import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addDays, isolationFrom } from '../follow-up/isolation-days.ts';
import { takeStep, type Step } from '../follow-up/life-cycle.ts';
import { conclusionKey, tellCitizen } from '../follow-up/tell-citizen.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { actor, writeAudit } from '../storage/audit.ts';
import { colleaguesFor } from '../storage/colleagues.ts';
import { decideIsolation } from '../storage/isolations.ts';
import { findPerson } from '../storage/persons.ts';
import { changeWork, findWork, type WorkItem } from '../storage/work-items.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';
import { goTo } from './show.ts';
import { dayStart } from './day-start.ts';
import { only, visitorOf } from './visitor.ts';

const day = z.iso.date();
const text = (most: number) => z.string().trim().max(most).default('');
const common = { item: z.guid(), version: z.coerce.number().int().min(1), note: text(2_000) };

const form = z.discriminatedUnion('step', [
  z.object({
    ...common,
    step: z.enum(['take', 'begin', 'not_reached', 'visit', 'verify', 'wrong', 'duplicate']),
  }),
  z.object({ ...common, step: z.enum(['follow', 'done', 'left', 'referred', 'died', 'other', 'hand_up']) }),
  z.object({ ...common, step: z.enum(['reopen', 'note']) }),
  z.object({ ...common, step: z.literal('assign'), to: z.guid() }),
  z.object({
    ...common,
    step: z.literal('conclude'),
    conclusion: z.enum(['none', 'self_monitor', 'home', 'concentrated', 'facility']),
    day_zero: day,
    site: text(200),
    authority: text(200),
    document: text(100),
  }),
]);

const places = ['home', 'concentrated', 'facility'] as const;

/** What is done with a person's work item: one form per step, each naming the version of the item that was seen. */
export function personSteps(context: ConsoleContext): FastifyPluginAsync {
  const { db, now, assets, queues, logger } = context;
  return (app) => {
    app.post('/persons/:id/steps', { preHandler: only('admin', 'officer') }, async (request, reply) => {
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      const at = new Date(now());
      const { item, refusal } = await asStaff(db, visitor.staff, async (tx) => {
        const found = await findWork(tx, asked.data.item);
        if (found === undefined) throw new Refusal(404);
        if (asked.data.step === 'assign' && !(await isColleague(tx, found.id, asked.data.to)))
          throw new Refusal(404);
        const step = stepOf(asked.data, assets.timeZone);
        const taken = takeStep(found, step, at, visitor.staff);
        if (!taken.ok) return { item: found, refusal: taken.reason };
        const { note, version } = asked.data;
        const changed = await changeWork(tx, found.id, version, taken.changes, { ...taken.event, note });
        if (changed === 'gone') throw new Refusal(404);
        if (changed === 'another_open') return { item: found, refusal: 'another_open' };
        if (changed === 'lost') throw new Refusal(409);
        await isolate(tx, asked.data, found);
        await writeAudit(tx, actor(visitor, request.ip), {
          action: `work_${asked.data.step}`,
          subject: 'person',
          subjectId: found.person,
          detail: { item: found.id, ...(asked.data.step === 'assign' && { to: asked.data.to }) },
        });
        return { item: found, refusal: null };
      });
      const page = `/console/persons/${item.person}`;
      if (refusal !== null) return goTo(reply, page, `refused.${refusal}`);
      const told = await tellThem(request, asked.data, item);
      return goTo(reply, page, told ? `done.${asked.data.step}` : 'refused.not_told');
    });
    return Promise.resolve();
  };

  /** The citizen hears that the unit has received, and what it has concluded. False: could not be handed over. */
  async function tellThem(
    request: FastifyRequest,
    step: z.infer<typeof form>,
    item: WorkItem,
  ): Promise<boolean> {
    const { unit, staff } = visitorOf(request);
    const isFirst = (step.step === 'take' || step.step === 'begin') && item.received_at === null;
    if (!isFirst && step.step !== 'conclude') return true;
    const person = await asStaff(db, staff, (tx) => findPerson(tx, item.person));
    // Invented people have no chat.
    if (person === undefined || person.urn.startsWith('demo:')) return true;
    const about = {
      ...{ urn: person.urn, person: person.id },
      params: { unit: unit.name, ...(person.name !== null && { name: person.name }) },
    };
    try {
      if (step.step !== 'conclude') {
        await tellCitizen(queues, { ...about, id: `received-${item.id}`, key: 'received' });
        return true;
      }
      const { endsOn: until } = isolationFrom(step.day_zero);
      const [id, key] = [`concluded-${item.id}-${item.version}`, conclusionKey(step.conclusion)];
      await tellCitizen(queues, { ...about, id, key, params: { ...about.params, until } });
      return true;
    } catch (error) {
      logger.error({ event: 'tell_failed', item: item.id, error });
      return false;
    }
  }
}

const isColleague = async (tx: Scoped, item: string, staff: string): Promise<boolean> =>
  (await colleaguesFor(tx, item)).some(({ id }) => id === staff);

/** A form as a step. Following ends with the last day; health facilities decide their own end. */
function stepOf(asked: z.infer<typeof form>, timeZone: string): Step {
  if (asked.step === 'assign') return { step: 'assign', to: asked.to };
  if (asked.step !== 'conclude') return { step: asked.step };
  const { conclusion } = asked;
  if (conclusion === 'none') return { step: 'conclude', conclusion };
  const { endsOn } = isolationFrom(asked.day_zero);
  const until = dayStart(addDays(endsOn, 1), timeZone);
  return { step: 'conclude', conclusion, until };
}

/** A conclusion to isolate is a decision with a paper: who, where, from which day. */
async function isolate(tx: Scoped, asked: z.infer<typeof form>, item: WorkItem): Promise<void> {
  if (asked.step !== 'conclude') return;
  const place = places.find((one) => one === asked.conclusion);
  if (place === undefined) return;
  const { site, authority, document, day_zero: dayZero } = asked;
  if (authority === '') throw new Refusal(400);
  await decideIsolation(tx, {
    ...{ person: item.person, workItem: item.id, place, site, authority, document },
    ...isolationFrom(dayZero),
  });
}
