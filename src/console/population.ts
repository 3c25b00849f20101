import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { storePopulation } from '../storage/population.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { ConsoleContext } from './context.ts';
import { dayOf } from './day-start.ts';
import { html, nothing, type Html } from './html.ts';
import { readPopulation, type PopulationFault } from './read-population.ts';
import { Refusal } from './refusal.ts';
import { seesHealth } from './sees-health.ts';
import { createShow, goTo, type Making } from './show.ts';
import { only, visitorOf } from './visitor.ts';

/** Most a file may have, in bytes: all communes of the country fit. */
const MOST = 4 * 1_048_576;
/** Faults that are named at once. */
const NAMED = 100;
const form = z.object({ csv: z.string().default(''), file: z.string().default('') });

/** Bringing in how many people live where, which the adoption rate is computed by. */
export function populationPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);
  const guards = [only('admin'), onlyProvince];

  return (app) => {
    app.get('/population', { preHandler: guards }, (request, reply) =>
      show(request, reply, (making) => ({
        title: making.words.t('console-exports:population.title'),
        at: '/console/exports',
        body: populationPage(making, '', []),
      })),
    );
    app.post(
      '/population',
      // eslint-disable-next-line @typescript-eslint/unbound-method -- the plugin's own way
      { preHandler: [...guards, app.csrfProtection], bodyLimit: MOST, config: { upload: MOST } },
      async (request, reply) => {
        const sent = form.safeParse(request.body);
        if (!sent.success) throw new Refusal(400);
        // A browser sends an empty file where none was chosen.
        const csv = sent.data.file.trim() === '' ? sent.data.csv : sent.data.file;
        const visitor = visitorOf(request);
        const year = Number(dayOf(now(), assets.timeZone).slice(0, 4));
        const { rows, faults } = readPopulation(csv, visitor, assets, year);
        if (faults.length > 0)
          return show(request, reply.code(422), (making) => ({
            title: making.words.t('console-exports:population.title'),
            at: '/console/exports',
            body: populationPage(making, csv, faults),
          }));
        await storePopulation(db, rows, visitor, request.ip);
        return goTo(reply, '/console/population', 'console-exports:population.stored');
      },
    );
    return Promise.resolve();
  };
}

/** Whether somebody may bring in population: an admin of a province or of the nation. */
export const bringsPopulation = (visitor: Visitor): boolean =>
  visitor.role === 'admin' && seesHealth(visitor) && visitor.unit.areaPath.length <= 1;

function onlyProvince(request: FastifyRequest): Promise<void> {
  if (!bringsPopulation(visitorOf(request))) throw new Refusal(403);
  return Promise.resolve();
}

function populationPage(making: Making, csv: string, faults: readonly PopulationFault[]): Html {
  const { words, csrf } = making;
  const { t, number } = words;
  const hasFaults = faults.length > 0;
  return html`<h1>${t('console-exports:population.title')}</h1>
    <p>${t('console-exports:population.text')}</p>
    <pre tabindex="0"><code>code;population;households;source;year
26011;12.345;3.210;${t('console-exports:population.example')};2019</code></pre>
    ${
      hasFaults
        ? html`<div class="alert alert-danger" role="alert" id="faults">
            <p>${t('console-exports:population.nothing_stored', { faults: number(faults.length) })}</p>
            <ul>
              ${faults
                .slice(0, NAMED)
                .map(
                  ({ line, fault, params }) =>
                    html`<li>
                      ${t('console-exports:population.line', { line })}
                      ${t(`console-exports:population.fault.${fault}`, params)}
                    </li>`,
                )}
            </ul>
          </div>`
        : nothing
    }
    <form method="post" action="/console/population" enctype="multipart/form-data">
      <input type="hidden" name="_csrf" value="${csrf}" />
      <div class="mb-2">
        <label class="form-label" for="file">${t('console-exports:population.file')}</label>
        <input class="form-control" type="file" id="file" name="file" accept=".csv,text/csv,text/plain" />
      </div>
      <div class="mb-2">
        <label class="form-label" for="csv">${t('console-exports:population.paste')}</label>
        <textarea
          class="form-control"
          id="csv"
          name="csv"
          rows="12"
          spellcheck="false"
          ${hasFaults ? html`aria-invalid="true" aria-describedby="faults"` : nothing}
        >
${csv}</textarea>
      </div>
      <button class="btn btn-primary">${t('console-exports:population.store')}</button>
      <a class="btn" href="/console/exports">${t('console-exports:back')}</a>
    </form>`;
}
