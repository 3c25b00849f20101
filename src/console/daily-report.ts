import { asStaff } from '../storage/as-staff.ts';
import { dailyFigures, type DailyAsked } from '../storage/daily-figures.ts';
import { populationOf } from '../storage/population.ts';
import { workFigures } from '../storage/work-figures.ts';
import type { ChosenArea } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { dailyParts, totalOf, WORK, type DailyPart, type Sums } from './daily-parts.ts';
import { hourOf, laterDay } from './day-start.ts';

/** The daily report of an area: its parts, one line for each area below, and what it was made by. */
export interface DailyReport {
  day: string;
  /** The hour it is cut off at: the day is the 24 hours before. */
  hour: number;
  since: Date;
  /** Until when it counts: the cut-off, or the moment it was made. */
  asOf: Date;
  ruleset: string;
  rulesetVersion: number;
  adminVersion: string;
  parts: DailyPart[];
  /** The last is the sum of the others, with code ''. Code null: no place below is known. */
  rows: { code: string | null; name: string; sums: Sums }[];
}

export interface DailyChoice {
  area: ChosenArea;
  /** Also people whose place of living is not known. */
  unplaced: boolean;
  day: string;
  /** 1 to 24 */
  hour: number;
}

/** Counts a day of an area as a member of staff may see it. */
export async function dailyReport(
  { db, assets, now }: Pick<ConsoleContext, 'db' | 'assets' | 'now'>,
  staff: string,
  { area, unplaced, day, hour }: DailyChoice,
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
  const lines = isLowest ? [{ code: own, name: area.name ?? own }] : area.below;
  const since = hourOf(laterDay(day, -1), hour, assets.timeZone);
  const asOf = new Date(Math.min(now(), hourOf(day, hour, assets.timeZone).getTime()));
  const asked: DailyAsked = {
    ...{ below, unplaced, since, until: asOf },
    ...{ symptoms: codesOf('symptoms'), exposures: codesOf('exposure') },
  };
  const found = await asStaff(db, staff, async (tx) => ({
    figures: await dailyFigures(tx, asked),
    work: await workFigures(tx, below, since, asOf),
    population: await populationOf(
      tx,
      assets.adminVersion,
      lines.map(({ code }) => code),
    ),
  }));
  const figures = new Map(found.figures.map(({ code, sums }) => [code, sums]));
  const work = new Map(found.work.map((one) => [one.code, one]));
  const unknown = !isLowest && figures.has(null) ? [{ code: null, name: words.unplaced }] : [];
  const parts = dailyParts(asked);
  const zeros = Object.fromEntries(parts.flatMap(({ columns }) => columns.map((column) => [column, 0])));
  const rows = [...lines, ...unknown].map(({ code, name }) => {
    const done = work.get(code ?? '');
    const worked = [done?.made, done?.verified, done?.onTime, done?.overdue, done?.unreachable];
    const population = found.population.get(code ?? '') ?? null;
    const sums = {
      ...{ ...zeros, ...figures.get(code), population },
      ...Object.fromEntries(WORK.map((column, i) => [column, worked[i] ?? 0])),
      work_median_hours: done?.medianHours ?? null,
    };
    return { code, name, sums: { ...sums, adoption_share: shareOf(sums) } };
  });
  const total = totalOf(parts, rows);
  return {
    ...{ day, hour, since, asOf, adminVersion: assets.adminVersion, parts },
    ...{ ruleset: assets.triage.ruleset, rulesetVersion: assets.triage.version },
    rows: [...rows, { code: '', name: words.total, sums: { ...total, adoption_share: shareOf(total) } }],
  };
}

/** Of the population, in percent to one decimal. */
function shareOf({ persons_total: persons, population }: Sums): number | null {
  if (persons === undefined || persons === null || !population) return null;
  return Math.round((1000 * persons) / population) / 10;
}
