import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { writeAudit, listAudit } from '../storage/audit.ts';
import { auditLines } from './audit-lines.ts';
import { accountWords } from './account-words.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { createShow, type Making } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const ask = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const query = z.object({
  username: ask(z.string().trim().min(1).max(100)),
  subject: ask(z.string().trim().min(1).max(100)),
  day: ask(z.iso.date()),
  before: ask(z.string().regex(/^\d{1,18}$/)),
});
type Query = z.infer<typeof query>;

/** Lines on one page. */
const PAGE = 50;

/** Who saw and did what in an admin's area. That somebody looked is written down as well. */
export function auditPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, assets } = context;
  const show = createShow(context);
  return (app) => {
    app.get('/audit', { preHandler: only('admin') }, async (request, reply) => {
      const asked = query.parse(request.query);
      const { username, subject, day, before } = asked;
      const lines = await listAudit(
        db,
        visitorOf(request).staff,
        {
          ...(username === undefined ? {} : { username }),
          ...(subject === undefined ? {} : { subjectId: subject }),
          ...(day === undefined ? {} : { day: { date: day, timeZone: assets.timeZone } }),
          ...(before === undefined ? {} : { before }),
        },
        PAGE + 1,
      );
      await writeAudit(db, doer(request), {
        action: 'audit_seen',
        detail: {
          filters: Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : name)),
        },
      });
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('audit_title'),
        at: '/console/audit',
        body: html`<h1>${accountWords(making.words)('audit_title')}</h1>
          ${filterPart(making, asked)} ${auditLines(making.words, assets, lines.slice(0, PAGE))}
          ${lines.length > PAGE ? olderPart(making, asked, lines[PAGE - 1]?.id ?? '') : nothing}`,
      }));
    });
    return Promise.resolve();
  };
}

function filterPart({ words }: Making, { username, subject, day }: Query): Html {
  const t = accountWords(words);
  return html`<form method="get" action="/console/audit" class="filters">
    <div>${textField({ name: 'username', label: t('username'), value: username ?? '' })}</div>
    <div class="wide">
      ${textField({
        ...{ name: 'subject', label: t('audit_subject'), value: subject ?? '' },
        hint: t('audit_subject_hint'),
      })}
    </div>
    <div>${textField({ name: 'day', label: t('day'), type: 'date', value: day ?? '' })}</div>
    <div><button class="btn btn-primary">${t('filter')}</button></div>
    <div><a class="btn" href="/console/audit">${t('filter_none')}</a></div>
  </form>`;
}

function olderPart({ words }: Making, { username, subject, day }: Query, before: string): Html {
  const kept = { username, subject, day, before };
  const to = new URLSearchParams();
  for (const [name, value] of Object.entries(kept)) if (value !== undefined) to.set(name, value);
  return html`<p>
    <a href="/console/audit?${to.toString()}" rel="next">${accountWords(words)('older')}</a>
  </p>`;
}
