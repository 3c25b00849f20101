import { broadcastChannels } from '../broadcast/compose.ts';
import { secondsFor } from '../broadcast/rates.ts';
import type { Advisory } from '../storage/advisories.ts';
import type { Outcome } from '../storage/advisory-report.ts';
import { articleOutcomePart } from './advisory-article-part.ts';
import { cellsOf, channelsPart, reasonsPart, statusesOf, sum, type Progress } from './advisory-outcomes.ts';
import { stateMark } from './advisory-list.ts';
import { durationOf } from './advisory-preview.ts';
import { stepsPart } from './advisory-step-forms.ts';
import { advisoryWords } from './advisory-words.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { tellerOf, visitorTells } from './may-tell.ts';
import { seesHealth } from './sees-health.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

/** Whether it was approved and not taken back before anybody was sent it: it is told how sending goes. */
export const isUnderWay = ({ status, frozen_at: frozen }: Advisory): boolean =>
  frozen !== null || status === 'approved' || status === 'freezing';

/** The part that looks again by itself every two seconds, until all is over. */
export function progressPart(making: Making, progress: Progress): Html {
  const { words, csrf } = making;
  const t = advisoryWords(words);
  const { advisory, visitor } = progress;
  const isOver = advisory.ended_at !== null;
  const address = `/console/advisories/${advisory.id}`;
  const canRetry = visitorTells(visitor) && sum(progress.outcomes, ({ status }) => status === 'failed') > 0;
  const live = html`hx-get="${address}/progress" hx-trigger="every 2s" hx-swap="outerMorph"`;
  return html`<div id="progress" ${isOver ? nothing : live}>
    ${card(
      t(isOver ? 'progress.report' : 'progress.title'),
      html`${headPart(words, progress)} ${stepsPart(making, advisory, tellerOf(visitor))}
        ${progress.outcomes.length === 0 ? html`<p>${t('progress.nothing')}</p>` : channelsPart(words, progress)}
        ${articleOutcomePart(words, progress.article)} ${reasonsPart(words, progress)}
        ${areasPart(words, progress)}
        ${
          canRetry && advisory.status !== 'cancelled'
            ? html`<form method="post" action="${address}/retry">
                <input type="hidden" name="_csrf" value="${csrf}" />
                <p>
                  <button class="btn">${t('progress.retry')}</button>
                  <span class="text-secondary">${t('progress.retry_means')}</span>
                </p>
              </form>`
            : nothing
        }
        <p>
          <a href="${address}/report.csv?by=channel">${t('progress.csv')}</a> ·
          <a href="${address}/report.csv?by=area">${t('progress.csv_areas')}</a>
          ${
            seesHealth(visitor)
              ? html`· ${t('progress.persons_file')} <a href="${address}/persons?format=csv">CSV</a> ·
                  <a href="${address}/persons?format=csv-semicolon">CSV (;)</a> ·
                  <a href="${address}/persons?format=xlsx">Excel</a>`
              : nothing
          }
        </p>
        ${isOver ? nothing : html`<p class="text-secondary">${t('progress.live')}</p>`}`,
    )}
  </div>`;
}

const isOpen = ({ status }: Outcome): boolean => status === 'waiting' || status === 'sending';

function headPart(words: Words, progress: Progress): Html {
  const t = advisoryWords(words);
  const { advisory, outcomes, pace, rates, seconds } = progress;
  const all = sum(outcomes, () => true);
  const open = sum(outcomes, isOpen);
  const share = Math.floor((100 * (all - open)) / Math.max(1, all));
  const rest = broadcastChannels.map((channel) =>
    secondsFor(
      sum(outcomes, (one) => one.channel === channel && isOpen(one)),
      Math.min(rates[channel], advisory.rate ?? Infinity),
    ),
  );
  const sent = pace.reduce((count, one) => count + one.sent, 0);
  const isTold = cellsOf(progress).every(({ cells }) => !cells.includes(null));
  const said = [
    isTold
      ? t('progress.of', { done: words.number(all - open), all: words.number(all) })
      : t('progress.share', { share }),
    ...(open > 0 ? [t('progress.rest', { time: durationOf(words, Math.max(...rest)) })] : []),
    ...(advisory.status === 'sending'
      ? [t('progress.pace', { count: words.number(Math.round((10 * sent) / seconds) / 10) })]
      : []),
  ];
  return html`<p>${stateMark(words, advisory.status)} ${said.join(' · ')}</p>
    ${
      advisory.status === 'halted' && advisory.reason !== null
        ? html`<p class="alert alert-danger" role="note">${t(`halted.${advisory.reason}`)}</p>`
        : nothing
    }
    <progress class="w-100 mb-2" max="100" value="${share}" aria-label="${t('progress.title')}"></progress>`;
}

function areasPart(words: Words, progress: Progress): Html {
  const t = advisoryWords(words);
  const { byArea } = progress;
  if (byArea.length === 0) return nothing;
  const columns = statusesOf(byArea);
  return html`<h3>${t('progress.areas')}</h3>
    ${table(
      words,
      [words.t('area'), ...columns.map((name) => t(`outcome.${name}`))],
      namedAreas(words, progress).map(({ name, code }) => [
        html`${name}`,
        ...columns.map((status) => {
          const found = byArea.find((one) => one.code === code && one.status === status);
          return told(words, found === undefined ? 0 : found.persons);
        }),
      ]),
    )}`;
}

/** The areas there are outcomes of, by name, and last those of unknown place. */
export function namedAreas(
  words: Words,
  { byArea, area }: Progress,
): { code: string | null; name: string }[] {
  const codes = new Set(byArea.map(({ code }) => code));
  return [
    ...area.below.filter(({ code }) => codes.has(code)),
    ...(codes.has(null) ? [{ code: null, name: advisoryWords(words)('progress.unplaced') }] : []),
  ];
}
