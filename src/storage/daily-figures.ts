import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** A day of the areas one level below. */
export interface DailyAsked {
  /** Codes from the province down. */
  below: readonly string[];
  /** Also people whose place of living is not known, on a line of their own. */
  unplaced: boolean;
  /** The day: from then on, and before `until`. */
  since: Date;
  until: Date;
  /** Codes that are counted each. */
  symptoms: readonly string[];
  exposures: readonly string[];
}

/** Sums of an area by the name of their column; what is absent is 0. Code null: no place below is known. */
export interface DailyRow {
  code: string | null;
  sums: Readonly<Record<string, number>>;
}

export const ISOLATION_PLACES = ['concentrated', 'home', 'facility'] as const;
export const ISOLATION_SUMS = ['total', 'current', 'new', 'ended', 'ended_today'] as const;

/** The sums of a day (domain dossier, 7.4) as row-level security lets their author see them; areas without any are absent. */
export async function dailyFigures(tx: Scoped, asked: DailyAsked): Promise<DailyRow[]> {
  const { below, since, until } = asked;
  const code = sql.raw(`area_path[${below.length + 1}] as code`);
  const own = below.length === 0 ? sql`true` : sql`area_path[${sql.lit(below.length)}] = ${below.at(-1)}`;
  const inArea = asked.unplaced ? sql`(${own} or area_path[1] is null)` : own;
  const isNew = sql`declared_at >= ${since}`;
  const counted = (name: string, condition: RawBuilder<unknown>, what = sql`*`) =>
    sql`count(${what}) filter (where ${condition}) as ${sql.ref(name)}`;
  const parts: RawBuilder<Record<string, string | null>>[] = [
    sql`select ${code}, count(*) as declarations_total, ${sql.join([
      counted('declarations', isNew),
      counted('persons', isNew, sql`distinct (urn, subject)`),
      counted('family', sql`${isNew} and subject <> 'self'`),
      ...[0, 1, 2, 3, 4, 5].map((level) => counted(`level_${level}`, sql`${isNew} and level = ${level}`)),
      ...asked.exposures.map((one) => counted(`exposure_${one}`, sql`${isNew} and ${one} = any(exposures)`)),
      ...asked.symptoms.map((one) => counted(`symptom_${one}`, sql`${isNew} and ${one} = any(symptoms)`)),
    ])} from declarations where ${inArea} and declared_at < ${until} group by 1`,
    sql`select ${code}, count(*) as persons_total, ${counted('persons_first', sql`first_declared_at >= ${since}`)} from persons
      where ${inArea} and merged_into is null and first_declared_at < ${until} group by 1`,
    sql`select ${code}, count(*) as updates from health_log h join persons p on p.id = h.person
      where ${inArea} and h.at >= ${since} and h.at < ${until} group by 1`,
    // Handled: verified, or closed without that. Nulls do not count for `least`.
    sql`select ${code}, ${sql.join([
      counted('reports_received', sql`created_at >= ${since}`),
      counted('reports_handled', sql`done >= ${since} and done < ${until}`),
      counted('reports_outstanding', sql`done is null or done >= ${until}`),
    ])} from (select area_path, created_at, least(verified_at, closed_at) as done from work_items
      where kind = 'verify' and created_at < ${until} and ${inArea}) reports group by 1`,
    sql`select ${code}, ${sql.join(
      ISOLATION_PLACES.flatMap((place) => {
        const here = sql`place = ${place} and decided_at < ${until}`;
        const when = {
          total: here,
          current: sql`${here} and (ended_at is null or ended_at >= ${until})`,
          new: sql`${here} and decided_at >= ${since}`,
          ended: sql`${here} and ended_at < ${until}`,
          ended_today: sql`${here} and ended_at >= ${since} and ended_at < ${until}`,
        };
        return ISOLATION_SUMS.map((sum) => counted(`isolation_${place}_${sum}`, when[sum]));
      }),
    )} from isolations where ${inArea} group by 1`,
  ];
  const rows = new Map<string | null, Record<string, number>>();
  for (const part of parts) {
    for (const { code: of = null, ...sums } of (await part.execute(tx)).rows) {
      const known = rows.get(of) ?? {};
      for (const [name, sum] of Object.entries(sums)) known[name] = Number(sum);
      rows.set(of, known);
    }
  }
  return [...rows].map(([of, sums]) => ({ code: of, sums }));
}
