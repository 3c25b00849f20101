import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** Which declarations are counted. */
export interface Span {
  /** Codes from the province down; empty: everything. */
  below: readonly string[];
  /** Declared then or later, and before `until`. */
  since: Date;
  until: Date;
  /** IANA name; days are counted in it. */
  zone: string;
}

/** Null: from 1 to 4, and this member of staff may not know small counts. */
export type Count = number | null;

export interface DayFigures {
  /** `2020-03-27` */
  day: string;
  declarations: Count;
  persons: Count;
  /** Declarations for somebody of the household. */
  family: Count;
}

/** Sums of every day that has a declaration, oldest first. */
export async function figuresByDay(tx: Scoped, { below, since, until, zone }: Span): Promise<DayFigures[]> {
  const found = await sql<Record<'day' | 'declarations' | 'persons' | 'family', string | null>>`
    select day::text, declarations, persons, family
    from figures_by_day(${[...below]}, ${since}, ${until}, ${zone})`.execute(tx);
  return found.rows.map((row) => ({
    day: row.day ?? '',
    declarations: toCount(row.declarations),
    persons: toCount(row.persons),
    family: toCount(row.family),
  }));
}

export type FigureKind = 'level' | 'symptoms' | 'exposure';

export interface KindFigure {
  kind: FigureKind;
  code: string;
  declarations: Count;
}

/** Sums by level of concern, symptom and exposure, the largest first. */
export async function figuresByKind(tx: Scoped, { below, since, until }: Span): Promise<KindFigure[]> {
  const found = await sql<{ kind: FigureKind; code: string; declarations: string | null }>`
    select kind, code, declarations from figures_by_kind(${[...below]}, ${since}, ${until})`.execute(tx);
  return found.rows.map((row) => ({ ...row, declarations: toCount(row.declarations) }));
}

export interface AreaFigures {
  code: string;
  /** People a declaration was ever made about, and those of them for the first time since. */
  persons: Count;
  lastDay: Count;
  lastWeek: Count;
  /** Null: not imported. */
  population: number | null;
}

/** Adoption by the areas one level below. */
export async function figuresByArea(
  tx: Scoped,
  below: readonly string[],
  version: string,
  now: Date,
): Promise<AreaFigures[]> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const found = await sql<
    Record<'code' | 'persons' | 'last_day' | 'last_week' | 'population', string | null>
  >`
    select a.code, case when f.code is null then 0 else persons end as persons,
      case when f.code is null then 0 else last_day end as last_day,
      case when f.code is null then 0 else last_week end as last_week, population
    from areas a
    left join figures_by_area(${[...below]}, ${ago(1)}, ${ago(7)}) f on f.code = a.code
    left join population p on p.area_version = a.version and p.code = a.code
    where a.version = ${version} and a.parent is not distinct from ${below.at(-1) ?? null}
    order by a.code`.execute(tx);
  return found.rows.map((row) => ({
    code: row.code ?? '',
    persons: toCount(row.persons),
    lastDay: toCount(row.last_day),
    lastWeek: toCount(row.last_week),
    population: toCount(row.population),
  }));
}

/** Declarations with a symptom by area one level below and day. Empty for who sees no health detail. */
export async function figuresForAlarms(
  tx: Scoped,
  { below, since, until, zone }: Span,
): Promise<{ code: string; day: string; count: number }[]> {
  const found = await sql<{ code: string; day: string; declarations: string }>`
    select code, day::text, declarations
    from figures_for_alarms(${[...below]}, ${since}, ${until}, ${zone})`.execute(tx);
  return found.rows.map(({ code, day, declarations }) => ({ code, day, count: Number(declarations) }));
}

/** bigint: `pg` gives it as text. */
const toCount = (text: string | null): Count => (text === null ? null : Number(text));
