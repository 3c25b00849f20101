import type { ChosenArea } from './area-of.ts';
import { exportTables } from './export-tables.ts';
import { fhirTypes } from './fhir.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';
import { XLSX_ROWS } from './to-xlsx.ts';

/** Hours a daily report is cut off at; the first is the usual one. */
const CUT_OFFS = [24, 12, 15, 16, 17, 18, 20];

interface Days {
  from: string;
  to: string;
}

/** What can be taken out, each with a form of its own. */
export function exportsPage(words: Words, area: ChosenArea, days: Days, bringsPopulation: boolean): Html {
  const { t } = words;
  return html`<h1>${t('console-exports:title')}</h1>
    <p>${t('console-exports:intro')}</p>
    ${dailyPart(words, area, days)} ${tablesPart(words, area, days)} ${fhirPart(words, area, days)}
    ${
      bringsPopulation
        ? html`<p><a href="/console/population">${t('console-exports:population.link')}</a></p>`
        : nothing
    }`;
}

function dailyPart({ t }: Words, area: ChosenArea, { to }: Days): Html {
  return card(
    t('console-exports:daily.title'),
    html`<form method="get" action="/console/exports/daily" class="filters">
      <div>
        <label class="form-label" for="daily-day">${t('console-exports:daily.day')}</label>
        <input class="form-control" type="date" id="daily-day" name="day" value="${to}" />
      </div>
      ${select(
        'hour',
        t('console-exports:daily.hour'),
        CUT_OFFS.map((hour) => [String(hour), t('console-exports:daily.at_hour', { hour })]),
        'daily',
      )}
      ${areaField({ t }, area, 'daily')}
      ${select(
        'format',
        t('console-exports:format'),
        ['page', 'csv', 'csv-semicolon', 'xlsx'].map((name) => [name, t(`console-exports:formats.${name}`)]),
        'daily',
      )}
      <div><button class="btn btn-primary">${t('show')}</button></div>
    </form>`,
  );
}

function fhirPart(words: Words, area: ChosenArea, days: Days): Html {
  const { t } = words;
  return card(
    'FHIR R4',
    html`<p>${t('console-exports:fhir.text')}</p>
      <form method="get" action="/console/exports/fhir" class="filters">
        ${select(
          'type',
          t('console-exports:what'),
          fhirTypes.map((type) => [type, `${type} – ${t(`console-exports:fhir.${type}`)}`]),
          'fhir',
        )}
        ${spanFields(words, area, days, 'fhir')}
        <div><button class="btn btn-primary">${t('console-exports:download')}</button></div>
      </form>`,
  );
}

function tablesPart(words: Words, area: ChosenArea, days: Days): Html {
  const { t, number } = words;
  return card(
    t('console-exports:tables.title'),
    html`<p>${t('console-exports:tables.text', { rows: number(XLSX_ROWS) })}</p>
      <form method="get" action="/console/exports/table" class="filters">
        ${select(
          'what',
          t('console-exports:what'),
          Object.keys(exportTables).map((name) => [name, t(`console-exports:table.${name}`)]),
        )}
        ${spanFields(words, area, days, 'table')}
        ${select(
          'format',
          t('console-exports:format'),
          ['csv', 'csv-semicolon', 'xlsx'].map((name) => [name, t(`console-exports:formats.${name}`)]),
        )}
        <div><button class="btn btn-primary">${t('console-exports:download')}</button></div>
      </form>`,
  );
}

/** Fields for days and area. @param form makes their ids unique on the page */
export function spanFields({ t }: Words, area: ChosenArea, { from, to }: Days, form: string): Html {
  const field = (name: 'from' | 'to', value: string) =>
    html`<div>
      <label class="form-label" for="${form}-${name}">${t(`console-exports:${name}`)}</label>
      <input class="form-control" type="date" id="${form}-${name}" name="${name}" value="${value}" />
    </div>`;
  return html`${field('from', from)} ${field('to', to)} ${areaField({ t }, area, form)}`;
}

export function areaField({ t }: Pick<Words, 't'>, area: ChosenArea, form: string): Html {
  if (area.below.length === 0) return nothing;
  const own = area.name ?? t('country');
  return select(
    'area',
    t('area'),
    [['', own], ...area.below.map(({ code, name }): [string, string] => [code, name])],
    form,
  );
}

export const select = (
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  form = 'table',
): Html =>
  html`<div>
    <label class="form-label" for="${form}-${name}">${label}</label>
    <select class="form-select" id="${form}-${name}" name="${name}">
      ${options.map(([value, title]) => html`<option value="${value}">${title}</option>`)}
    </select>
  </div>`;

/** Says that a workbook would be too large, and offers what is not. @param text the key of what it says */
export function tooManyPart(
  { t, number }: Words,
  { text, csv, back }: { text: string; csv: string; back: string },
): Html {
  return html`<h1>${t('console-exports:too_many.title')}</h1>
    <p>${t(text, { rows: number(XLSX_ROWS) })}</p>
    <p>
      <a class="btn btn-primary" href="${csv}">${t('console-exports:too_many.csv')}</a>
      <a class="btn" href="${back}">${t('console-exports:back')}</a>
    </p>`;
}
