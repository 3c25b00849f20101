import { broadcastChannels } from '../broadcast/compose.ts';
import { secondsFor, type Rates } from '../broadcast/rates.ts';
import { LEAST_TOLD } from '../follow-up/suppress.ts';
import type { Advisory, NamedAdvisory } from '../storage/advisories.ts';
import type { AreaOutcome, Outcome } from '../storage/advisory-report.ts';
import type { DeliveryStatus } from '../storage/broadcast-tables.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { ArticleOutcome } from '../storage/advisory-articles.ts';
import { articleOutcomePart } from './advisory-article-part.ts';
import { stateMark } from './advisory-list.ts';
import { durationOf } from './advisory-preview.ts';
import { stepsPart } from './advisory-step-forms.ts';
import { advisoryWords } from './advisory-words.ts';
import type { ChosenArea } from './area-of.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { tellerOf, visitorTells } from './may-tell.ts';
import { seesHealth } from './sees-health.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

/** How sending goes, or went. */
export interface Progress {
  advisory: NamedAdvisory;
  area: ChosenArea;
  outcomes: readonly Outcome[];
  article: ArticleOutcome | undefined;
  byArea: readonly AreaOutcome[];
  /** Sent in each of the last `seconds`. */
  pace: readonly { sent: number }[];
  seconds: number;
  rates: Rates;
  visitor: Visitor;
}

/** What can become of somebody, in the order it is shown in. */
export const outcomeNames: readonly DeliveryStatus[] = [
  ...(['waiting', 'sending', 'sent', 'failed', 'unknown'] as const),
  ...(['skipped', 'expired', 'cancelled'] as const),
];

/** Whether it was approved and not taken back before anybody was sent it: it is told how sending goes. */
export const isUnderWay = ({ status, frozen_at: frozen }: Advisory): boolean =>
  frozen !== null || status === 'approved' || status === 'freezing';

/** A count as the visitor may know it. */
export const shownTo = (visitor: Visitor, count: number): number | null =>
  count >= 1 && count < LEAST_TOLD && !seesHealth(visitor) ? null : count;

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
        </p>
        ${isOver ? nothing : html`<p class="text-secondary">${t('progress.live')}</p>`}`,
    )}
  </div>`;
}

const sum = (outcomes: readonly Outcome[], which: (one: Outcome) => boolean): number =>
  outcomes.reduce((count, one) => count + (which(one) ? one.persons : 0), 0);
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

const statusesOf = (outcomes: readonly { status: DeliveryStatus }[]): DeliveryStatus[] =>
  outcomeNames.filter((name) => outcomes.some(({ status }) => status === name));

/** How many of each channel had each outcome that occurs, as far as the visitor may know. */
function cellsOf({ outcomes, visitor }: Progress): { channel: string; cells: (number | null)[] }[] {
  const columns = statusesOf(outcomes);
  return [...new Set(outcomes.map(({ channel }) => channel))].map((channel) => ({
    channel,
    cells: columns.map((status) =>
      shownTo(
        visitor,
        sum(outcomes, (one) => one.channel === channel && one.status === status),
      ),
    ),
  }));
}

/** A sum; with one of its parts hidden it is not told, as that one could be computed. */
const sumPart = (words: Words, parts: readonly (number | null)[]): Html =>
  parts.includes(null)
    ? html`–`
    : html`${words.number(parts.reduce((all: number, one) => all + (one ?? 0), 0))}`;

function channelsPart(words: Words, progress: Progress): Html {
  const t = advisoryWords(words);
  const { outcomes, visitor } = progress;
  const columns = statusesOf(outcomes);
  const rows = cellsOf(progress);
  const hasRead = outcomes.some(({ read }) => read > 0);
  const readOf = (channel: string): number | null =>
    shownTo(
      visitor,
      outcomes.reduce((count, one) => count + (one.channel === channel ? one.read : 0), 0),
    );
  const whole = [
    html`${t('progress.all')}`,
    ...columns.map((_, i) =>
      sumPart(
        words,
        rows.map(({ cells }) => cells[i] ?? null),
      ),
    ),
    ...(hasRead
      ? [
          sumPart(
            words,
            rows.map(({ channel }) => readOf(channel)),
          ),
        ]
      : []),
    sumPart(
      words,
      rows.flatMap(({ cells }) => cells),
    ),
  ];
  return table(
    words,
    [
      t('progress.channel'),
      ...columns.map((name) => t(`outcome.${name}`)),
      ...(hasRead ? [t('progress.read')] : []),
      t('progress.total'),
    ],
    [
      ...rows.map(({ channel, cells }) => [
        html`${words.t(`channel.${channel}`)}`,
        ...cells.map((count) => told(words, count)),
        ...(hasRead ? [told(words, readOf(channel))] : []),
        sumPart(words, cells),
      ]),
      ...(rows.length > 1 ? [whole] : []),
    ],
  );
}

/** Why people did not get it, where it is known; how many for each only to who sees single people. */
function reasonsPart(words: Words, { outcomes, visitor }: Progress): Html {
  const t = advisoryWords(words);
  const rows = outcomes.filter(({ reason }) => reason !== null);
  if (rows.length === 0) return nothing;
  const isCounted = seesHealth(visitor);
  return html`<h3>${t('progress.reasons')}</h3>
    ${table(
      words,
      [
        t('progress.reason'),
        t('progress.channel'),
        t('progress.outcome'),
        ...(isCounted ? [t('progress.persons')] : []),
      ],
      rows.map((one) => [
        html`${t(`reason.${one.reason ?? ''}`)}`,
        html`${words.t(`channel.${one.channel}`)}`,
        html`${t(`outcome.${one.status}`)}`,
        ...(isCounted ? [html`${words.number(one.persons)}`] : []),
      ]),
    )}`;
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
