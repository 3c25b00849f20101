import type { Count, DayFigures, KindFigure } from '../storage/figures.ts';
import type { WorkFigures } from '../storage/work-figures.ts';
import type { Alarm } from './alarms-of.ts';
import type { ChosenArea } from './area-of.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** Lengths of time that are offered, in days. */
const SPANS = [7, 14, 28, 92];

/** A count, or that it is too small to be told. */
export const told = (words: Words, count: Count): Html =>
  count === null
    ? html`<abbr title="${words.t('figures.under_five')}">&lt;5</abbr>`
    : html`${words.number(count)}`;

export function headPart({ t }: Words, area: ChosenArea, days: number): Html {
  const at = area.path.at(-1) ?? '';
  return html`<h1>${t('figures.of', { area: area.name ?? t('country') })}</h1>
    <nav aria-label="${t('figures.trail')}" class="mb-2">
      ${area.trail.map(({ code, name }) => html`<a href="?area=${code}&days=${days}">${name}</a> › `)}
    </nav>
    <form method="get" action="/console/figures" class="filters">
      ${area.path.length === 0 ? nothing : html`<input type="hidden" name="area" value="${at}" />`}
      <div>
        <label class="form-label" for="days">${t('figures.span')}</label>
        <select class="form-select" id="days" name="days">
          ${SPANS.map(
            (span) =>
              html`<option value="${span}" ${span === days ? html`selected` : nothing}>
                ${t('figures.days', { count: span })}
              </option>`,
          )}
        </select>
      </div>
      <div>
        <button class="btn">${t('show')}</button>
        ${
          area.below.length === 0
            ? nothing
            : html`<a class="btn" href="/console/figures/tiles?area=${at}">${t('tiles.title')}</a>`
        }
      </div>
    </form>`;
}

export function daysPart(words: Words, byDay: readonly DayFigures[], area: ChosenArea, days: number): Html {
  const { t } = words;
  if (byDay.length === 0) return html`<p>${t('figures.nothing')}</p>`;
  const where = `area=${area.path.at(-1) ?? ''}&days=${days}`;
  return card(
    t('figures.by_day'),
    html`<div class="columns">
      <img
        class="chart"
        src="/console/figures/days.svg?${where}"
        width="720"
        height="260"
        alt="${t('figures.by_day')}"
      />
      ${table(
        words,
        [t('figures.day'), t('figures.declarations'), t('figures.persons'), t('figures.family')],
        byDay
          .toReversed()
          .map((one) => [
            html`${words.day(one.day)}`,
            told(words, one.declarations),
            told(words, one.persons),
            told(words, one.family),
          ]),
      )}
    </div>`,
  );
}

export function kindsPart(words: Words, byKind: readonly KindFigure[]): Html {
  const { t } = words;
  const part = (kind: KindFigure['kind'], name: (code: string) => string): Html => {
    const rows = byKind.filter((one) => one.kind === kind);
    const most = Math.max(1, ...rows.map((row) => row.declarations ?? 0));
    return html`<section>
      <h3>${t(`figures.by_${kind}`)}</h3>
      ${
        rows.length === 0
          ? html`<p>${t('figures.nothing')}</p>`
          : table(
              words,
              [t(`figures.${kind}`), t('figures.declarations'), ''],
              rows.map(({ code, declarations }) => [
                html`${name(code)}`,
                told(words, declarations),
                html`<span class="bar-cell"
                  ><meter min="0" max="${most}" value="${declarations ?? 0}" aria-hidden="true"></meter
                ></span>`,
              ]),
            )
      }
    </section>`;
  };
  return card(
    t('figures.by_kind'),
    html`<div class="columns">
      ${part('level', (code) => t('level.named', { level: code, name: t(`level.${code}`) }))}
      ${part('symptoms', (code) => words.choice('symptoms', code))}
      ${part('exposure', (code) => words.choice('exposure', code))}
    </div>`,
  );
}

export function alarmsPart(words: Words, alarms: readonly Alarm[], area: ChosenArea): Html {
  const { t } = words;
  const names = new Map(area.below.map(({ code, name }) => [code, name]));
  return card(
    t('figures.alarms'),
    html`<p>${t('figures.alarms_method')}</p>
      ${
        alarms.length === 0
          ? html`<p>${t('figures.no_alarms')}</p>`
          : table(
              words,
              [t('figures.day'), t('area'), t('figures.with_symptoms'), t('figures.methods')],
              alarms
                .slice(0, 50)
                .map(({ day, code, count, methods }) => [
                  html`${words.day(day)}`,
                  html`${names.get(code) ?? code}`,
                  html`${words.number(count)}`,
                  html`${methods.join(', ')}`,
                ]),
            )
      }`,
  );
}

export function verificationPart(words: Words, work: readonly WorkFigures[], area: ChosenArea): Html {
  const { t, number } = words;
  if (area.below.length === 0 || work.length === 0) return nothing;
  const names = new Map(area.below.map(({ code, name }) => [code, name]));
  const heads = [
    'area',
    'figures.made',
    'figures.verified',
    'figures.on_time',
    'figures.median',
    'figures.overdue',
  ];
  return card(
    t('figures.verification'),
    table(
      words,
      [...heads, 'figures.unreachable'].map((key) => t(key)),
      work.map((one) => [
        html`<a href="/console/?area=${one.code}">${names.get(one.code) ?? one.code}</a>`,
        html`${number(one.made)}`,
        html`${number(one.verified)}`,
        html`${one.made === 0 ? '–' : `${number(Math.round((100 * one.onTime) / one.made))} %`}`,
        html`${one.medianHours === null ? '–' : number(Math.round(one.medianHours * 10) / 10)}`,
        html`${one.overdue === 0 ? '0' : html`<span class="late">${number(one.overdue)}</span>`}`,
        html`${number(one.unreachable)}`,
      ]),
    ),
  );
}

export const card = (title: string, body: Html): Html =>
  html`<section class="card mb-3">
    <div class="card-header"><h2 class="card-title">${title}</h2></div>
    <div class="card-body">${body}</div>
  </section>`;

/** A table whose first column names the row; the others are numbers. */
export function table(_words: Words, heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
  return html`<div class="table-responsive" tabindex="0">
    <table class="table table-sm">
      <thead>
        <tr>
          ${heads.map((head, i) =>
            // Above bars, which only draw what stands beside them, there is nothing to read out.
            head === ''
              ? html`<td></td>`
              : html`<th scope="col" class="${i === 0 ? '' : 'number'}">${head}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, i) =>
                i === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="number">${cell}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
