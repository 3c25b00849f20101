import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** What is known of somebody's health at one part of a day. */
export interface HealthNote {
  id: string;
  /** `2020-03-27`. */
  day: string;
  part: 'morning' | 'afternoon';
  /** Degrees Celsius; null: not measured. */
  temperature: number | null;
  symptoms: string[];
  /** `bot`: they declared it themselves. */
  source: 'bot' | 'phone' | 'visit';
  staff_name: string | null;
  at: Date;
}

export interface NewHealthNote {
  person: string;
  day: string;
  part: 'morning' | 'afternoon';
  temperature: number | null;
  symptoms: readonly string[];
  source: 'phone' | 'visit';
}

/** Writes down what was heard on the phone or seen at a visit, signed by who is asking. */
export async function addHealthNote(tx: Scoped, note: NewHealthNote): Promise<void> {
  const { person, day, part, temperature, symptoms, source } = note;
  await sql`
    insert into health_log (person, day, part, temperature, symptoms, source, staff)
    values (${person}, ${day}, ${part}, ${temperature}, ${symptoms}::text[], ${source}, staff_asking())`.execute(
    tx,
  );
}

/** Somebody's health from a day on, by day and part, within one part the oldest first. */
export async function healthLogOf(tx: Scoped, person: string, from: string): Promise<HealthNote[]> {
  const found = await sql<HealthNote>`
    select h.id, h.day::text, h.part, h.temperature::float8 as temperature, h.symptoms, h.source, h.at,
      s.name as staff_name
    from health_log h left join staff s on s.id = h.staff
    where h.person = ${person} and h.day >= ${from}
    order by h.day, h.part = 'afternoon', h.at, h.id limit 1000`.execute(tx);
  return found.rows;
}
