import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import { addInvitation, openInvitations, revokeInvitation } from '../storage/invitations.ts';
import { forgetFailures } from '../storage/sign-in-attempts.ts';
import { disableStaff, enableStaff, listStaff } from '../storage/staff.ts';
import { removeTotp } from '../storage/staff-totp.ts';
import { accountWord, accountWords } from './account-words.ts';
import type { ConsoleContext } from './context.ts';
import { mayGive } from './may-give.ts';
import { oneLine } from './one-line.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { invitedPart, invitePart, staffPart, type Invited } from './staff-parts.ts';
import { theirStaff, theirUnit } from './their-staff.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const idParams = z.object({ id: z.guid() });
const listQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const unitQuery = z.object({ unit: z.guid().optional().catch(undefined) });
const inviteForm = z.object({
  unit: z.guid(),
  name: oneLine(200),
  role: z.enum(['admin', 'officer', 'communications', 'viewer']),
});

/** Accounts on one page. */
const PAGE = 100;

/** What an admin may do to an account of their units. */
const deeds = {
  disable: { action: 'staff_disabled', act: (db, id, now) => disableStaff(db, id, now) },
  enable: { action: 'staff_enabled', act: (db, id) => enableStaff(db, id) },
  unlock: { action: 'staff_unlocked', act: (db, id) => forgetFailures(db, id) },
  'reset-totp': { action: 'totp_reset', act: (db, id) => removeTotp(db, id) },
} satisfies Record<
  string,
  { action: string; act: (db: ConsoleContext['db'], id: string, now: number) => Promise<boolean> }
>;

/** Accounts of an admin's unit and of those below it: the list, what is done to them, and invitations. */
export function staffPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin') };

  const base = (request: FastifyRequest): string =>
    context.publicUrl ?? `${request.protocol}://${request.host}`;

  return (app) => {
    app.get('/staff', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const { after } = listQuery.parse(request.query);
      const root = visitor.unit.id;
      const staff = await listStaff(db, root, { most: PAGE + 1, ...(after === undefined ? {} : { after }) });
      const invitations = await openInvitations(db, root, now());
      const next = staff.length > PAGE ? (staff[PAGE - 1]?.username ?? null) : null;
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('staff_title'),
        at: '/console/staff',
        body: staffPart(making, { staff: staff.slice(0, PAGE), invitations, next }, visitor, now()),
      }));
    });
    for (const [name, { action, act }] of Object.entries(deeds)) {
      app.post(`/staff/:id/${name}`, guard, async (request, reply) => {
        const staff = await theirStaff(db, request);
        // Nobody locks themselves out.
        if (staff.id === visitorOf(request).staff) throw new Refusal(409);
        if (await act(db, staff.id, now())) {
          await writeAudit(db, doer(request), { action, subject: 'staff', subjectId: staff.id });
        }
        return goTo(reply, '/console/staff', accountWord(`done_${action}`));
      });
    }
    app.get('/staff/invite', guard, async (request, reply) => {
      const unit = await theirUnit(
        db,
        request,
        unitQuery.parse(request.query).unit ?? visitorOf(request).unit.id,
      );
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('invite_title'),
        at: '/console/staff',
        body: invitePart(making, unit, visitorOf(request)),
      }));
    });
    app.post('/staff/invite', guard, async (request, reply) => {
      const form = inviteForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      const { name, role } = form.data;
      const unit = await theirUnit(db, request, form.data.unit);
      if (!mayGive(visitor, role, unit.kind)) throw new Refusal(403);
      if (name.length < 2) {
        return show(request, reply.code(422), (making) => {
          const t = accountWords(making.words);
          const body = invitePart(making, unit, visitor, { name, role, error: t('name_wrong') });
          return { title: t('invite_title'), at: '/console/staff', body };
        });
      }
      const invitation = { unit: unit.id, role, name, invitedBy: visitor.staff };
      const { id, token } = await addInvitation(db, invitation, now());
      await writeAudit(db, doer(request), {
        ...{ action: 'invited', subject: 'invitation', subjectId: id, detail: { role, unit: unit.id } },
      });
      const invited: Invited = { name, role, unit, link: `${base(request)}/console/invitation/${token}` };
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('invited_title'),
        at: '/console/staff',
        body: invitedPart(making, invited),
      }));
    });
    app.post('/staff/invitations/:id/revoke', guard, async (request, reply) => {
      const params = idParams.safeParse(request.params);
      if (!params.success) throw new Refusal(404);
      const { id } = params.data;
      const revoked = await revokeInvitation(db, { id, root: visitorOf(request).unit.id }, now());
      if (revoked === null) throw new Refusal(404);
      await writeAudit(db, doer(request), {
        ...{ action: 'invitation_revoked', subject: 'invitation', subjectId: id },
      });
      return goTo(reply, '/console/staff', accountWord('done_invitation_revoked'));
    });
    return Promise.resolve();
  };
}
