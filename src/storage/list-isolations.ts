import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { IsolationPlace } from './follow-tables.ts';

/** Somebody in isolation, as the list shows them. Days as `2020-03-27`. */
export interface ListedIsolation {
  id: string;
  person: string;
  name: string | null;
  birth_year: number | null;
  phone: string | null;
  area_path: string[];
  place: IsolationPlace;
  site: string;
  day_zero: string;
  ends_on: string;
  /** The last line of the health log. */
  last_day: string | null;
  last_temperature: number | null;
}

/**
 * Isolations that run, of people who live in an area, those that end first before the others.
 *
 * @param area codes from the province down; empty: everywhere who is asking sees
 */
export async function listIsolations(
  tx: Scoped,
  area: readonly string[],
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedIsolation[]> {
  const code = area.at(-1);
  const within = code === undefined ? sql`true` : sql`i.area_path[${sql.lit(area.length)}] = ${code}`;
  const found = await sql<ListedIsolation>`
    select i.id, i.person, p.name, p.birth_year, p.phone, p.area_path, i.place, i.site, i.day_zero::text,
      i.ends_on::text, last.day::text as last_day, last.temperature::float8 as last_temperature
    from isolations i join persons p on p.id = i.person
    left join lateral (select day, temperature from health_log h where h.person = i.person
      order by day desc, part = 'morning', at desc limit 1) last on true
    where i.ended_at is null and ${within}
    order by i.ends_on, i.id limit ${limit} offset ${offset}`.execute(tx);
  return found.rows;
}
