import { z } from 'zod';
import type { ExportedDeclaration } from '../storage/export-declarations.ts';
import type { ExportedIsolation } from '../storage/export-isolations.ts';
import type { ExportedPerson } from '../storage/export-persons.ts';
import type { ExportedWorkItem } from '../storage/export-work-items.ts';

/** Hexadecimal digits as a UUID has them; ids made by md5 are of no version that RFC 9562 knows. */
export const recordId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const id = recordId;
const moment = z.iso.datetime();
const day = z.iso.date();
const codes = z.array(z.string());
const text = z.string().nullable();
const level = z
  .int()
  .min(0)
  .max(5)
  .describe('0 nothing found, 1 watch, 2 at risk, 3 close contact, 4 suspected, 5 emergency');
const place = {
  areaVersion: text.describe('The map the codes are of, such as 2020'),
  areaPath: codes.describe('Codes from the province down'),
};
const who = {
  name: text,
  birthYear: z.int().nullable(),
  gender: text,
  nationality: text.describe('ISO 3166-1 alpha-2'),
  phone: text.describe('E.164'),
};

export const declarationRecord = z.object({
  id,
  receipt: z.string(),
  amends: id.nullable().describe('The declaration this one corrects'),
  person: id.nullable(),
  channel: z.string(),
  status: z.enum(['complete', 'interrupted']),
  declaredAt: moment,
  ...who,
  ...place,
  addressLine: text,
  symptoms: codes,
  exposures: codes,
  conditions: codes,
  level,
  provisionalClass: text,
  rules: codes.describe('Every rule that matched'),
  ruleset: z.string(),
  rulesetVersion: z.int(),
  deadline: moment.nullable(),
});

export const personRecord = z.object({
  id,
  ...who,
  ...place,
  addressLine: text,
  conditions: codes,
  level,
  fStatus: z.int().min(0).max(5).nullable(),
  declaration: id.describe('The newest'),
  declaredAt: moment,
  firstDeclaredAt: moment,
});

export const workItemRecord = z.object({
  id,
  person: id,
  kind: z.enum(['verify', 'missed', 'call_back']),
  declaration: id.nullable(),
  status: z.string(),
  conclusion: text,
  outcome: text,
  level,
  areaPath: place.areaPath,
  attempts: z.int(),
  createdAt: moment,
  deadline: moment.nullable(),
  verifiedAt: moment.nullable(),
  concludedAt: moment.nullable(),
  closedAt: moment.nullable(),
});

export const isolationRecord = z.object({
  id,
  person: id,
  place: z.enum(['home', 'concentrated', 'facility']),
  site: z.string(),
  dayZero: day.describe('Last exposure'),
  endsOn: day,
  authority: z.string(),
  document: z.string(),
  decidedAt: moment,
  endedAt: moment.nullable(),
  ending: text,
  ...place,
});

export const dayRecord = z.object({
  day,
  declarations: z.int().nullable().describe('null: from 1 to 4, which who sees sums only is not told'),
  persons: z.int().nullable(),
  family: z.int().nullable().describe('For somebody of the household'),
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toDeclarationRecord = (row: ExportedDeclaration): z.infer<typeof declarationRecord> => ({
  ...{ id: row.id, receipt: row.receipt, amends: row.amends, person: row.person, channel: row.channel },
  status: row.status === 'complete' ? 'complete' : 'interrupted',
  declaredAt: row.declared_at.toISOString(),
  ...whoOf(row),
  ...{ areaVersion: row.area_version, areaPath: row.area_path, addressLine: row.address_line },
  ...{ symptoms: row.symptoms, exposures: row.exposures, conditions: row.conditions, level: row.level },
  ...{ provisionalClass: row.provisional_class, rules: row.rules, ruleset: row.ruleset },
  ...{ rulesetVersion: row.ruleset_version, deadline: iso(row.deadline) },
});

export const toPersonRecord = (row: ExportedPerson): z.infer<typeof personRecord> => ({
  id: row.id,
  ...whoOf(row),
  ...{ areaVersion: row.area_version, areaPath: row.area_path, addressLine: row.address_line },
  ...{ conditions: row.conditions, level: row.level, fStatus: row.f_status, declaration: row.declaration },
  declaredAt: row.declared_at.toISOString(),
  firstDeclaredAt: row.first_declared_at.toISOString(),
});

export const toWorkItemRecord = (row: ExportedWorkItem): z.infer<typeof workItemRecord> => ({
  ...{ id: row.id, person: row.person, kind: row.kind, declaration: row.declaration, status: row.status },
  ...{ conclusion: row.conclusion, outcome: row.outcome, level: row.level, areaPath: row.area_path },
  ...{ attempts: row.attempts, createdAt: row.created_at.toISOString(), deadline: iso(row.deadline) },
  ...{ verifiedAt: iso(row.verified_at), concludedAt: iso(row.concluded_at), closedAt: iso(row.closed_at) },
});

export const toIsolationRecord = (row: ExportedIsolation): z.infer<typeof isolationRecord> => ({
  ...{ id: row.id, person: row.person, place: row.place, site: row.site },
  ...{ dayZero: row.day_zero, endsOn: row.ends_on, authority: row.authority, document: row.document },
  ...{ decidedAt: row.decided_at.toISOString(), endedAt: iso(row.ended_at), ending: row.ending },
  ...{ areaVersion: row.area_version, areaPath: row.area_path },
});

const whoOf = (row: Pick<ExportedPerson, 'name' | 'birth_year' | 'gender' | 'nationality' | 'phone'>) => ({
  name: row.name,
  birthYear: row.birth_year,
  gender: row.gender,
  nationality: row.nationality,
  phone: row.phone,
});
