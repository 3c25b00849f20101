import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import { findTotp, offerTotp, removeTotp, startTotp } from '../storage/staff-totp.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { accountWord, accountWords } from './account-words.ts';
import { confirmPassword } from './confirm-password.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { html, type Html } from './html.ts';
import { postForm } from './post-form.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo, type Making } from './show.ts';
import { newTotp, showTotp, totpStep } from './totp.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const confirmForm = z.object({ current: z.string().max(1000), code: z.string().max(20) });
const removeForm = confirmForm.pick({ current: true });

type Errors = Partial<Record<'current' | 'code', string>>;

/** Setting one-time codes up and giving them up. Either takes the password once more. */
export function totpPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, crypto, now, words } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer', 'communications') };

  const page = async (visitor: Visitor, making: Making, errors: Errors = {}) => {
    const { staff, username } = visitor;
    const found = await findTotp(db, staff);
    if (found === null) throw new Refusal(404);
    const t = accountWords(making.words);
    if (found.counts) return { title: t('codes_remove'), body: removePart(making, errors) };
    const { secret } = await showTotp(crypto, { staff, username, sealed: found.sealed });
    return { title: t('codes_set_up'), body: setUpPart(making, secret, errors) };
  };

  return (app) => {
    app.post('/account/totp', guard, async (request, reply) => {
      const { staff } = visitorOf(request);
      await offerTotp(db, staff, newTotp(crypto, staff));
      return reply.redirect('/console/account/totp', 303);
    });
    app.get('/account/totp', guard, (request, reply) =>
      show(request, reply, (making) => page(visitorOf(request), making)),
    );
    app.get('/account/totp.svg', guard, async (request, reply) => {
      const { staff, username } = visitorOf(request);
      const found = await findTotp(db, staff);
      // What counts already is shown to nobody again.
      if (found === null || found.counts) throw new Refusal(404);
      const { qr } = await showTotp(crypto, { staff, username, sealed: found.sealed });
      return reply.type('image/svg+xml').send(qr);
    });
    app.post('/account/totp/confirm', guard, async (request, reply) => {
      const form = confirmForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      const { staff } = visitor;
      const found = await findTotp(db, staff);
      if (found === null || found.counts) throw new Refusal(409);
      const t = accountWords(words(visitor.language));
      const step = totpStep(crypto, { staff, sealed: found.sealed }, form.data.code, now());
      const errors: Errors = step === null ? { code: t('code_wrong') } : {};
      if (step !== null && !(await confirmPassword(db, staff, form.data.current, now()))) {
        errors.current = t('current_wrong');
      }
      if (step === null || errors.current !== undefined) {
        return show(request, reply.code(422), (making) => page(visitor, making, errors));
      }
      await startTotp(db, { staff, step }, now());
      await writeAudit(db, doer(request), { action: 'totp_on' });
      return goTo(reply, '/console/account', accountWord('codes_now_on'));
    });
    app.post('/account/totp/remove', guard, async (request, reply) => {
      const form = removeForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      if (!(await confirmPassword(db, visitor.staff, form.data.current, now()))) {
        const current = accountWords(words(visitor.language))('current_wrong');
        return show(request, reply.code(422), (making) => page(visitor, making, { current }));
      }
      if (await removeTotp(db, visitor.staff)) await writeAudit(db, doer(request), { action: 'totp_off' });
      return goTo(reply, '/console/account', accountWord('codes_now_off'));
    });
    return Promise.resolve();
  };
}

function setUpPart({ words, csrf }: Making, secret: string, errors: Errors): Html {
  const t = accountWords(words);
  return html`<h1>${t('codes_set_up')}</h1>
    <ol>
      <li>${t('codes_step_app')}</li>
      <li>${t('codes_step_scan')}</li>
      <li>${t('codes_step_code')}</li>
    </ol>
    <p>
      <img class="qr" src="/console/account/totp.svg" width="232" height="232" alt="${t('codes_qr')}" />
    </p>
    <p>${t('codes_secret')} <code>${secret}</code></p>
    ${postForm(
      { action: '/console/account/totp/confirm', csrf },
      html`<p>
          ${textField({
            ...{ name: 'code', label: t('code'), required: true, autocomplete: 'one-time-code' },
            ...{ hint: t('code_hint'), error: errors.code },
          })}
        </p>
        ${currentField(t('current_password'), errors)}
        <p>
          <button class="btn btn-primary">${t('codes_confirm')}</button>
          <a class="btn" href="/console/account">${t('cancel')}</a>
        </p>`,
    )}`;
}

function removePart({ words, csrf }: Making, errors: Errors): Html {
  const t = accountWords(words);
  return html`<h1>${t('codes_remove')}</h1>
    <p>${t('codes_remove_text')}</p>
    ${postForm(
      { action: '/console/account/totp/remove', csrf },
      html`${currentField(t('current_password'), errors)}
        <p>
          <button class="btn btn-danger">${t('codes_remove')}</button>
          <a class="btn" href="/console/account">${t('cancel')}</a>
        </p>`,
    )}`;
}

const currentField = (label: string, { current: error }: Errors): Html =>
  html`<p>
    ${textField({
      ...{ name: 'current', label, type: 'password', required: true },
      ...{ autocomplete: 'current-password', error },
    })}
  </p>`;
