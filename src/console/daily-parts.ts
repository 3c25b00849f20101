import { ISOLATION_PLACES, ISOLATION_SUMS, type DailyAsked } from '../storage/daily-figures.ts';

export interface DailyPart {
  name: 'declarations' | 'adoption' | 'reports' | 'findings' | 'verification' | 'isolation';
  columns: string[];
}

/** The figures of a line by the name of their column; null: not known. */
export type Sums = Readonly<Record<string, number | null>>;

export const WORK = ['work_made', 'work_verified', 'work_on_time', 'work_overdue', 'work_unreachable'];
/** What no sum can be made of. */
const SUMLESS = ['work_median_hours', 'adoption_share'];

/** The parts of the report with their columns, in the order they are read. */
export function dailyParts({ symptoms, exposures }: Pick<DailyAsked, 'symptoms' | 'exposures'>): DailyPart[] {
  return [
    {
      name: 'declarations',
      columns: ['declarations', 'declarations_total', 'persons', 'persons_total', 'family', 'updates'],
    },
    { name: 'adoption', columns: ['persons_first', 'population', 'adoption_share'] },
    { name: 'reports', columns: ['reports_received', 'reports_handled', 'reports_outstanding'] },
    {
      name: 'findings',
      columns: [
        ...[0, 1, 2, 3, 4, 5].map((level) => `level_${level}`),
        ...exposures.map((code) => `exposure_${code}`),
        ...symptoms.map((code) => `symptom_${code}`),
      ],
    },
    { name: 'verification', columns: [...WORK, 'work_median_hours'] },
    {
      name: 'isolation',
      columns: ISOLATION_PLACES.flatMap((place) => ISOLATION_SUMS.map((sum) => `isolation_${place}_${sum}`)),
    },
  ];
}

/** The sums of all lines. The population is known only where it is of every area. */
export function totalOf(
  parts: readonly DailyPart[],
  rows: readonly { code: string | null; sums: Sums }[],
): Record<string, number | null> {
  const columns = parts.flatMap((part) => part.columns);
  return Object.fromEntries(
    columns.map((column) => {
      const counted = column === 'population' ? rows.filter(({ code }) => code !== null) : rows;
      const values = counted.map(({ sums }) => sums[column] ?? null);
      if (SUMLESS.includes(column) || values.includes(null)) return [column, null];
      return [column, values.reduce<number>((sum, value) => sum + (value ?? 0), 0)];
    }),
  );
}
