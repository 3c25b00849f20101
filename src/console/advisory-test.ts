import type { FastifyPluginAsync } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { submitFaults } from '../broadcast/submit-faults.ts';
import { findAdvisory, noteAdvisory } from '../storage/advisories.ts';
import { asStaff } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import { staffChatsOf } from '../storage/staff-chats.ts';
import { idOf } from './advisories.ts';
import { isTried } from './advisory-test-part.ts';
import { advisoryWord } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

/** Tests an account may send in one process. */
export const TEST_LIMIT = { tests: 10, minutes: 10 };

const form = z.object({ channel: z.string().max(20) });

/** An advisory tried on oneself: sent to a chat the visitor has shown to be theirs, and to nobody else. */
export function advisoryTest(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, sendTest } = context;
  const guard = { preHandler: [only('admin', 'officer', 'communications'), onlyTellers] };
  const limiter = new RateLimiterMemory({ points: TEST_LIMIT.tests, duration: TEST_LIMIT.minutes * 60 });
  const isTooMany = (staff: string): Promise<boolean> =>
    limiter.consume(staff).then(
      () => false,
      (error: unknown) => {
        if (error instanceof RateLimiterRes) return true;
        throw error;
      },
    );

  return (app) => {
    app.post('/advisories/:id/test', guard, async (request, reply) => {
      const id = idOf(request);
      const { staff } = visitorOf(request);
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const { channel } = asked.data;
      const back = (key: string) => goTo(reply, `/console/advisories/${id}`, advisoryWord(key));
      const advisory = await asStaff(db, staff, (tx) => findAdvisory(tx, id));
      if (advisory === undefined) throw new Refusal(404);
      if (!isTried(advisory)) return back('refused.not_now');
      const rules = { phrasebook: assets.phrasebook, timeZone: assets.timeZone, now: new Date(now()) };
      const unfit = ['no_text', 'too_long', 'bad_link', 'picture_unreachable'];
      if (submitFaults(advisory, rules).some(({ code }) => unfit.includes(code)))
        return back('refused.faults');
      const chat = (await staffChatsOf(db, staff)).find((one) => one.channel === channel);
      if (chat === undefined) return back('refused.no_chat');
      if (await isTooMany(staff)) return back('refused.too_many_tests');
      const about = { subject: 'advisory', subjectId: id, detail: { channel } };
      await writeAudit(db, doer(request), { action: 'advisory_test', ...about });
      const outcome = await sendTest(advisory, chat);
      await asStaff(db, staff, (tx) => noteAdvisory(tx, id, 'test', `${channel} ${outcome}`));
      return back(outcome === 'sent' ? 'done.test' : 'refused.test');
    });
    return Promise.resolve();
  };
}
