import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';

/** Somebody work can be given to. */
export interface Colleague {
  id: string;
  name: string;
  unit: string;
}

/**
 * Whom an item may be given to: those of the own unit first, then those of the unit it lies with. Nobody when it is not
 * there for who is asking, or they may not write.
 */
export async function colleaguesFor(tx: Scoped, item: string): Promise<Colleague[]> {
  const found = await sql<Colleague>`select id, name, unit from colleagues_for(${item})`.execute(tx);
  return found.rows;
}

/** The name of somebody who works here or elsewhere; null when there is no such account. */
export async function nameOfStaff(tx: Scoped, id: string): Promise<string | null> {
  const row = await tx.selectFrom('staff').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}
