import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../storage/audit.ts';
import { endSession, findVisitor } from '../storage/staff-sessions.ts';
import { setLanguage } from '../storage/staff.ts';
import { accountWords } from './account-words.ts';
import { createAddressLimit } from './address-limit.ts';
import { comeBack, homeOf } from './come-back.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { postForm } from './post-form.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo, type Making } from './show.ts';
import { signIn, signInWithCode, type SignIn } from './sign-in.ts';
import { forgetSession, keepSession } from './session-cookie.ts';
import { doer, whence } from './whence.ts';

const nextOf = z.object({ next: z.string().max(2000).optional().catch(undefined) });
const passwordForm = nextOf.extend({
  username: z.string().trim().max(100),
  password: z.string().max(1000),
});
const codeForm = nextOf.extend({ code: z.string().max(20) });
const languageForm = z.object({ language: z.enum(['vi', 'en']) });

/** Longer than a code may take, in seconds. */
const PENDING_AGE = 600;

/** Signing in and out, and the language of the pages. */
export function signInPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, crypto, logger, now, secure } = context;
  const signing = { db, crypto, logger, limit: createAddressLimit() };
  const show = createShow(context);
  const pendingCookie = secure ? '__Secure-ncovi-code' : 'ncovi-code';
  const pendingPlace = { path: '/console/sign-in', httpOnly: true, sameSite: 'strict', secure } as const;

  const goOn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    done: SignIn,
    next: string | undefined,
    again: (making: Making, error: string) => Html,
  ): Promise<FastifyReply> => {
    if (done.outcome === 'code') {
      reply.setCookie(pendingCookie, done.pending, { ...pendingPlace, maxAge: PENDING_AGE });
      const to = comeBack(next);
      return reply.redirect(
        `/console/sign-in/code${to === null ? '' : `?next=${encodeURIComponent(to)}`}`,
        303,
      );
    }
    if (done.outcome === 'in') {
      reply.clearCookie(pendingCookie, pendingPlace);
      // What the browser brought along ends: nobody who knows it is signed in with it.
      if (request.visitor !== null) await endSession(db, request.visitor, now());
      keepSession(reply, done.token, context);
      const visitor = await findVisitor(db, done.token, now());
      return reply.redirect(comeBack(next) ?? homeOf(visitor?.role ?? 'viewer'), 303);
    }
    reply.code(done.outcome === 'slow' ? 429 : 401);
    return show(request, reply, (making) => {
      const t = accountWords(making.words);
      return { title: t('sign_in_title'), body: again(making, t('sign_in_refused')) };
    });
  };

  return (app) => {
    app.get('/sign-in', (request, reply) => {
      const { next } = nextOf.parse(request.query);
      if (request.visitor !== null)
        return reply.redirect(comeBack(next) ?? homeOf(request.visitor.role), 303);
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('sign_in_title'),
        body: passwordPart(making, { next }),
      }));
    });
    app.post('/sign-in', async (request, reply) => {
      const form = passwordForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const { next, username, password } = form.data;
      const done = await signIn(signing, { username, password, ...whence(request) }, now());
      return goOn(request, reply, done, next, (making, error) =>
        passwordPart(making, { next, username, error }),
      );
    });
    app.get('/sign-in/code', (request, reply) => {
      const { next } = nextOf.parse(request.query);
      if (request.cookies[pendingCookie] === undefined) return reply.redirect('/console/sign-in', 303);
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('code_title'),
        body: codePart(making, { next }),
      }));
    });
    app.post('/sign-in/code', async (request, reply) => {
      const form = codeForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const { next, code } = form.data;
      const pending = request.cookies[pendingCookie] ?? '';
      const done = await signInWithCode(signing, { pending, code, ...whence(request) }, now());
      return goOn(request, reply, done, next, (making, error) => codePart(making, { next, error }));
    });
    app.post('/sign-out', async (request, reply) => {
      const { visitor } = request;
      if (visitor !== null) {
        await endSession(db, visitor, now());
        await writeAudit(db, doer(request), { action: 'signed_out' });
      }
      forgetSession(reply, context);
      return goTo(reply, '/console/sign-in', 'console-accounts:signed_out');
    });
    app.post('/language', async (request, reply) => {
      const form = languageForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const { language } = form.data;
      if (request.visitor !== null) await setLanguage(db, request.visitor.staff, language);
      const age = 365 * 86_400;
      reply.setCookie('ncovi-language', language, {
        ...{ path: '/console', httpOnly: true, sameSite: 'lax', secure, maxAge: age },
      });
      return reply.redirect(backOf(request), 303);
    });
    return Promise.resolve();
  };
}

/** The page a form was on. */
function backOf(request: FastifyRequest): string {
  const from = URL.parse(request.headers.referer ?? '');
  const isOurs = from !== null && from.host === request.headers.host;
  return (isOurs ? comeBack(from.pathname + from.search) : null) ?? '/console/sign-in';
}

function passwordPart(
  { words, csrf }: Making,
  { next, username = '', error }: { next: string | undefined; username?: string; error?: string },
): Html {
  const t = accountWords(words);
  return html`${postForm(
    { action: '/console/sign-in', csrf, narrow: true },
    html`<h1>${t('sign_in_title')}</h1>
      ${errorPart(error)} ${hiddenNext(next)}
      <p>
        ${textField({ name: 'username', label: t('username'), value: username, required: true, autocomplete: 'username' })}
      </p>
      <p>
        ${textField({
          ...{ name: 'password', label: t('password'), type: 'password', required: true },
          autocomplete: 'current-password',
        })}
      </p>
      <p><button class="btn btn-primary w-100">${t('sign_in')}</button></p>
      <p class="text-secondary">${t('sign_in_help')}</p>`,
  )}
  ${languagePart(words.language, csrf, words.t)}`;
}

function codePart(
  { words, csrf }: Making,
  { next, error }: { next: string | undefined; error?: string },
): Html {
  const t = accountWords(words);
  return postForm(
    { action: '/console/sign-in/code', csrf, narrow: true },
    html`<h1>${t('code_title')}</h1>
      ${errorPart(error)} ${hiddenNext(next)}
      <p>
        ${textField({
          ...{ name: 'code', label: t('code'), required: true },
          ...{ autocomplete: 'one-time-code', hint: t('code_hint') },
        })}
      </p>
      <p><button class="btn btn-primary w-100">${t('sign_in')}</button></p>
      <p><a href="/console/sign-in">${t('code_again')}</a></p>`,
  );
}

function languagePart(language: 'vi' | 'en', csrf: string, t: (key: string) => string): Html {
  const other = language === 'vi' ? 'en' : 'vi';
  return postForm(
    { action: '/console/language', csrf, narrow: true },
    html`<button class="btn btn-sm" name="language" value="${other}" lang="${other}">
      ${t(`language.${other}`)}
    </button>`,
  );
}

const errorPart = (error: string | undefined): Html =>
  error === undefined ? nothing : html`<p class="alert alert-danger" role="alert">${error}</p>`;

const hiddenNext = (next: string | undefined): Html => {
  const to = comeBack(next);
  return to === null ? nothing : html`<input type="hidden" name="next" value="${to}" />`;
};
