import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { readIsTold } from '../broadcast/compose.ts';
import { findAdvisory } from '../storage/advisories.ts';
import { asStaff } from '../storage/as-staff.ts';
import { exportAdvisoryPersons, type ExportedDelivery } from '../storage/export-advisory-persons.ts';
import { idOf } from './advisories.ts';
import { advisoryWords } from './advisory-words.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { code, place, plain, time, type Column } from './export-columns.ts';
import { exportFileName } from './export-file-name.ts';
import { exportPages } from './export-pages.ts';
import { tableOf } from './export-tables.ts';
import { tooManyPart } from './exports-parts.ts';
import { Refusal } from './refusal.ts';
import { onlyHealth } from './sees-health.ts';
import { sendTable, tableFormats } from './send-table.ts';
import { createShow } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const asked = z.object({ format: z.enum(tableFormats) });

/** What became of an advisory for each person, one per row: who sees no single people gets sums only. */
export function advisoryPersons(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db } = context;
  const show = createShow(context);
  const guard = { preHandler: [only('admin', 'officer', 'viewer'), onlyHealth], compress: false as const };
  return (app) => {
    app.get('/advisories/:id/persons', guard, async (request, reply) => {
      const query = asked.safeParse(request.query);
      if (!query.success) throw new Refusal(400);
      const { format } = query.data;
      const id = idOf(request);
      const visitor = visitorOf(request);
      const advisory = await asStaff(db, visitor.staff, (tx) => findAdvisory(tx, id));
      if (advisory === undefined) throw new Refusal(404);
      const words = context.words(visitor.language);
      const { columns, page } = tableOf(columnsOf, (tx, _span: null, step) =>
        exportAdvisoryPersons(tx, id, step),
      );
      const taking = { visitor, address: request.ip, what: 'advisory-persons', apiToken: null };
      const pages = exportPages(context, { ...taking, filter: { advisory: id, format } }, (tx, step) =>
        page(tx, null, step, { words, assets }),
      );
      const name = exportFileName(words, 'advisory-persons', areaOf(undefined, visitor, assets), {});
      if (await sendTable(reply, format, name, columns, pages, words)) return reply;
      return show(request, reply.code(422), (making) => ({
        title: words.t('console-exports:too_many.title'),
        at: '/console/advisories',
        body: tooManyPart(making.words, {
          text: 'console-exports:too_many.text_whole',
          csv: `/console/advisories/${id}/persons?format=csv`,
          back: `/console/advisories/${id}`,
        }),
      }));
    });
    return Promise.resolve();
  };
}

const said = (
  name: string,
  title: string,
  cell: Column<ExportedDelivery>['cell'],
): Column<ExportedDelivery> => ({ ...plain(name, cell), title: (words) => advisoryWords(words)(title) });

const columnsOf: readonly Column<ExportedDelivery>[] = [
  plain('person', (row) => row.person),
  plain('name', (row) => row.name),
  code('phone', (row) => row.phone),
  ...place<ExportedDelivery>(),
  said('channel', 'progress.channel', ({ channel }, { words }) => words.t(`channel.${channel}`)),
  said('channel_code', 'progress.channel_code', (row) => row.channel),
  said('outcome', 'progress.outcome', ({ status }, { words }) => advisoryWords(words)(`outcome.${status}`)),
  said('outcome_code', 'progress.outcome_code', (row) => row.status),
  said('reason', 'progress.reason', ({ reason }, { words }) =>
    reason === null ? null : advisoryWords(words)(`reason.${reason}`),
  ),
  said('reason_code', 'progress.reason_code', (row) => row.reason),
  ...time<ExportedDelivery>('sent_at', (row) => row.sent_at),
  plain('read_at', ({ channel, sent_at: sent, read_at: read }, { words }) => {
    if (read !== null) return words.time(read);
    return sent === null || readIsTold.has(channel) ? null : advisoryWords(words)('progress.read_untold');
  }),
  plain('read_at_iso', (row) => row.read_at?.toISOString() ?? null),
];
