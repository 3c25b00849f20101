import type { DialogueAssets } from '../dialogue/assets.ts';
import type { ListedWork, WorkCounts, WorkCursor } from '../storage/list-work.ts';
import { placeName, type ChosenArea } from './area-of.ts';
import { choicesOf } from './choices-of.ts';
import { due } from './due.ts';
import { html, nothing, type Html } from './html.ts';
import { levelMark } from './level-mark.ts';
import { localNumber } from './person-facts.ts';
import { selectField, textField } from './fields.ts';
import { cursorText, workAddress, workOnly, workStatuses, type WorkQuery } from './work-filter.ts';
import type { Words } from './words.ts';

/** What the work list shows. */
export interface Work {
  area: ChosenArea;
  query: WorkQuery;
  counts: WorkCounts;
  page: { rows: ListedWork[]; next: WorkCursor | null };
  /** What came later is new to the visitor. */
  since: Date;
  now: number;
}

/** The whole page: filters, and the list below. */
export function filterPart(words: Words, work: Work, assets: DialogueAssets): Html {
  const { t } = words;
  const { query, area } = work;
  const option = (value: string, label: string): [string, string] => [value, label];
  const levels = [5, 4, 3, 2, 1].map((level) => option(String(level), t('today.level_from', { level })));
  return html`<h1>${t('today.of', { area: area.name ?? t('country') })}</h1>
    <form method="get" action="/console/" class="filters" role="search">
      <div class="wide">
        ${textField({ name: 'q', label: t('today.search'), value: query.q ?? '', type: 'search', search: true })}
      </div>
      <div>
        ${selectField('area', t('area'), query.area, [
          option('', area.name ?? t('country')),
          ...area.below.map(({ code, name }) => option(code, name)),
        ])}
      </div>
      <div>${selectField('level', t('today.level'), query.level, [option('', t('all')), ...levels])}</div>
      <div>
        ${selectField('status', t('today.status'), query.status, [
          option('', t('all')),
          ...workStatuses.map((status) => option(status, t(`status.${status}`))),
        ])}
      </div>
      <div>
        ${selectField('only', t('today.only'), query.only, [
          option('', t('all')),
          ...workOnly.map((one) => option(one, t(`today.only_${one}`))),
        ])}
      </div>
      <div>
        ${selectField('symptom', t('figures.symptoms'), query.symptom, [
          option('', t('all')),
          ...choicesOf('symptoms', words, assets),
        ])}
      </div>
      <div>
        ${selectField('exposure', t('figures.exposure'), query.exposure, [
          option('', t('all')),
          ...choicesOf('exposure', words, assets),
        ])}
      </div>
      <div>${textField({ name: 'campaign', label: t('today.campaign'), value: query.campaign ?? '' })}</div>
      <div>
        <button class="btn btn-primary">${t('filter')}</button>
        <a class="btn btn-link" href="/console/">${t('clear')}</a>
      </div>
    </form>
    <div
      id="work"
      hx-get="${workAddress(query, { after: query.after }).replace('/console/', '/console/work')}"
      hx-trigger="every 20s"
      hx-swap="innerHTML"
    >
      ${listPart(words, work, assets)}
    </div>`;
}

/** Counts and rows: what looks again by itself. */
export function listPart(words: Words, work: Work, assets: DialogueAssets): Html {
  const { t, number, time } = words;
  const { counts, page, query, now } = work;
  const tile = (count: number, label: string, changes: Partial<WorkQuery>, late = false): Html =>
    html`<a class="tile" href="${workAddress({ area: query.area }, changes)}">
      <strong class="${late && count > 0 ? 'late' : ''}">${number(count)}</strong>${label}
    </a>`;
  return html`<div class="tiles">
      ${tile(counts.open, t('today.open'), {})}
      ${tile(counts.overdue, t('today.overdue'), { only: 'overdue' }, true)}
      ${tile(counts.fresh, t('today.fresh'), { only: 'new' })}
      ${[5, 4, 3].map((level) =>
        tile(counts.byLevel[level] ?? 0, t('level.named', { level, name: t(`level.${level}`) }), { level }),
      )}
    </div>
    ${
      page.rows.length === 0
        ? html`<p class="empty">${t('today.nothing')}</p>`
        : html`<div class="table-responsive">
            <table class="table table-vcenter card-table">
              <thead>
                <tr>
                  ${['level', 'who', 'where', 'declared', 'status', 'deadline'].map(
                    (head) => html`<th scope="col">${t(`today.${head}`)}</th>`,
                  )}
                </tr>
              </thead>
              <tbody data-rows>
                ${page.rows.map((row) => workRow(words, row, work, assets))}
              </tbody>
            </table>
          </div>`
    }
    ${
      page.next === null
        ? nothing
        : html`<p>
            <a class="btn" href="${workAddress(query, { after: cursorText(page.next) })}">${t('more')}</a>
          </p>`
    }
    <p class="text-secondary">${t('today.as_of', { time: time(new Date(now)) })}</p>`;
}

function workRow(words: Words, row: ListedWork, { since, now }: Work, assets: DialogueAssets): Html {
  const { t, choice } = words;
  const declared = [
    ...row.symptoms.filter((code) => code !== 'none').map((code) => choice('symptoms', code)),
    ...row.exposures.filter((code) => code !== 'none').map((code) => choice('exposure', code)),
  ];
  return html`<tr>
    <td>${levelMark(words, row.level)}</td>
    <th scope="row">
      <a data-row href="/console/persons/${row.person}">${row.name ?? t('person.unnamed')}</a>
      ${row.created_at > since ? html`<span class="new-mark">${t('today.new')}</span>` : nothing}
      <div class="text-secondary">
        ${[row.birth_year, row.phone === null ? null : localNumber(row.phone)].filter((part) => part !== null).join(' · ')}
      </div>
    </th>
    <td>${row.area_path.length === 0 ? t('person.unplaced') : placeName(row.area_path, assets)}</td>
    <td>${declared.length === 0 ? '–' : declared.join(', ')}</td>
    <td>
      ${t(`status.${row.status}`)}
      <div class="text-secondary">${row.assigned_name ?? ''}</div>
    </td>
    <td>${due(words, row.deadline, now)}</td>
  </tr>`;
}
