import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { listStaffOf, type Staff } from '../storage/staff.ts';
import { findUnit, unitsAbove, unitsRightBelow, type ListedUnit, type Unit } from '../storage/units.ts';
import { accountWords } from './account-words.ts';
import { placeName } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { html, nothing, type Html } from './html.ts';
import { mayChange } from './may-give.ts';
import { Refusal } from './refusal.ts';
import { createShow, type Making } from './show.ts';
import { officeLinks, staffTable } from './staff-parts.ts';
import { only, visitorOf } from './visitor.ts';

const params = z.object({ id: z.guid().optional() });

interface Seen {
  unit: Unit;
  /** From the admin's own unit down to the one above this. */
  above: Unit[];
  below: ListedUnit[];
  staff: Staff[];
}

/** The tree of units, one level at a time, from the admin's own down. */
export function unitsPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, assets, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin') };

  const see = async (own: string, id: string): Promise<Seen> => {
    const line = await unitsAbove(db, id);
    const from = line.findIndex((unit) => unit.id === own);
    const unit = await findUnit(db, id);
    if (unit === null || from === -1) throw new Refusal(404);
    return {
      unit,
      above: line.slice(from, -1),
      below: await unitsRightBelow(db, id),
      staff: await listStaffOf(db, id),
    };
  };

  return (app) => {
    for (const address of ['/units', '/units/:id']) {
      app.get(address, guard, async (request, reply) => {
        const visitor = visitorOf(request);
        const asked = params.safeParse(request.params);
        if (!asked.success) throw new Refusal(404);
        const seen = await see(visitor.unit.id, asked.data.id ?? visitor.unit.id);
        return show(request, reply, (making) => ({
          title: seen.unit.name,
          at: '/console/staff',
          body: html`<h1>${accountWords(making.words)('units_title')}</h1>
            ${officeLinks(making, 'units')}
            ${unitPart(making, seen, placeName(seen.unit.areaPath, assets), mayChange(visitor, seen.unit.kind))}
            ${
              seen.staff.length === 0
                ? nothing
                : html`<h3>${accountWords(making.words)('accounts')}</h3>
                    ${staffTable(making, seen.staff, visitor, now())}`
            }
            ${belowPart(making, seen.below)}`,
        }));
      });
    }
    return Promise.resolve();
  };
}

function unitPart({ words }: Making, { unit, above }: Seen, place: string, isChanged: boolean): Html {
  const t = accountWords(words);
  return html`${
      above.length === 0
        ? nothing
        : html`<nav aria-label="${t('units_above')}">
            <ol class="breadcrumb">
              ${above.map(
                ({ id, name }) =>
                  html`<li class="breadcrumb-item"><a href="/console/units/${id}">${name}</a></li>`,
              )}
            </ol>
          </nav>`
    }
    <h2>${unit.name}</h2>
    <dl class="facts mb-3">
      <dt>${t('unit_kind')}</dt>
      <dd>${t(`kind_${unit.kind}`)}</dd>
      ${
        place === ''
          ? nothing
          : html`<dt>${t('unit_area')}</dt>
              <dd>${place}</dd>`
      }
      ${
        unit.phone === null
          ? nothing
          : html`<dt>${t('unit_phone')}</dt>
              <dd>${unit.phone}</dd>`
      }
      ${
        unit.takesUnplaced
          ? html`<dt>${t('unit_unplaced')}</dt>
              <dd>${t('yes')}</dd>`
          : nothing
      }
    </dl>
    <p>
      <a class="btn btn-primary" href="/console/staff/invite?unit=${unit.id}">${t('invite_here')}</a>
      ${
        isChanged
          ? html`<a class="btn" href="/console/units/${unit.id}/change">${t('unit_change')}</a>
              <a class="btn" href="/console/units/${unit.id}/add">${t('unit_add')}</a>`
          : nothing
      }
    </p>`;
}

function belowPart({ words }: Making, below: ListedUnit[]): Html {
  const t = accountWords(words);
  if (below.length === 0) return nothing;
  return html`<h3>${t('units_below')}</h3>
    <div class="table-responsive">
      <table class="table">
        <caption class="visually-hidden">
          ${t('units_below')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('unit')}</th>
            <th scope="col" class="number">${t('units_count')}</th>
            <th scope="col" class="number">${t('accounts')}</th>
          </tr>
        </thead>
        <tbody>
          ${below.map(
            (unit) =>
              html`<tr>
                <td><a href="/console/units/${unit.id}">${unit.name}</a></td>
                <td class="number">${words.number(unit.below)}</td>
                <td class="number">${words.number(unit.staff)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
