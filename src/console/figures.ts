import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { clusterSums, findClusters } from '../storage/clusters.ts';
import {
  figuresByArea,
  figuresByDay,
  figuresByKind,
  figuresForAlarms,
  type Span,
} from '../storage/figures.ts';
import { workFigures } from '../storage/work-figures.ts';
import { areaOf, type ChosenArea } from './area-of.ts';
import { alarmsOf } from './alarms-of.ts';
import type { ConsoleContext } from './context.ts';
import { adoptionPart } from './figures-adoption.ts';
import { CLUSTERS_LISTED, clustersPart, clusterSumsPart } from './figures-clusters.ts';
import { alarmsPart, daysPart, headPart, kindsPart, verificationPart } from './figures-parts.ts';
import { html, nothing } from './html.ts';
import { Refusal } from './refusal.ts';
import { seesHealth } from './sees-health.ts';
import { sendChart } from './send-chart.ts';
import { createShow } from './show.ts';
import { dayOf, dayStart } from './day-start.ts';
import { only, visitorOf } from './visitor.ts';

const asked = z.object({
  area: z.string().max(10).optional(),
  days: z.coerce.number().int().min(1).max(366).catch(14),
});

/** Sums of one's area: who declares, what worries, how units keep up, and what rises suddenly. */
export function figuresPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer', 'communications') };

  const chosen = (request: FastifyRequest): { span: Span; area: ChosenArea; days: number } => {
    const query = asked.safeParse(request.query);
    if (!query.success) throw new Refusal(400);
    const area = areaOf(query.data.area, visitorOf(request), assets);
    const until = new Date(now());
    const since = dayStart(
      dayOf(until.getTime() - (query.data.days - 1) * DAY, assets.timeZone),
      assets.timeZone,
    );
    return { area, days: query.data.days, span: { below: area.path, since, until, zone: assets.timeZone } };
  };

  return (app) => {
    app.get('/figures', guard, async (request, reply) => {
      const { span, area, days } = chosen(request);
      const visitor = visitorOf(request);
      const isHealth = seesHealth(visitor);
      const found = await asStaff(db, visitor.staff, async (tx) => ({
        byDay: await figuresByDay(tx, span),
        byKind: await figuresByKind(tx, span),
        byArea:
          area.below.length === 0 ? [] : await figuresByArea(tx, span.below, assets.adminVersion, span.until),
        work: isHealth ? await workFigures(tx, span.below, span.since, span.until) : [],
        forAlarms: isHealth ? await figuresForAlarms(tx, baseline(span)) : [],
        clusters: isHealth ? await findClusters(tx, span.below, span.until, CLUSTERS_LISTED) : [],
        clusterSums: isHealth ? [] : await clusterSums(tx, span.below, span.until),
      }));
      return show(request, reply, ({ words }) => ({
        title: words.t('figures.title'),
        at: '/console/figures',
        body: html`${headPart(words, area, days)} ${daysPart(words, found.byDay, area, days)}
        ${isHealth ? alarmsPart(words, alarmsOf(found.forAlarms, span), area) : nothing}
        ${isHealth ? clustersPart(words, found.clusters, area) : clusterSumsPart(words, found.clusterSums, area)}
        ${kindsPart(words, found.byKind)} ${adoptionPart(words, found.byArea, area, days)}
        ${isHealth ? verificationPart(words, found.work, area) : nothing}`,
      }));
    });
    app.get('/figures/days.svg', guard, async (request, reply) => {
      const { span } = chosen(request);
      const byDay = await asStaff(db, visitorOf(request).staff, (tx) => figuresByDay(tx, span));
      const words = context.words(visitorOf(request).language);
      return sendChart(reply, {
        kind: 'line',
        names: byDay.map(({ day }) => words.day(day).slice(0, 5)),
        series: [
          { name: words.t('figures.declarations'), values: byDay.map((one) => one.declarations) },
          { name: words.t('figures.persons'), values: byDay.map((one) => one.persons) },
        ],
      });
    });
    return Promise.resolve();
  };
}

const DAY = 86_400_000;
/** Days EARS needs before the first it can speak of. */
const BASELINE_DAYS = 11;

const baseline = (span: Span): Span => ({
  ...span,
  since: new Date(span.since.getTime() - BASELINE_DAYS * DAY),
});
