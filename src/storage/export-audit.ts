import type { Scoped } from './as-staff.ts';
import { writeAudit } from './audit.ts';
import type { Visitor } from './staff-sessions.ts';

export interface ExportNote {
  /** Such as `declarations` or `fhir/Patient`. */
  what: string;
  /** As asked for: area, days, format. */
  filter: Readonly<Record<string, string | number | boolean | null>>;
  rows: number;
  /** False: the connection broke, or a page failed, after so many rows. */
  complete: boolean;
  /** Id of the token it was fetched with; null: by hand, in the console. */
  apiToken: string | null;
}

/** Writes down who took how much out. Inside `asStaff` of that member of staff. @param address where the request came from */
export async function noteExport(
  tx: Scoped,
  { staff, unit }: Visitor,
  address: string,
  { what, filter, rows, complete, apiToken }: ExportNote,
): Promise<void> {
  await writeAudit(
    tx,
    { staff, unit, address },
    { action: 'exported', detail: { what, filter, rows, complete, apiToken } },
  );
}
