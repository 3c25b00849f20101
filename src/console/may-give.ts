import type { StaffRole, UnitKind } from '../storage/console-tables.ts';
import type { Visitor } from '../storage/staff-sessions.ts';

/** Roles that make sense in a kind of unit: offices outside the health sector see aggregates and nobody's health. */
export function rolesIn(kind: UnitKind): StaffRole[] {
  if (kind === 'communications') return ['communications', 'viewer', 'admin'];
  if (kind === 'observer') return ['viewer', 'admin'];
  return ['officer', 'viewer', 'communications', 'admin'];
}

/**
 * Whether somebody may give a role in a unit away: nobody gives more than they have. That the unit lies at or below
 * their own is asked of the tree.
 */
export function mayGive(
  { role, unit }: Pick<Visitor, 'role' | 'unit'>,
  given: StaffRole,
  kind: UnitKind,
): boolean {
  if (role !== 'admin' || !rolesIn(kind).includes(given)) return false;
  return seesPeople(kind) ? seesPeople(unit.kind) : true;
}

const seesPeople = (kind: UnitKind): boolean => kind !== 'communications' && kind !== 'observer';
