import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** Why a unit is urged. */
export type UrgingRule = 'adoption' | 'overdue' | 'no_sign_in';

/** From which values on a unit lags. */
export interface UrgingLimits {
  /** Points of percent its adoption is below the median of its neighbours. */
  belowMedian: number;
  /** Work items past their deadline. */
  overdue: number;
  /** Days nobody signed in. */
  silentDays: number;
}

/** A unit below one's own, and what it lags in. */
export interface LaggingUnit {
  id: string;
  name: string;
  phone: string | null;
  area_path: string[];
  rules: UrgingRule[];
  overdue: number;
  /** Days since somebody of it signed in; null: nobody ever did. */
  silent: number | null;
  /** Percent of its population who declared, and the median of the units of its kind; null: population not known. */
  share: number | null;
  median: number | null;
  last_urged: Date | null;
}

/**
 * Units in one's area that lag by rule, those with most rules first. Row-level security leaves only what lies in the
 * area of who is asking; when somebody signed in is known for every unit of it.
 */
export async function laggingUnits(
  tx: Scoped,
  own: readonly string[],
  limits: UrgingLimits,
  now: Date,
): Promise<LaggingUnit[]> {
  const found = await sql<LaggingUnit>`
    with below as (
      select u.id, u.name, u.phone, u.area_path, u.area_version from units u
      where u.kind in ('district_centre', 'station') and cardinality(u.area_path) > ${own.length}
        and (${own.length} = 0 or u.area_path[${sql.lit(Math.max(1, own.length))}] = ${own.at(-1) ?? null})
    ),
    late as (
      select area_path[n] as code, count(*)::int as overdue
      from work_items, generate_series(1, 3) n
      where closed_at is null and verified_at is null and deadline < ${now} and area_path[n] is not null group by 1
    ),
    declared as (
      select area_path[n] as code, count(*) as persons from persons, generate_series(1, 3) n
      where merged_into is null and area_path[n] is not null group by 1
    ),
    known as (
      select b.*, coalesce(l.overdue, 0) as overdue,
        floor(extract(epoch from ${now}::timestamptz - unit_signed_in(b.id)) / 86400)::int as silent,
        (100.0 * coalesce(d.persons, 0) / nullif(p.population, 0))::float8 as share,
        cardinality(b.area_path) as depth
      from below b
      left join late l on l.code = b.area_path[cardinality(b.area_path)]
      left join declared d on d.code = b.area_path[cardinality(b.area_path)]
      left join population p on p.area_version = b.area_version and p.code = b.area_path[cardinality(b.area_path)]
    ),
    medians as (
      select depth, percentile_cont(0.5) within group (order by share) as median from known group by depth
    ),
    judged as (
      select known.*, median, array_remove(array[
        case when share < median - ${limits.belowMedian} then 'adoption' end,
        case when overdue >= ${limits.overdue} then 'overdue' end,
        case when coalesce(silent, 9999) >= ${limits.silentDays} then 'no_sign_in' end], null) as rules
      from known join medians using (depth)
    )
    select id, name, phone, area_path, rules, overdue, silent, share, median,
      (select max(at) from urgings where urgings.unit = judged.id) as last_urged
    from judged where rules <> '{}'
    order by cardinality(rules) desc, overdue desc, name limit 300`.execute(tx);
  return found.rows;
}

/** Writes down that a unit was urged, signed by who is asking. */
export async function addUrging(
  tx: Scoped,
  urging: { unit: string; areaPath: readonly string[]; rules: readonly string[]; text: string },
): Promise<void> {
  const { unit, areaPath, rules, text } = urging;
  await sql`
    insert into urgings (unit, area_path, staff, rules, text)
    values (${unit}, ${areaPath}::text[], staff_asking(), ${rules}::text[], ${text})`.execute(tx);
}

/** The last reminders in one's area, newest first. */
export async function lastUrgings(
  tx: Scoped,
): Promise<{ at: Date; unit: string; staff: string | null; rules: string[]; text: string }[]> {
  const found = await sql<{ at: Date; unit: string; staff: string | null; rules: string[]; text: string }>`
    select g.at, u.name as unit, s.name as staff, g.rules, g.text
    from urgings g join units u on u.id = g.unit left join staff s on s.id = g.staff
    order by g.at desc limit 50`.execute(tx);
  return found.rows;
}
