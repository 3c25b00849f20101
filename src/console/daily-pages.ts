import { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { noteExport } from '../storage/export-audit.ts';
import type { ChosenArea } from './area-of.ts';
import { askedSpan, filled, spanSchema } from './asked-span.ts';
import type { ConsoleContext } from './context.ts';
import { dailyColumns, dailyTitle } from './daily-columns.ts';
import { dailyReport, type DailyReport } from './daily-report.ts';
import { dayOf } from './day-start.ts';
import { exportFileName } from './export-file-name.ts';
import { card, table } from './figures-parts.ts';
import { html, type Html } from './html.ts';
import { Refusal } from './refusal.ts';
import { onlyHealth } from './sees-health.ts';
import { createShow } from './show.ts';
import { toCsv } from './to-csv.ts';
import { toXlsx } from './to-xlsx.ts';
import { only, visitorOf } from './visitor.ts';
import type { Words } from './words.ts';

const asked = spanSchema.pick({ area: true }).extend({
  day: z.iso.date().optional(),
  hour: z.coerce.number().int().min(1).max(24).default(24),
  format: z.enum(['page', 'csv', 'csv-semicolon', 'xlsx']).default('page'),
});

/** The daily report: a page to read and print, and the same as a file. */
export function dailyPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);

  return (app) => {
    app.get(
      '/exports/daily',
      { preHandler: [only('admin', 'officer', 'viewer'), onlyHealth] },
      async (request, reply) => {
        const query = asked.safeParse(filled(request.query));
        if (!query.success) throw new Refusal(400);
        const { format, hour, day = dayOf(now(), assets.timeZone) } = query.data;
        const visitor = visitorOf(request);
        const { area, span } = askedSpan({ area: query.data.area }, visitor, assets);
        const words = context.words(visitor.language);
        const { t } = words;
        const names = {
          total: t('console-exports:daily.total'),
          unplaced: t('console-exports:daily.unplaced'),
        };
        const report = await dailyReport(
          context,
          visitor.staff,
          { area, day, hour, unplaced: span.unplaced },
          names,
        );
        if (format === 'page')
          return show(request, reply, ({ words: said }) => ({
            title: t('console-exports:daily.title'),
            at: '/console/exports',
            body: reportPage(said, report, area),
          }));
        await asStaff(db, visitor.staff, (tx) =>
          noteExport(tx, visitor, request.ip, {
            ...{ what: 'daily', filter: { area: area.path.at(-1) ?? null, day, hour, format } },
            ...{ rows: report.rows.length, complete: true, apiToken: null },
          }),
        );
        const columns = dailyColumns(report);
        const cells = report.rows.map((row) => columns.map(({ cell }) => cell(row, { words, assets })));
        const name = exportFileName(words, 'daily', area, { from: day });
        const attachment = (ending: string): string => `attachment; filename="${name}.${ending}"`;
        if (format === 'xlsx')
          return reply
            .header('content-disposition', attachment('xlsx'))
            .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
            .send(await toXlsx(columns, onePage(cells), words));
        const csv = toCsv(columns, onePage(cells), words, format === 'csv' ? ',' : ';');
        return reply
          .header('content-disposition', attachment('csv'))
          .type('text/csv; charset=utf-8')
          .send(Readable.from(csv, { objectMode: false }));
      },
    );
    return Promise.resolve();
  };
}

/** One page of rows. */
async function* onePage<Page>(page: Page): AsyncGenerator<Page> {
  yield await Promise.resolve(page);
}

function reportPage(words: Words, report: DailyReport, area: ChosenArea): Html {
  const { t, number } = words;
  const last = report.rows.length - 1;
  const query = `area=${area.path.at(-1) ?? ''}&day=${report.day}&hour=${report.hour}`;
  return html`<h1>
      ${t('console-exports:daily.of', { area: area.name ?? t('country'), day: words.day(report.day) })}
    </h1>
    <p>
      ${t('console-exports:daily.made_by', {
        at: words.time(report.asOf),
        ruleset: `${report.ruleset} v${report.rulesetVersion}`,
        map: report.adminVersion,
      })}
      ${t('console-exports:daily.window', { from: words.time(report.since), hour: report.hour })}
    </p>
    <p class="no-print">
      ${['csv', 'csv-semicolon', 'xlsx'].map(
        (format) =>
          html`<a class="btn" href="/console/exports/daily?${query}&format=${format}"
            >${t(`console-exports:formats.${format}`)}</a
          > `,
      )}
      <a class="btn" href="/console/exports">${t('console-exports:back')}</a>
    </p>
    <p>${t('console-exports:daily.inside')}</p>
    ${report.parts.map(({ name, columns }) =>
      card(
        t(`console-exports:daily.part.${name}`),
        table(
          words,
          [t('area'), ...columns.map((column) => dailyTitle(column, words))],
          report.rows.map(({ name: row, sums }, i) => [
            i === last ? html`<strong>${row}</strong>` : html`${row}`,
            ...columns.map((column) => {
              const sum = sums[column] ?? null;
              return html`${sum === null ? '–' : number(Math.round(sum * 10) / 10)}`;
            }),
          ]),
        ),
      ),
    )}`;
}
