import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import {
  addPasswordLink,
  findPasswordLink,
  takePasswordLink,
  type PasswordLink,
} from '../storage/password-links.ts';
import { accountWord, accountWords } from './account-words.ts';
import { createAddressLimit } from './address-limit.ts';
import { languageOf } from './answer-errors.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { html, type Html } from './html.ts';
import { mayGive } from './may-give.ts';
import { newPasswordError, newPasswordField } from './new-password.ts';
import { hashPassword } from './password.ts';
import { postForm } from './post-form.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo, type Making } from './show.ts';
import { theirStaff } from './their-staff.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const params = z.object({ token: z.string().max(100) });
const form = z.object({ password: z.string().max(1000) });

/** A forgotten password: an admin makes a link, and whoever has it sets a new one. */
export function passwordLinkPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now, words } = context;
  const show = createShow(context);
  const limit = createAddressLimit();

  /** Guessed, used, revoked or too old is all the same. */
  const opened = async (token: string, address: string): Promise<PasswordLink> => {
    if (!(await limit.take(address))) throw new Refusal(429);
    const link = await findPasswordLink(db, token, now());
    if (link === null) throw new Refusal(404);
    await limit.giveBack(address);
    return link;
  };

  return (app) => {
    app.post('/staff/:id/reset-password', { preHandler: only('admin') }, async (request, reply) => {
      const visitor = visitorOf(request);
      const { id, name, role, unit, disabledAt } = await theirStaff(db, request);
      // Who resets a password could sign in by it: nobody gets at more than they may give.
      if (!mayGive(visitor, role, unit.kind)) throw new Refusal(403);
      if (id === visitor.staff || disabledAt !== null) throw new Refusal(409);
      const token = await addPasswordLink(db, { staff: id, madeBy: visitor.staff }, now());
      await writeAudit(db, doer(request), { action: 'password_link_made', subject: 'staff', subjectId: id });
      const base = context.publicUrl ?? `${request.protocol}://${request.host}`;
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('password_link_title'),
        at: '/console/staff',
        body: madePart(making, name, `${base}/console/new-password/${token}`),
      }));
    });
    app.get('/new-password/:token', async (request, reply) => {
      const { token } = params.parse(request.params);
      const link = await opened(token, request.ip);
      return show(request, reply, (making) => page(making, token, link));
    });
    app.post('/new-password/:token', async (request, reply) => {
      const { token } = params.parse(request.params);
      const link = await opened(token, request.ip);
      const typed = form.safeParse(request.body);
      if (!typed.success) throw new Refusal(400);
      const { password } = typed.data;
      const t = accountWords(words(languageOf(request, context)));
      const fault = newPasswordError(t, password, link.username);
      if (fault !== undefined)
        return show(request, reply.code(422), (making) => page(making, token, link, fault));
      const taken = await takePasswordLink(db, token, await hashPassword(password), now());
      if (taken === null) throw new Refusal(404);
      const { staff, unit } = taken;
      await writeAudit(
        db,
        { staff, unit, address: request.ip },
        { action: 'password_set_by_link', subject: 'staff', subjectId: staff },
      );
      // Signing in takes the one-time code as ever, where there is one.
      return goTo(reply, '/console/sign-in', accountWord('done_password_set'));
    });
    return Promise.resolve();
  };
}

/** The link: shown now and never again. */
function madePart({ words }: Making, name: string, link: string): Html {
  const t = accountWords(words);
  return html`<h1>${t('password_link_title')}</h1>
    <p>${t('password_link_text', { name })}</p>
    <p>${textField({ name: 'link', label: t('password_link'), value: link })}</p>
    <p class="text-secondary">${t('password_link_once')}</p>
    <p><a class="btn btn-primary" href="/console/staff">${t('back_to_staff')}</a></p>`;
}

function page(
  { words, csrf }: Making,
  token: string,
  { name, username }: PasswordLink,
  error?: string,
): { title: string; body: Html } {
  const t = accountWords(words);
  return {
    title: t('new_password_title'),
    body: postForm(
      { action: `/console/new-password/${encodeURIComponent(token)}`, csrf, narrow: true },
      html`<h1>${t('new_password_title')}</h1>
        <p>${t('new_password_text', { name, username })}</p>
        ${newPasswordField(t, error)}
        <p><button class="btn btn-primary w-100">${t('new_password_set')}</button></p>`,
    ),
  };
}
