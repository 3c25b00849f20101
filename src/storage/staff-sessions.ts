import { createHash } from 'node:crypto';
import type { StaffRole, UnitKind } from './console-tables.ts';
import type { Database } from './database.ts';

/** A member of staff who is signed in. */
export interface Visitor {
  staff: string;
  username: string;
  name: string;
  role: StaffRole;
  language: 'vi' | 'en';
  session: string;
  /** When the visit before this one ended; null: there was none. */
  seenUntil: Date | null;
  totp: boolean;
  unit: { id: string; name: string; kind: UnitKind; areaVersion: string | null; areaPath: string[] };
}

/** Whose session a cookie names; null: nobody's, or no longer. */
export async function findVisitor(db: Database, token: string, now: number): Promise<Visitor | null> {
  const row = await db
    .selectFrom('staff_sessions as session')
    .innerJoin('staff', 'staff.id', 'session.staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select([
      'session.id as session',
      'staff.id as staff',
      'username',
      'staff.name',
      'role',
      'language',
      'seen_until',
    ])
    .select(['totp_since', 'units.id as unit', 'units.name as unitName', 'kind', 'area_version', 'area_path'])
    .where('session.token', '=', createHash('sha256').update(token).digest('hex'))
    .where('session.expires_at', '>', new Date(now))
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const { staff, username, name, role, session } = row;
  return {
    ...{ staff, username, name, role, session },
    language: row.language === 'en' ? 'en' : 'vi',
    seenUntil: row.seen_until,
    totp: row.totp_since !== null,
    unit: {
      ...{ id: row.unit, name: row.unitName, kind: row.kind },
      ...{ areaVersion: row.area_version, areaPath: row.area_path },
    },
  };
}
