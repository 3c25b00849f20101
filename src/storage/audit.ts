import { sql } from 'kysely';
import { asStaff, type Scoped } from './as-staff.ts';
import type { UnitKind } from './console-tables.ts';
import type { Database } from './database.ts';
import type { Visitor } from './staff-sessions.ts';

/** Who did something; nobody signed in is `null`, with the unit it concerns if there is one. */
export interface Actor {
  staff: string | null;
  unit: { id: string; areaPath: string[] } | null;
  /** Where from: an IP address, or `terminal`. */
  address: string;
}

/** What was done, such as `person_seen`. Its `detail` holds codes and counts, never what people said. */
export interface Deed {
  action: string;
  subject?: string;
  subjectId?: string;
  detail?: Record<string, unknown>;
}

/** Writes down who did what. Nothing written here is ever changed. */
export async function writeAudit(db: Database | Scoped, by: Actor, deed: Deed): Promise<void> {
  const { action, subject = null, subjectId = null, detail = {} } = deed;
  await db
    .insertInto('audit')
    .values({
      ...{ staff: by.staff, unit: by.unit?.id ?? null, area_path: by.unit?.areaPath ?? [] },
      ...{ address: by.address, action, subject, subject_id: subjectId, detail },
    })
    .execute();
}

/** A visitor as one who does something. */
export const actor = ({ staff, unit }: Pick<Visitor, 'staff' | 'unit'>, address: string): Actor => ({
  staff,
  unit,
  address,
});

/** One line of the trail. */
export interface AuditLine {
  id: string;
  at: Date;
  staff: string | null;
  staffName: string | null;
  username: string | null;
  unitName: string | null;
  unitKind: UnitKind | null;
  address: string;
  action: string;
  subject: string | null;
  subjectId: string | null;
  detail: Record<string, unknown>;
}

export interface AuditFilter {
  /** Name somebody signs in with. */
  username?: string;
  /** What kind of thing it was done to, such as `person`: with the id, found at once among millions. */
  subject?: string;
  /** Id of what it was done to, such as of a person or an account. */
  subjectId?: string;
  action?: string;
  /** A day such as `2020-03-27`. */
  day?: { date: string; timeZone: string };
  /** Only lines older than this one. */
  before?: string;
}

/**
 * Lines of the trail an admin may read, the newest first: Postgres itself lets them see those of their area.
 *
 * @param staff the admin who asks
 */
export async function listAudit(
  db: Database,
  staff: string,
  filter: AuditFilter,
  most: number,
): Promise<AuditLine[]> {
  const { username, subject, subjectId, action, day, before } = filter;
  return asStaff(db, staff, async (tx) => {
    const rows = await tx
      .selectFrom('audit')
      .leftJoin('staff', 'staff.id', 'audit.staff')
      .leftJoin('units', 'units.id', 'audit.unit')
      .select(['audit.id', 'at', 'audit.staff', 'staff.name as staffName', 'username', 'address', 'action'])
      .select(['units.name as unitName', 'units.kind as unitKind', 'subject', 'subject_id as subjectId'])
      .select('detail')
      .$if(username !== undefined, (all) => all.where('username', '=', (username ?? '').toLowerCase()))
      .$if(subject !== undefined, (all) => all.where('subject', '=', subject ?? ''))
      .$if(subjectId !== undefined, (all) => all.where('subject_id', '=', subjectId ?? ''))
      .$if(action !== undefined, (all) => all.where('action', '=', action ?? ''))
      .$if(day !== undefined, (all) => all.where(isOn(day?.date ?? '', day?.timeZone ?? '')))
      .$if(before !== undefined, (all) => all.where(sql<boolean>`audit.id < ${before}::bigint`))
      .orderBy('audit.id', 'desc')
      .limit(most)
      .execute();
    return rows;
  });
}

const isOn = (date: string, timeZone: string) =>
  sql<boolean>`at >= ${date}::date::timestamp at time zone ${timeZone}
    and at < (${date}::date + 1)::timestamp at time zone ${timeZone}`;
