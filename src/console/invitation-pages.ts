import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import { acceptInvitation, findInvitation, type Invitation } from '../storage/invitations.ts';
import { openSession } from '../storage/staff-sessions.ts';
import { findUnit } from '../storage/units.ts';
import { accountWord, accountWords } from './account-words.ts';
import { createAddressLimit } from './address-limit.ts';
import { languageOf } from './answer-errors.ts';
import { homeOf } from './come-back.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { html, type Html } from './html.ts';
import { newPasswordError, newPasswordField } from './new-password.ts';
import { hashPassword } from './password.ts';
import { postForm } from './post-form.ts';
import { Refusal } from './refusal.ts';
import { keepSession } from './session-cookie.ts';
import { createShow, goTo, type Making } from './show.ts';
import { isUsername } from './username.ts';
import { whence } from './whence.ts';

const params = z.object({ token: z.string().max(100) });
const form = z.object({
  username: z.string().trim().toLowerCase().max(100),
  password: z.string().max(1000),
});

type Errors = Partial<Record<'username' | 'password', string>>;

/** Taking up an invitation: a name to sign in with, a password, and the account is there. */
export function invitationPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now, words } = context;
  const show = createShow(context);
  const limit = createAddressLimit();

  /** Guessed, used, revoked or too old is all the same. */
  const invited = async (token: string, address: string): Promise<Invitation> => {
    if (!(await limit.take(address))) throw new Refusal(429);
    const invitation = await findInvitation(db, token, now());
    if (invitation === null) throw new Refusal(404);
    await limit.giveBack(address);
    return invitation;
  };

  return (app) => {
    app.get('/invitation/:token', async (request, reply) => {
      const { token } = params.parse(request.params);
      const invitation = await invited(token, request.ip);
      return show(request, reply, (making) => page(making, token, invitation));
    });
    app.post('/invitation/:token', async (request, reply) => {
      const { token } = params.parse(request.params);
      const invitation = await invited(token, request.ip);
      const typed = form.safeParse(request.body);
      if (!typed.success) throw new Refusal(400);
      const { username, password } = typed.data;
      const language = languageOf(request, context) === 'en' ? 'en' : 'vi';
      const t = accountWords(words(language));
      const errors: Errors = {};
      if (!isUsername(username)) errors.username = t('username_wrong');
      const fault = newPasswordError(t, password, username);
      if (fault !== undefined) errors.password = fault;
      const again = () =>
        show(request, reply.code(422), (making) => page(making, token, invitation, username, errors));
      if (Object.keys(errors).length > 0) return again();
      const account = { username, password: await hashPassword(password), language } as const;
      const made = await acceptInvitation(db, token, account, now());
      if (made === 'gone') throw new Refusal(404);
      if (made === 'taken') {
        errors.username = t('username_taken');
        return again();
      }
      const unit = await findUnit(db, invitation.unit);
      const by = { staff: made.staff, unit, address: request.ip };
      await writeAudit(db, by, {
        ...{ action: 'invitation_accepted', subject: 'invitation', subjectId: invitation.id },
        detail: { role: invitation.role },
      });
      keepSession(reply, await openSession(db, { staff: made.staff, ...whence(request) }, now()), context);
      return goTo(reply, homeOf(invitation.role), accountWord('welcome'));
    });
    return Promise.resolve();
  };
}

function page(
  { words, csrf }: Making,
  token: string,
  { name, role, unitName }: Invitation,
  username = '',
  errors: Errors = {},
): { title: string; body: Html } {
  const t = accountWords(words);
  return {
    title: t('invitation_title'),
    body: postForm(
      { action: `/console/invitation/${encodeURIComponent(token)}`, csrf, narrow: true },
      html`<h1>${t('invitation_title')}</h1>
        <p>${t('invitation_text', { name, role: t(`role_${role}`), unit: unitName })}</p>
        <p>
          ${textField({
            ...{ name: 'username', label: t('username'), required: true, value: username },
            ...{ autocomplete: 'username', hint: t('username_hint'), error: errors.username },
          })}
        </p>
        ${newPasswordField(t, errors.password)}
        <p><button class="btn btn-primary w-100">${t('invitation_accept')}</button></p>`,
    ),
  };
}
