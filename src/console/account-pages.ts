import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addApiToken, apiTokensOf, revokeApiToken } from '../storage/api-tokens.ts';
import { writeAudit } from '../storage/audit.ts';
import { staffChatsOf } from '../storage/staff-chats.ts';
import { endOtherSessions, endSession, sessionsOf } from '../storage/staff-sessions.ts';
import { setPassword } from '../storage/staff.ts';
import {
  aboutPart,
  codesPart,
  passwordPart,
  sessionsPart,
  tokenMadePart,
  tokensPart,
  type Errors,
} from './account-parts.ts';
import { accountWord, accountWords } from './account-words.ts';
import { chatsPart } from './chat-parts.ts';
import { confirmPassword } from './confirm-password.ts';
import type { ConsoleContext } from './context.ts';
import { html, nothing } from './html.ts';
import { visitorTells } from './may-tell.ts';
import { newPasswordError } from './new-password.ts';
import { hashPassword } from './password.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo, type Making } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const passwordForm = z.object({ current: z.string().max(1000), password: z.string().max(1000) });
const tokenForm = z.object({
  name: z.string().trim().min(1).max(100),
  days: z.coerce.number().int().min(1).max(365),
});
const idParams = z.object({ id: z.guid() });

/** One's own account: password, one-time codes, sessions, and tokens for other systems. */
export function accountPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer', 'communications') };

  const page = async (request: FastifyRequest, making: Making, errors: Errors = {}) => {
    const visitor = visitorOf(request);
    const sessions = await sessionsOf(db, visitor.staff, now());
    const chats = visitorTells(visitor) ? chatsPart(making, await staffChatsOf(db, visitor.staff)) : nothing;
    const tokens = await apiTokensOf(db, visitor.staff, now());
    return {
      title: accountWords(making.words)('account_title'),
      body: html`<h1>${accountWords(making.words)('account_title')}</h1>
        ${aboutPart(making, visitor)} ${passwordPart(making, visitor, errors)} ${codesPart(making, visitor)}
        ${chats} ${sessionsPart(making, visitor, sessions)} ${tokensPart(making, tokens, errors)}`,
    };
  };
  const idOf = (request: FastifyRequest): string => {
    const params = idParams.safeParse(request.params);
    if (!params.success) throw new Refusal(404);
    return params.data.id;
  };

  return (app) => {
    app.get('/account', guard, (request, reply) => show(request, reply, (making) => page(request, making)));
    app.post('/account/password', guard, async (request, reply) => {
      const form = passwordForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      const { current, password } = form.data;
      const t = accountWords(context.words(visitor.language));
      const fault = newPasswordError(t, password, visitor.username);
      const errors: Errors = fault === undefined ? {} : { password: fault };
      if (fault === undefined && !(await confirmPassword(db, visitor.staff, current, now()))) {
        errors.current = t('current_wrong');
        await writeAudit(db, doer(request), { action: 'password_not_changed' });
      }
      if (Object.keys(errors).length > 0) {
        return show(request, reply.code(422), (making) => page(request, making, errors));
      }
      await setPassword(db, visitor.staff, await hashPassword(password));
      await endOtherSessions(db, visitor, now());
      await writeAudit(db, doer(request), { action: 'password_changed' });
      return goTo(reply, '/console/account', accountWord('password_changed'));
    });
    app.post('/account/sessions/:id/end', guard, async (request, reply) => {
      const { staff } = visitorOf(request);
      const session = idOf(request);
      if (!(await endSession(db, { staff, session }, now()))) throw new Refusal(404);
      await writeAudit(db, doer(request), {
        action: 'session_ended',
        subject: 'session',
        subjectId: session,
      });
      return goTo(reply, '/console/account', accountWord('session_ended'));
    });
    app.post('/account/sessions/end-others', guard, async (request, reply) => {
      const count = await endOtherSessions(db, visitorOf(request), now());
      await writeAudit(db, doer(request), { action: 'sessions_ended', detail: { count } });
      return goTo(reply, '/console/account', accountWord('sessions_ended'));
    });
    app.post('/account/tokens', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const form = tokenForm.safeParse(request.body);
      if (!form.success) {
        const t = accountWords(context.words(visitor.language));
        return show(request, reply.code(422), (making) =>
          page(request, making, { name: t('token_name_wrong') }),
        );
      }
      const { id, token } = await addApiToken(db, { staff: visitor.staff, ...form.data }, now());
      await writeAudit(db, doer(request), {
        ...{ action: 'token_made', subject: 'api_token', subjectId: id, detail: { days: form.data.days } },
      });
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('token_made'),
        body: tokenMadePart(making, form.data.name, token),
      }));
    });
    app.post('/account/tokens/:id/revoke', guard, async (request, reply) => {
      const { staff } = visitorOf(request);
      const id = idOf(request);
      if (!(await revokeApiToken(db, { staff, id }, now()))) throw new Refusal(404);
      await writeAudit(db, doer(request), { action: 'token_revoked', subject: 'api_token', subjectId: id });
      return goTo(reply, '/console/account', accountWord('token_revoked'));
    });
    return Promise.resolve();
  };
}
