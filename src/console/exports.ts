import { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { askedSpan, filled, spanSchema } from './asked-span.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { dayOf, laterDay } from './day-start.ts';
import { exportFileName } from './export-file-name.ts';
import { exportPages } from './export-pages.ts';
import { fhirPages, fhirTypes, toNdjson } from './fhir.ts';
import { exportsPage, tooManyPart } from './exports-parts.ts';
import { exportTables, type ExportTableName } from './export-tables.ts';
import { bringsPopulation } from './population.ts';
import { Refusal } from './refusal.ts';
import { onlyHealth } from './sees-health.ts';
import { sendTable, tableFormats } from './send-table.ts';
import { createShow } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const tableNames = Object.keys(exportTables) as [ExportTableName, ...ExportTableName[]];

const asked = spanSchema.extend({
  what: z.enum(tableNames),
  format: z.enum(tableFormats),
});

const askedFhir = spanSchema.extend({ type: z.enum(fhirTypes) });

/** Taking data out: one page to choose on, and the files. */
export function exportsPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, now } = context;
  const show = createShow(context);
  const guard = { preHandler: [only('admin', 'officer', 'viewer'), onlyHealth] };
  // Compressing a stream would hold it back.
  const file = { ...guard, compress: false as const };

  return (app) => {
    app.get('/exports', guard, (request, reply) => {
      const to = dayOf(now(), assets.timeZone);
      const area = areaOf(undefined, visitorOf(request), assets);
      return show(request, reply, ({ words }) => ({
        title: words.t('console-exports:title'),
        at: '/console/exports',
        body: exportsPage(words, area, { from: laterDay(to, -13), to }, bringsPopulation(visitorOf(request))),
      }));
    });

    app.get('/exports/table', file, async (request, reply) => {
      const query = asked.safeParse(filled(request.query));
      if (!query.success) throw new Refusal(400);
      const { what, format, from, to } = query.data;
      const visitor = visitorOf(request);
      const { span, area } = askedSpan(query.data, visitor, assets);
      const words = context.words(visitor.language);
      const { columns, page } = exportTables[what];
      const filter = { area: area.path.at(-1) ?? null, from: from ?? null, to: to ?? null, format };
      const taking = { visitor, address: request.ip, what, filter, apiToken: null };
      const pages = exportPages(context, taking, (tx, step) => page(tx, span, step, { words, assets }));
      const name = exportFileName(words, what, area, { from, to });
      if (await sendTable(reply, format, name, columns, pages, words)) return reply;
      const csv = new URLSearchParams({ ...(query.data as Record<string, string>), format: 'csv' });
      return show(request, reply.code(422), (making) => ({
        title: words.t('console-exports:too_many.title'),
        at: '/console/exports',
        body: tooManyPart(making.words, {
          text: 'console-exports:too_many.text',
          csv: `/console/exports/table?${csv.toString()}`,
          back: '/console/exports',
        }),
      }));
    });

    app.get('/exports/fhir', file, (request, reply) => {
      const query = askedFhir.safeParse(filled(request.query));
      if (!query.success) throw new Refusal(400);
      const { type, from, to } = query.data;
      const visitor = visitorOf(request);
      const { span, area } = askedSpan(query.data, visitor, assets);
      const words = context.words(visitor.language);
      const filter = { area: area.path.at(-1) ?? null, from: from ?? null, to: to ?? null };
      const taking = { visitor, address: request.ip, what: `fhir/${type}`, filter, apiToken: null };
      const pages = exportPages(context, taking, (tx, step) =>
        fhirPages[type](tx, span, step, { words, assets }),
      );
      const name = exportFileName(words, 'fhir', area, { from, to });
      return reply
        .header('content-disposition', `attachment; filename="${name}_${type}.ndjson"`)
        .type('application/fhir+ndjson')
        .send(Readable.from(toNdjson(pages), { objectMode: false }));
    });
    return Promise.resolve();
  };
}
