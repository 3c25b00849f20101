import { sql, type RawBuilder } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { IsolationPlace } from './follow-tables.ts';

/** The five numbers of the daily report of a province (Quảng Nam, 8/2020), for one kind of place. */
export interface IsolationCounts {
  /** Ever decided up to the day. */
  total: number;
  /** In isolation at the end of the day. */
  current: number;
  /** Decided on the day. */
  fresh: number;
  /** Ended up to the day. */
  ended: number;
  /** Ended on the day. */
  endedToday: number;
}

/**
 * Counts isolations of people who live in an area.
 *
 * @param area codes from the province down; empty: everywhere who is asking sees
 * @param day `2020-03-27`
 * @param timeZone in which a day begins and ends
 */
export async function countIsolations(
  tx: Scoped,
  area: readonly string[],
  day: string,
  timeZone: string,
): Promise<Record<IsolationPlace, IsolationCounts>> {
  const counts: Record<IsolationPlace, IsolationCounts> = {
    home: none(),
    concentrated: none(),
    facility: none(),
  };
  const found = await countIsolationsQuery(area, day, timeZone).execute(tx);
  for (const { place, ...numbers } of found.rows) counts[place] = numbers;
  return counts;
}

/** The statement, so that its plan can be looked at. */
export function countIsolationsQuery(
  area: readonly string[],
  day: string,
  timeZone: string,
): RawBuilder<IsolationCounts & { place: IsolationPlace }> {
  const code = area.at(-1);
  const within = code === undefined ? sql`true` : sql`i.area_path[${sql.lit(area.length)}] = ${code}`;
  return sql`
    with bounds as (
      select ${day}::date::timestamp at time zone ${timeZone} as since,
        (${day}::date + 1)::timestamp at time zone ${timeZone} as until
    )
    select i.place, count(*)::int as total,
      (count(*) filter (where i.ended_at is null or i.ended_at >= until))::int as current,
      (count(*) filter (where i.decided_at >= since))::int as fresh,
      (count(*) filter (where i.ended_at < until))::int as ended,
      (count(*) filter (where i.ended_at >= since and i.ended_at < until))::int as "endedToday"
    from isolations i, bounds
    where i.decided_at < until and i.ending is distinct from 'cancelled' and ${within}
    group by i.place`;
}

const none = (): IsolationCounts => ({ total: 0, current: 0, fresh: 0, ended: 0, endedToday: 0 });
