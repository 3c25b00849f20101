import { readIsTold } from '../broadcast/compose.ts';
import type { Rates } from '../broadcast/rates.ts';
import { LEAST_TOLD } from '../follow-up/suppress.ts';
import type { NamedAdvisory } from '../storage/advisories.ts';
import type { AreaOutcome, Outcome } from '../storage/advisory-report.ts';
import type { DeliveryStatus } from '../storage/broadcast-tables.ts';
import type { ArticleOutcome } from '../storage/advisory-articles.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { advisoryWords } from './advisory-words.ts';
import type { ChosenArea } from './area-of.ts';
import { table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { seesHealth } from './sees-health.ts';
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

/** A count as the visitor may know it. */
export const shownTo = (visitor: Visitor, count: number): number | null =>
  count >= 1 && count < LEAST_TOLD && !seesHealth(visitor) ? null : count;

/** How many people had one of some outcomes. */
export const sum = (outcomes: readonly Outcome[], which: (one: Outcome) => boolean): number =>
  outcomes.reduce((count, one) => count + (which(one) ? one.persons : 0), 0);

export const statusesOf = (outcomes: readonly { status: DeliveryStatus }[]): DeliveryStatus[] =>
  outcomeNames.filter((name) => outcomes.some(({ status }) => status === name));

/** How many of each channel had each outcome that occurs, as far as the visitor may know. */
export function cellsOf({ outcomes, visitor }: Progress): { channel: string; cells: (number | null)[] }[] {
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

/** What became of people on each channel, and who read it where the platform tells. */
export function channelsPart(words: Words, progress: Progress): Html {
  const t = advisoryWords(words);
  const { outcomes, visitor } = progress;
  const columns = statusesOf(outcomes);
  const rows = cellsOf(progress);
  const telling = rows.filter(({ channel }) => readIsTold.has(channel));
  const hasRead = telling.length > 0;
  const readOf = (channel: string): number | null =>
    shownTo(
      visitor,
      outcomes.reduce((count, one) => count + (one.channel === channel ? one.read : 0), 0),
    );
  const readPart = (channel: string): Html =>
    readIsTold.has(channel) ? told(words, readOf(channel)) : html`${t('progress.read_untold')}`;
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
            telling.map(({ channel }) => readOf(channel)),
          ),
        ]
      : []),
    sumPart(
      words,
      rows.flatMap(({ cells }) => cells),
    ),
  ];
  return html`${table(
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
          ...(hasRead ? [readPart(channel)] : []),
          sumPart(words, cells),
        ]),
        ...(rows.length > 1 ? [whole] : []),
      ],
    )}
    <p class="text-secondary">${t('progress.read_means')}</p>`;
}

/** Why people did not get it, where it is known; how many for each only to who sees single people. */
export function reasonsPart(words: Words, { outcomes, visitor }: Progress): Html {
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
