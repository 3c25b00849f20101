import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import {
  exportPage,
  inStretches,
  pastPoint,
  type ExportPage,
  type ExportPoint,
  type ExportSpan,
  type ExportStep,
} from './export-page.ts';

export interface ExportedIsolation {
  id: string;
  person: string;
  place: 'home' | 'concentrated' | 'facility';
  site: string;
  /** `2020-03-27` */
  day_zero: string;
  ends_on: string;
  authority: string;
  document: string;
  decided_at: Date;
  ended_at: Date | null;
  ending: string | null;
  /** Of the person. */
  name: string | null;
  birth_year: number | null;
  phone: string | null;
  area_version: string | null;
  area_path: string[];
  address_line: string | null;
}

/** One page of the isolations decided in the span, newest first. */
export async function exportIsolations(
  tx: Scoped,
  span: ExportSpan,
  { limit, after }: ExportStep,
): Promise<ExportPage<ExportedIsolation>> {
  const found = await inStretches<ExportedIsolation & ExportPoint>(
    span,
    { moment: 'i.decided_at', place: 'p', order: sql`decided_at desc, id desc`, limit: limit + 1 },
    (
      here,
    ) => sql`select i.id, i.person, i.place, i.site, i.day_zero::text as day_zero, i.ends_on::text as ends_on,
        i.authority, i.document, i.decided_at, i.ended_at, i.ending, i.decided_at::text as at,
        p.name, p.birth_year, p.phone, p.area_version, p.area_path, p.address_line
      from isolations i join persons p on p.id = i.person
      where ${here} and ${pastPoint(after, 'i.decided_at', 'i.id')}`,
  ).execute(tx);
  return exportPage(found.rows, limit);
}
