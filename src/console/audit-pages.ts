import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { writeAudit, listAudit, type AuditLine } from '../storage/audit.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { accountWords, deedWords } from './account-words.ts';
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
          ${filterPart(making, asked)} ${linesPart(making, lines.slice(0, PAGE), assets)}
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

function linesPart({ words }: Making, lines: AuditLine[], assets: DialogueAssets): Html {
  const t = accountWords(words);
  if (lines.length === 0) return html`<p>${t('audit_none')}</p>`;
  return html`<div class="table-responsive" tabindex="0">
    <table class="table">
      <caption class="visually-hidden">
        ${t('audit_title')}
      </caption>
      <thead>
        <tr>
          ${['time', 'who', 'unit', 'deed', 'about_what', 'address'].map(
            (key) => html`<th scope="col">${t(key)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <td>${words.time(line.at)}</td>
              <td>${whoPart(line, t)}</td>
              <td>${line.unitName ?? '–'}</td>
              <td>${deedWords(words, assets, line.action)}${detailPart(line.detail)}</td>
              <td>${subjectPart(line)}</td>
              <td>${line.address}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const whoPart = ({ staffName, username }: AuditLine, t: (key: string) => string): Html =>
  staffName === null
    ? html`${t('nobody')}`
    : html`${staffName}<br /><a href="/console/audit?username=${encodeURIComponent(username ?? '')}"
          >${username}</a
        >`;

const subjectPart = ({ subject, subjectId }: AuditLine): Html =>
  subjectId === null
    ? html`${subject ?? '–'}`
    : html`${subject ?? ''}
        <a href="/console/audit?subject=${encodeURIComponent(subjectId)}"><code>${subjectId}</code></a>`;

/** Codes and counts as they are: whoever reads the trail looks for them. */
function detailPart(detail: Record<string, unknown>): Html {
  const told = Object.entries(detail).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return told.length === 0 ? nothing : html`<br /><small class="text-secondary">${told.join(', ')}</small>`;
}

function olderPart({ words }: Making, { username, subject, day }: Query, before: string): Html {
  const kept = { username, subject, day, before };
  const to = new URLSearchParams();
  for (const [name, value] of Object.entries(kept)) if (value !== undefined) to.set(name, value);
  return html`<p>
    <a href="/console/audit?${to.toString()}" rel="next">${accountWords(words)('older')}</a>
  </p>`;
}
