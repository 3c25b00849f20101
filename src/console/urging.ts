import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { actor, writeAudit } from '../storage/audit.ts';
import {
  addUrging,
  laggingUnits,
  lastUrgings,
  type LaggingUnit,
  type UrgingLimits,
} from '../storage/urging.ts';
import type { ConsoleContext } from './context.ts';
import { textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import type { Words } from './words.ts';

const number = (least: number, most: number, usual: number) =>
  z.coerce.number().min(least).max(most).catch(usual);
const query = z.object({
  below: number(0, 100, 5),
  overdue: number(1, 10_000, 1),
  silent: number(1, 365, 3),
});
const form = z.object({ unit: z.guid(), ...query.shape });

/** Units that lag by rule, the reminder that is made for each, and the log of reminders (đôn đốc). */
export function urgingPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now, words } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer') };
  const limitsOf = ({ below, overdue, silent }: z.infer<typeof query>): UrgingLimits => ({
    ...{ belowMedian: below, overdue: Math.round(overdue), silentDays: Math.round(silent) },
  });
  return (app) => {
    app.get('/urging', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const asked = query.parse(request.query);
      const found = await asStaff(db, visitor.staff, async (tx) => ({
        units: await laggingUnits(tx, visitor.unit.areaPath, limitsOf(asked), new Date(now())),
        log: await lastUrgings(tx),
      }));
      return show(request, reply, (making) => {
        const { t, time } = making.words;
        return {
          title: t('menu.urging'),
          at: '/console/urging',
          body: html`<h1>${t('menu.urging')}</h1>
            <form method="get" action="/console/urging" class="filters">
              <div>
                ${textField({ name: 'below', label: t('urging.below'), type: 'number', value: String(asked.below), min: '0', max: '100' })}
              </div>
              <div>
                ${textField({ name: 'overdue', label: t('urging.overdue'), type: 'number', value: String(asked.overdue), min: '1' })}
              </div>
              <div>
                ${textField({ name: 'silent', label: t('urging.silent'), type: 'number', value: String(asked.silent), min: '1' })}
              </div>
              <div><button class="btn">${t('show')}</button></div>
            </form>
            ${
              found.units.length === 0
                ? html`<p class="empty">${t('urging.nobody')}</p>`
                : found.units.map((unit) => unitPart(unit, making.words, making.csrf, asked))
            }
            ${card(
              t('urging.log'),
              found.log.length === 0
                ? html`<p>${t('urging.no_log')}</p>`
                : html`<ul class="events">
                    ${found.log.map(
                      (one) =>
                        html`<li>
                          <strong>${one.unit}</strong> – ${time(one.at)}, ${one.staff ?? ''}
                          <div>${one.text}</div>
                        </li>`,
                    )}
                  </ul>`,
            )}`,
        };
      });
    });
    app.post('/urging', guard, async (request, reply) => {
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      await asStaff(db, visitor.staff, async (tx) => {
        const units = await laggingUnits(tx, visitor.unit.areaPath, limitsOf(asked.data), new Date(now()));
        const unit = units.find(({ id }) => id === asked.data.unit);
        if (unit === undefined) throw new Refusal(404);
        const { id, area_path: areaPath, rules } = unit;
        await addUrging(tx, { unit: id, areaPath, rules, text: reminder(unit, words(visitor.language)) });
        await writeAudit(tx, actor(visitor, request.ip), { action: 'urged', subject: 'unit', subjectId: id });
      });
      return goTo(reply, '/console/urging', 'done.urged');
    });
    return Promise.resolve();
  };
}

/** The reminder in words, made from what the unit lags in; to be read out on the phone or pasted into a letter. */
function reminder(unit: LaggingUnit, { t, number: shown }: Words): string {
  const why = unit.rules.map((rule) =>
    t(`urging.because_${rule === 'no_sign_in' && unit.silent === null ? 'never' : rule}`, {
      overdue: shown(unit.overdue),
      days: shown(unit.silent ?? 0),
      share: shown(Math.round((unit.share ?? 0) * 10) / 10),
      median: shown(Math.round((unit.median ?? 0) * 10) / 10),
    }),
  );
  return t('urging.text', { unit: unit.name, why: why.join('; ') });
}

function unitPart(unit: LaggingUnit, words: Words, csrf: string, limits: z.infer<typeof query>): Html {
  const { t, time } = words;
  return html`<section class="card card-body mb-2">
    <h2 class="card-title">
      ${unit.name} ${unit.phone === null ? nothing : html`<a href="tel:${unit.phone}">${unit.phone}</a>`}
    </h2>
    <p>${reminder(unit, words)}</p>
    ${unit.last_urged === null ? nothing : html`<p class="text-secondary">${t('urging.last', { time: time(unit.last_urged) })}</p>`}
    <form method="post" action="/console/urging">
      <input type="hidden" name="_csrf" value="${csrf}" />
      <input type="hidden" name="unit" value="${unit.id}" />
      ${Object.entries(limits).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button class="btn btn-sm">${t('urging.do')}</button>
    </form>
  </section>`;
}
