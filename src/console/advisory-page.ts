import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { previewAudience } from '../broadcast/preview.ts';
import { submitFaults } from '../broadcast/submit-faults.ts';
import {
  countAdvisoryPhones,
  eventsOfAdvisory,
  findAdvisory,
  type NamedAdvisory,
} from '../storage/advisories.ts';
import { articleOutcome } from '../storage/advisory-articles.ts';
import { outcomesByArea, outcomesOf, paceOf } from '../storage/advisory-report.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import { staffChatsOf } from '../storage/staff-chats.ts';
import { idOf } from './advisories.ts';
import { audiencePart, bubblesPart } from './advisory-preview.ts';
import { faultsPart, standingPart } from './advisory-parts.ts';
import type { Progress } from './advisory-outcomes.ts';
import { isUnderWay, progressPart } from './advisory-progress.ts';
import { areaColumns, areaRows, channelColumns, channelRows, hideMore } from './advisory-report.ts';
import { isTried, testPart } from './advisory-test-part.ts';
import { stepsPart } from './advisory-step-forms.ts';
import { advisoryWords } from './advisory-words.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { exportFileName } from './export-file-name.ts';
import { html, nothing } from './html.ts';
import { tellerOf, visitorTells } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, showPart } from './show.ts';
import { toCsv } from './to-csv.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const query = z.object({ count: z.literal('yes').optional().catch(undefined) });
const reportQuery = z.object({ by: z.enum(['channel', 'area']) });
/** Over which the speed is told, in ms. */
const PACE = 10_000;

/** One advisory: what it says and to whom, its steps and story, how sending goes, and the report. */
export function advisoryPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, rates, words } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'communications', 'viewer') };

  const find = async (tx: Scoped, id: string) => {
    const advisory = await findAdvisory(tx, id);
    if (advisory === undefined) throw new Refusal(404);
    return advisory;
  };
  const readProgress = async (tx: Scoped, request: FastifyRequest, id: string): Promise<Progress> => {
    const advisory = await find(tx, id);
    const { audience, area_path: own } = advisory;
    // Where the advisory is for, as far as the visitor's own area reaches.
    const meant = audience.area.length > own.length ? audience.area : own;
    const area = areaOf(meant.at(-1), visitorOf(request), assets);
    const at = new Date(now());
    return {
      ...{ advisory, area, outcomes: await outcomesOf(tx, id) },
      article: await articleOutcome(tx, id),
      byArea: area.below.length === 0 ? [] : hideMore(await outcomesByArea(tx, id, area.path)),
      pace: await paceOf(tx, id, new Date(at.getTime() - PACE)),
      ...{ seconds: PACE / 1_000, rates, visitor: visitorOf(request) },
    };
  };
  const readStanding = async (tx: Scoped, request: FastifyRequest, { id, audience }: NamedAdvisory) => ({
    events: await eventsOfAdvisory(tx, id),
    listed: audience.listed && visitorTells(visitorOf(request)) ? await countAdvisoryPhones(tx, id) : 0,
  });
  const count = async (tx: Scoped, request: FastifyRequest, id: string) => {
    const advisory = await find(tx, id);
    const at = new Date(now());
    const inWords = words(visitorOf(request).language);
    return audiencePart(inWords, await previewAudience(tx, advisory, rates, at), advisory, at);
  };

  return (app) => {
    app.get('/advisories/:id', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const isCounted = query.parse(request.query).count === 'yes';
      const found = await asStaff(db, visitor.staff, async (tx) => {
        const advisory = await find(tx, id);
        return {
          advisory,
          standing: await readStanding(tx, request, advisory),
          progress: isUnderWay(advisory) ? await readProgress(tx, request, id) : null,
          counts: isCounted ? await count(tx, request, id) : null,
        };
      });
      const { advisory, standing, progress } = found;
      const tries = isTried(advisory) && visitorTells(visitor);
      const chats = tries ? await staffChatsOf(db, visitor.staff) : [];
      return show(request, reply, (making) => {
        const { words: inWords } = making;
        const t = advisoryWords(inWords);
        const rules = { phrasebook: assets.phrasebook, timeZone: assets.timeZone, now: new Date(now()) };
        const faults = advisory.status === 'draft' ? submitFaults(advisory, rules) : [];
        return {
          title: advisory.title || t('untitled'),
          at: '/console/advisories',
          body: html`<h1>${advisory.title || t('untitled')}</h1>
            ${
              progress === null
                ? html`${faultsPart(inWords, faults, advisory.picture !== null)}
                  ${stepsPart(making, advisory, tellerOf(visitor))}`
                : progressPart(making, progress)
            }
            ${standingPart(inWords, advisory, standing, assets)}
            ${bubblesPart(inWords, advisory, assets.phrasebook)}
            ${tries ? testPart(making, advisory, chats, standing.events) : nothing}
            ${
              advisory.frozen_at === null && visitorTells(visitor)
                ? (found.counts ??
                  html`<div hx-get="/console/advisories/${id}/audience" hx-trigger="load" hx-swap="outerHTML">
                    <p><a href="/console/advisories/${id}?count=yes">${t('count.show')}</a></p>
                  </div>`)
                : nothing
            } `,
        };
      });
    });

    // Parts alone, for htmx to put in their places.
    app.get('/advisories/:id/audience', guard, async (request, reply) => {
      const id = idOf(request);
      return showPart(reply, await asStaff(db, visitorOf(request).staff, (tx) => count(tx, request, id)));
    });
    app.get('/advisories/:id/standing', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const part = await asStaff(db, visitor.staff, async (tx) => {
        const advisory = await find(tx, id);
        return standingPart(
          words(visitor.language),
          advisory,
          await readStanding(tx, request, advisory),
          assets,
        );
      });
      return showPart(reply, part);
    });
    app.get('/advisories/:id/progress', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const progress = await asStaff(db, visitor.staff, (tx) => readProgress(tx, request, id));
      const making = { words: words(visitor.language), csrf: reply.generateCsrf() };
      return showPart(reply, progressPart(making, progress));
    });

    app.get('/advisories/:id/report.csv', { ...guard, compress: false }, async (request, reply) => {
      const asked = reportQuery.safeParse(request.query);
      if (!asked.success) throw new Refusal(400);
      const id = idOf(request);
      const visitor = visitorOf(request);
      const progress = await asStaff(db, visitor.staff, async (tx) => {
        const found = await readProgress(tx, request, id);
        const detail = { by: asked.data.by };
        const deed = { action: 'advisory_exported', subject: 'advisory', subjectId: id, detail };
        await writeAudit(tx, doer(request), deed);
        return found;
      });
      const inWords = words(visitor.language);
      const isByArea = asked.data.by === 'area';
      const columns = isByArea ? areaColumns : channelColumns;
      const rows = isByArea ? areaRows(progress, inWords) : channelRows(progress, inWords);
      const csv = toCsv(columns, Readable.from([rows]), inWords, ',');
      const name = exportFileName(inWords, `advisory-${asked.data.by}`, progress.area, {});
      return reply
        .header('content-disposition', `attachment; filename="${name}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(Readable.from(csv, { objectMode: false }));
    });
    return Promise.resolve();
  };
}
