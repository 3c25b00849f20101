import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAdvisory, setAdvisoryBesides, type Besides, type NamedAdvisory } from '../storage/advisories.ts';
import { asStaff } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import { idOf } from './advisories.ts';
import { advisoryWord } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';
import { goTo } from './show.ts';
import { visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

/** What the pages have in common on which is chosen what an advisory sends besides plain messages. */
export function advisoryBesides({ db }: Pick<ConsoleContext, 'db'>) {
  return {
    /** The advisory of the address. @throws Refusal 404 */
    find: async (request: FastifyRequest): Promise<NamedAdvisory> => {
      const id = idOf(request);
      const advisory = await asStaff(db, visitorOf(request).staff, (tx) => findAdvisory(tx, id));
      if (advisory === undefined) throw new Refusal(404);
      return advisory;
    },

    /**
     * Keeps what was chosen for a draft, and goes back to it.
     *
     * @param detail what the audit trail says of it
     * @throws Refusal 404, 409 when it was changed meanwhile
     */
    keep: async (
      request: FastifyRequest,
      reply: FastifyReply,
      { id, version }: Pick<NamedAdvisory, 'id' | 'version'>,
      chosen: Besides,
      detail: string | boolean | null,
    ): Promise<FastifyReply> => {
      const kind = 'template' in chosen ? 'template' : 'article';
      const changed = await asStaff(db, visitorOf(request).staff, async (tx) => {
        const outcome = await setAdvisoryBesides(tx, id, version, chosen);
        const about = { subject: 'advisory', subjectId: id, detail: { [kind]: detail } };
        if (outcome === 'changed')
          await writeAudit(tx, doer(request), { action: `advisory_${kind}`, ...about });
        return outcome;
      });
      if (changed === 'gone') throw new Refusal(404);
      if (changed === 'lost') throw new Refusal(409);
      const said = changed === 'changed' ? `done.${kind}` : 'refused.not_now';
      return goTo(reply, `/console/advisories/${id}`, advisoryWord(said));
    },
  };
}
