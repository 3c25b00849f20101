import type { DailyReport } from './daily-report.ts';
import { code, plain, time, type Column } from './export-columns.ts';
import type { Words } from './words.ts';

type Line = DailyReport['rows'][number];

/** The daily report as one table for machines and for Excel: what it was made by stands on every line. */
export function dailyColumns(report: DailyReport): Column<Line>[] {
  return [
    plain('report_day', (_line, { words }) => words.day(report.day)),
    plain('report_day_iso', () => report.day),
    code('area_code', (line) => line.code),
    plain('area_name', (line) => line.name),
    ...report.parts
      .flatMap(({ columns }) => columns)
      .map((name) => ({
        ...plain<Line>(name, (line) => line.sums[name] ?? null),
        title: (words: Words) => dailyTitle(name, words),
      })),
    ...time<Line>('counted_from', () => report.since),
    ...time<Line>('as_of', () => report.asOf),
    plain('ruleset', () => report.ruleset),
    plain('ruleset_version', () => report.rulesetVersion),
    code('admin_version', () => report.adminVersion),
  ];
}

/** What a sum of the report is called. */
export function dailyTitle(name: string, words: Words): string {
  const { t } = words;
  const [, kind, rest = ''] = /^(level|exposure|symptom|isolation)_(.+)$/.exec(name) ?? [];
  if (kind === 'level') return t('level.named', { level: rest, name: t(`level.${rest}`) });
  if (kind === 'exposure') return words.choice('exposure', rest);
  if (kind === 'symptom') return words.choice('symptoms', rest);
  if (kind === 'isolation') {
    const at = rest.indexOf('_');
    const place = t(`console-exports:isolation_place.${rest.slice(0, at)}`);
    return `${place}: ${t(`console-exports:daily.isolation_sum.${rest.slice(at + 1)}`)}`;
  }
  return t(`console-exports:daily.column.${name}`);
}
