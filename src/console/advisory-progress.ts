import { broadcastChannels } from '../broadcast/compose.ts';
import { secondsFor, type Rates } from '../broadcast/rates.ts';
import type { Advisory, NamedAdvisory } from '../storage/advisories.ts';
import type { AreaOutcome, Outcome } from '../storage/advisory-report.ts';
import type { DeliveryStatus } from '../storage/broadcast-tables.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
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
const shown = (visitor: Visitor, count: number): number | null =>
  count >= 1 && count <= 4 && !seesHealth(visitor) ? null : count;

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
        ${reasonsPart(words, progress)} ${areasPart(words, progress)}
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

function headPart(words: Words, { advisory, outcomes, pace, rates, seconds }: Progress): Html {
  const t = advisoryWords(words);
  const all = sum(outcomes, () => true);
  const open = sum(outcomes, isOpen);
  const rest = broadcastChannels.map((channel) =>
    secondsFor(
      sum(outcomes, (one) => one.channel === channel && isOpen(one)),
      Math.min(rates[channel], advisory.rate ?? Infinity),
    ),
  );
  const sent = pace.reduce((count, one) => count + one.sent, 0);
  const told = [
    t('progress.of', { done: words.number(all - open), all: words.number(all) }),
    ...(open > 0 ? [t('progress.rest', { time: durationOf(words, Math.max(...rest)) })] : []),
    ...(advisory.status === 'sending'
      ? [t('progress.pace', { count: words.number(Math.round((10 * sent) / seconds) / 10) })]
      : []),
  ];
  return html`<p>${stateMark(words, advisory.status)} ${told.join(' · ')}</p>
    ${
      advisory.status === 'halted' && advisory.reason !== null
        ? html`<p class="alert alert-danger" role="note">${t(`halted.${advisory.reason}`)}</p>`
        : nothing
    }
    <progress
      class="w-100 mb-2"
      max="${Math.max(1, all)}"
      value="${all - open}"
      aria-label="${t('progress.title')}"
    ></progress>`;
}

function channelsPart(words: Words, { outcomes, visitor }: Progress): Html {
  const t = advisoryWords(words);
  const columns = outcomeNames.filter((name) => outcomes.some(({ status }) => status === name));
  const hasRead = outcomes.some(({ read }) => read > 0);
  const row = (name: string, own: readonly Outcome[]): Html[] => [
    html`${name}`,
    ...columns.map((status) =>
      told(
        words,
        shown(
          visitor,
          sum(own, (one) => one.status === status),
        ),
      ),
    ),
    ...(hasRead
      ? [
          told(
            words,
            shown(
              visitor,
              own.reduce((count, { read }) => count + read, 0),
            ),
          ),
        ]
      : []),
    told(
      words,
      shown(
        visitor,
        sum(own, () => true),
      ),
    ),
  ];
  const channels = [...new Set(outcomes.map(({ channel }) => channel))];
  const rows = channels.map((channel) =>
    row(
      words.t(`channel.${channel}`),
      outcomes.filter((one) => one.channel === channel),
    ),
  );
  return table(
    words,
    [
      t('progress.channel'),
      ...columns.map((name) => t(`outcome.${name}`)),
      ...(hasRead ? [t('progress.read')] : []),
      t('progress.total'),
    ],
    channels.length > 1 ? [...rows, row(t('progress.all'), outcomes)] : rows,
  );
}

/** Why people did not get it, where it is known. */
function reasonsPart(words: Words, { outcomes, visitor }: Progress): Html {
  const t = advisoryWords(words);
  const rows = outcomes.filter(({ reason, status }) => reason !== null && status !== 'sent');
  if (rows.length === 0) return nothing;
  return html`<h3>${t('progress.reasons')}</h3>
    ${table(
      words,
      [t('progress.reason'), t('progress.channel'), t('progress.outcome'), t('progress.persons')],
      rows.map((one) => [
        html`${t(`reason.${one.reason ?? ''}`)}`,
        html`${words.t(`channel.${one.channel}`)}`,
        html`${t(`outcome.${one.status}`)}`,
        told(words, shown(visitor, one.persons)),
      ]),
    )}`;
}

function areasPart(words: Words, progress: Progress): Html {
  const t = advisoryWords(words);
  const { byArea } = progress;
  if (byArea.length === 0) return nothing;
  const columns = outcomeNames.filter((name) => byArea.some(({ status }) => status === name));
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
