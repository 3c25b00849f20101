import { seesHealth } from './sees-health.ts';
import { readIsTold } from '../broadcast/compose.ts';
import { hideSecond } from '../follow-up/suppress.ts';
import type { AreaOutcome, Outcome } from '../storage/advisory-report.ts';
import { shownTo, type Progress } from './advisory-outcomes.ts';
import { namedAreas } from './advisory-progress.ts';
import { advisoryWords } from './advisory-words.ts';
import type { Cell, Heading } from './export-columns.ts';
import type { Words } from './words.ts';

const column = (name: string, title: (words: Words) => string): Heading => ({ name, code: false, title });
const of =
  (key: string) =>
  (words: Words): string =>
    advisoryWords(words)(key);
const outcome = [
  column('outcome', of('progress.outcome')),
  column('outcome_code', (words) => `${advisoryWords(words)('progress.outcome')} (code)`),
];

/** What became of an advisory by channel, outcome and reason, as a table that leaves the console. */
export const channelColumns: readonly Heading[] = [
  column('channel', of('progress.channel')),
  ...outcome,
  column('reason', of('progress.reason')),
  column('persons', of('progress.persons')),
  column('read', of('progress.read')),
];

/** Without reasons, and small counts, for who sees no single people. */
export function channelRows({ outcomes, visitor }: Progress, words: Words): Cell[][] {
  const t = advisoryWords(words);
  const isWhole = seesHealth(visitor);
  const merged = new Map<string, Outcome>();
  for (const one of outcomes) {
    const key = isWhole ? JSON.stringify(one) : `${one.channel} ${one.status}`;
    const before = merged.get(key) ?? { persons: 0, read: 0 };
    const counts = { persons: before.persons + one.persons, read: before.read + one.read };
    merged.set(key, { ...one, ...counts, reason: isWhole ? one.reason : null });
  }
  const count = (persons: number): Cell => shownTo(visitor, persons) ?? SMALL;
  return [...merged.values()].map(({ channel, status, reason, persons, read }) => [
    ...[words.t(`channel.${channel}`), t(`outcome.${status}`), status],
    ...[reason === null ? '' : t(`reason.${reason}`), count(persons)],
    readIsTold.has(channel) ? count(read) : t('progress.read_untold'),
  ]);
}

/** The same by the areas right below. */
export const areaColumns: readonly Heading[] = [
  column('area', ({ t }) => t('area')),
  { ...column('area_code', ({ t }) => `${t('area')} (code)`), code: true },
  ...outcome,
  column('persons', of('progress.persons')),
];

export function areaRows(progress: Progress, words: Words): Cell[][] {
  return namedAreas(words, progress).flatMap(({ code, name }) =>
    progress.byArea
      .filter((one) => one.code === code)
      .map(({ status, persons }) => [
        ...[name, code ?? '', advisoryWords(words)(`outcome.${status}`), status],
        persons ?? SMALL,
      ]),
  );
}

/** Hides one more area of an outcome where one is hidden: the sum of them is told as well. */
export function hideMore(rows: readonly AreaOutcome[]): AreaOutcome[] {
  return [...new Set(rows.map(({ status }) => status))].flatMap((status) => {
    const own = rows.filter((one) => one.status === status);
    const cells = hideSecond(own.map(({ persons }) => persons));
    return own.map((one, i) => ({ ...one, persons: cells[i] ?? null }));
  });
}

/** Fewer than five, and whoever asks may not know how many. */
const SMALL = '<5';
