import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { takeAdvisoryStep, type AdvisoryRefusal, type AdvisoryStep } from '../broadcast/advisory.ts';
import { submitFaults } from '../broadcast/submit-faults.ts';
import { findAdvisory, stepAdvisory, type AdvisoryChanged } from '../storage/advisories.ts';
import { retryFailed } from '../storage/advisory-report.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import { idOf } from './advisories.ts';
import { staffSteps } from './advisory-step-forms.ts';
import { advisoryWord } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers, tellerOf } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const form = z.object({
  version: z.coerce.number().int().min(1),
  step: z.enum(staffSteps),
  note: z.string().trim().max(2_000).default(''),
  rate: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number().int().min(1).max(1_000).nullable(),
  ),
});

/** Why nothing was done; the words are `refused.<code>`. */
type Refused = AdvisoryRefusal | 'faults' | 'note' | 'nobody_failed';

/** What staff do about an advisory: the steps of its life cycle, and sending again what failed. */
export function advisorySteps(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const guard = { preHandler: [only('admin', 'officer', 'communications', 'viewer'), onlyTellers] };
  return (app) => {
    app.post('/advisories/:id/steps', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const { version } = asked.data;
      const step: AdvisoryStep = asked.data;
      const at = new Date(now());
      const taken = async (tx: Scoped): Promise<AdvisoryChanged | Refused> => {
        const advisory = await findAdvisory(tx, id);
        if (advisory === undefined) return 'gone';
        if (advisory.version !== version) return 'lost';
        if (step.step === 'return' && step.note === '') return 'note';
        const outcome = takeAdvisoryStep(advisory, step, tellerOf(visitor), at);
        if (!outcome.ok) return outcome.reason;
        const rules = { phrasebook: assets.phrasebook, timeZone: assets.timeZone, now: at };
        if (step.step === 'submit' && submitFaults(advisory, rules).length > 0) return 'faults';
        const changed = await stepAdvisory(tx, id, version, outcome.changes, outcome.event);
        if (changed !== 'changed') return changed;
        const about = { subject: 'advisory', subjectId: id };
        await writeAudit(tx, doer(request), { action: `advisory_${step.step}`, ...about });
        return 'changed';
      };
      const result = await asStaff(db, visitor.staff, taken);
      if (result === 'gone') throw new Refusal(404);
      if (result === 'lost') throw new Refusal(409);
      const said = result === 'changed' ? `done.${step.step}` : `refused.${result}`;
      return goTo(reply, `/console/advisories/${id}`, advisoryWord(said));
    });

    app.post('/advisories/:id/retry', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const again = await asStaff(db, visitor.staff, async (tx) => {
        if ((await findAdvisory(tx, id)) === undefined) throw new Refusal(404);
        const count = await retryFailed(tx, id);
        const about = { subject: 'advisory', subjectId: id, detail: { persons: count } };
        if (count > 0) await writeAudit(tx, doer(request), { action: 'advisory_retry', ...about });
        return count;
      });
      const said = again > 0 ? 'done.retry' : 'refused.nobody_failed';
      return goTo(reply, `/console/advisories/${id}`, advisoryWord(said));
    });
    return Promise.resolve();
  };
}
