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

/** Whether somebody may change a unit and add others below it; that it lies at or below their own is asked of the tree. */
export const mayChange = ({ role, unit }: Pick<Visitor, 'role' | 'unit'>, kind: UnitKind): boolean =>
  role === 'admin' && (seesPeople(unit.kind) || !seesPeople(kind));

/** Kinds of units somebody may add below one: below an office that sees sums only, nobody sees people. */
export function kindsBelow({ unit }: Pick<Visitor, 'unit'>, parent: UnitKind): UnitKind[] {
  const kinds: UnitKind[] = [
    ...(['station', 'district_centre', 'cdc', 'health_department'] as const),
    ...(['communications', 'observer'] as const),
  ];
  return kinds.filter((kind) => !seesPeople(kind) || (seesPeople(unit.kind) && seesPeople(parent)));
}

/** Level of the areas a kind of unit looks after; null: any. */
export function levelOf(kind: UnitKind): string | null {
  if (kind === 'station') return 'commune';
  if (kind === 'district_centre') return 'district';
  return kind === 'cdc' || kind === 'health_department' ? 'province' : null;
}

const seesPeople = (kind: UnitKind): boolean => kind !== 'communications' && kind !== 'observer';
