import type { Visitor } from '../storage/staff-sessions.ts';

/** Whether somebody may see single people, not sums only: Postgres holds to the same (migration 0004, staff_depth). */
export const seesHealth = ({ role, unit }: Visitor): boolean =>
  role !== 'communications' && unit.kind !== 'communications' && unit.kind !== 'observer';
