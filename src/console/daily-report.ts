import { asStaff } from '../storage/as-staff.ts';
import { dailyFigures, ISOLATION_PLACES, ISOLATION_SUMS, type DailyAsked } from '../storage/daily-figures.ts';
import { workFigures } from '../storage/work-figures.ts';
import type { ChosenArea } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { dayStart, laterDay } from './day-start.ts';

/** The daily report of an area: its parts, one line for each area below, and what it was made by. */
export interface DailyReport {
  day: string;
  /** Until when it counts: the end of the day, or the moment it was made. */
  asOf: Date;
  ruleset: string;
  rulesetVersion: number;
  adminVersion: string;
  parts: { name: DailyPart; columns: string[] }[];
  /** The last is the sum of the others, with code ''. Code null: no place below is known. */
  rows: { code: string | null; name: string; sums: Readonly<Record<string, number | null>> }[];
}

export type DailyPart = 'declarations' | 'findings' | 'verification' | 'isolation';

const WORK = ['work_made', 'work_verified', 'work_on_time', 'work_overdue', 'work_unreachable'];

/** Counts a day of an area as a member of staff may see it. */
export async function dailyReport(
  { db, assets, now }: Pick<ConsoleContext, 'db' | 'assets' | 'now'>,
  staff: string,
  area: ChosenArea,
  day: string,
  words: { total: string; unplaced: string },
): Promise<DailyReport> {
  const codesOf = (id: string): string[] => {
    const block = assets.flows.get('declaration')?.blocks.find((one) => one.id === id);
    return block !== undefined && 'choices' in block
      ? block.choices.map(({ code }) => code).filter((code) => code !== 'none')
      : [];
  };
  // The lowest areas have none below: theirs is the one line.
  const isLowest = area.below.length === 0;
  const own = area.path.at(-1) ?? '';
  const below = isLowest ? area.path.slice(0, -1) : area.path;
  const asOf = new Date(Math.min(now(), dayStart(laterDay(day, 1), assets.timeZone).getTime()));
  const asked: DailyAsked = {
    ...{ below, day, since: dayStart(day, assets.timeZone), until: asOf },
    ...{ symptoms: codesOf('symptoms'), exposures: codesOf('exposure') },
  };
  const found = await asStaff(db, staff, async (tx) => ({
    figures: await dailyFigures(tx, asked),
    work: await workFigures(tx, below, asked.since, asOf),
  }));
  const figures = new Map(found.figures.map(({ code, sums }) => [code, sums]));
  const work = new Map(found.work.map((one) => [one.code, one]));
  const lines = isLowest ? [{ code: own, name: area.name ?? own }] : area.below;
  const unplaced = !isLowest && figures.has(null) ? [{ code: null, name: words.unplaced }] : [];
  const parts: DailyReport['parts'] = [
    {
      name: 'declarations',
      columns: ['declarations', 'declarations_total', 'persons', 'persons_total', 'family', 'updates'],
    },
    {
      name: 'findings',
      columns: [
        ...[0, 1, 2, 3, 4, 5].map((level) => `level_${level}`),
        ...asked.exposures.map((code) => `exposure_${code}`),
        ...asked.symptoms.map((code) => `symptom_${code}`),
      ],
    },
    { name: 'verification', columns: [...WORK, 'work_median_hours'] },
    {
      name: 'isolation',
      columns: ISOLATION_PLACES.flatMap((place) => ISOLATION_SUMS.map((sum) => `isolation_${place}_${sum}`)),
    },
  ];
  const rows = [...lines, ...unplaced].map(({ code, name }) => {
    const done = work.get(code ?? '');
    const kept = { ...zeros(parts), ...figures.get(code) };
    const worked = [done?.made, done?.verified, done?.onTime, done?.overdue, done?.unreachable];
    const counted = Object.fromEntries(WORK.map((column, i) => [column, worked[i] ?? 0]));
    return { code, name, sums: { ...kept, ...counted, work_median_hours: done?.medianHours ?? null } };
  });
  const total = { ...zeros(parts), work_median_hours: null } as Record<string, number | null>;
  for (const { sums } of rows)
    for (const [column, sum] of Object.entries(sums))
      if (column !== 'work_median_hours') total[column] = (total[column] ?? 0) + (sum ?? 0);
  return {
    ...{ day, asOf, adminVersion: assets.adminVersion, parts },
    ...{ ruleset: assets.triage.ruleset, rulesetVersion: assets.triage.version },
    rows: [...rows, { code: '', name: words.total, sums: total }],
  };
}

const zeros = (parts: DailyReport['parts']): Record<string, number | null> =>
  Object.fromEntries(parts.flatMap(({ columns }) => columns.map((column) => [column, 0])));
