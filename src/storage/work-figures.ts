import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** How an area one level below keeps up with what it has to verify (domain dossier, 7.4). */
export interface WorkFigures {
  code: string;
  /** Work items made in the span, and how many of them were verified at all and before their first deadline. */
  made: number;
  verified: number;
  onTime: number;
  /** Hours from made to verified; null: none was. */
  medianHours: number | null;
  /** Neither verified nor closed by the end of the span, and past their deadline then. */
  overdue: number;
  /** Open now and not reached by phone. */
  unreachable: number;
}

/**
 * By the areas one level below; an area without work is absent. Row-level security leaves only one's own.
 *
 * @param now end of the span
 */
export async function workFigures(
  tx: Scoped,
  below: readonly string[],
  since: Date,
  now: Date,
): Promise<WorkFigures[]> {
  const depth = sql.lit(below.length + 1);
  const within = below.length === 0 ? sql`true` : sql`area_path[${sql.lit(below.length)}] = ${below.at(-1)}`;
  const isMade = sql`created_at >= ${since}`;
  const found = await sql<Record<string, string | null>>`
    select area_path[${depth}] as code, count(*) filter (where ${isMade}) as made,
      count(*) filter (where ${isMade} and verified_at < ${now}) as verified,
      count(*) filter (where ${isMade} and verified_at < ${now} and verified_at <= first_deadline) as on_time,
      percentile_cont(0.5) within group (order by extract(epoch from verified_at - created_at) / 3600)
        filter (where ${isMade} and verified_at < ${now}) as median,
      count(*) filter (where coalesce(least(closed_at, verified_at) >= ${now}, true) and deadline < ${now}) as overdue,
      count(*) filter (where closed_at is null and status in ('unreachable', 'visit')) as unreachable
    from work_items
    where ${within} and area_path[${depth}] is not null and created_at < ${now}
      and (created_at >= ${since} or closed_at is null or closed_at >= ${now})
    group by 1 order by 1`.execute(tx);
  return found.rows.map((row) => ({
    code: row['code'] ?? '',
    made: Number(row['made']),
    verified: Number(row['verified']),
    onTime: Number(row['on_time']),
    medianHours: row['median'] === null || row['median'] === undefined ? null : Number(row['median']),
    overdue: Number(row['overdue']),
    unreachable: Number(row['unreachable']),
  }));
}
