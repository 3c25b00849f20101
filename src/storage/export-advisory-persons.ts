import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { DeliveryStatus } from './broadcast-tables.ts';
import { exportPage, type ExportPage, type ExportPoint, type ExportStep } from './export-page.ts';

/** What became of an advisory for one person. */
export interface ExportedDelivery {
  /** Whose record it is; null: they never declared, or are none of those who is asking may see. */
  person: string | null;
  name: string | null;
  phone: string | null;
  /** Where they lived when the audience was frozen, and the map that is of; null: today's, or nobody knows. */
  area_path: string[];
  area_version: string | null;
  channel: string;
  status: DeliveryStatus;
  reason: string | null;
  sent_at: Date | null;
  read_at: Date | null;
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** One page of the people an advisory is for. None when it is not there for who is asking, or they see sums only. */
export async function exportAdvisoryPersons(
  tx: Scoped,
  advisory: string,
  { limit, after }: ExportStep,
): Promise<ExportPage<ExportedDelivery>> {
  const found = await sql<ExportedDelivery & ExportPoint>`
    select '' as at, d.person as id, coalesce(p.merged_into, p.id) as person, p.name, p.phone, d.area_path,
      case when p.area_path = d.area_path then p.area_version end as area_version,
      d.channel, d.status, d.reason, d.sent_at, d.read_at
    from advisory_persons(${advisory}, ${after?.id ?? FIRST}, ${limit + 1}) d left join persons p on p.id = d.person
    order by d.person`.execute(tx);
  return exportPage(found.rows, limit);
}
