import type { Generated } from 'kysely';
import type { FollowTables } from './follow-tables.ts';

/** Tables of the health units' console: see migrations/0004.sql. */
export interface ConsoleTables extends FollowTables {
  units: UnitRow;
  staff: StaffRow;
  staff_sessions: StaffSessionRow;
  invitations: InvitationRow;
  api_tokens: ApiTokenRow;
  password_links: PasswordLinkRow;
  staff_chats: { staff: string; channel: string; urn: string; bound_at: Date };
  staff_words: { staff: string; word: string; expires_at: Date };
  audit: AuditRow;
  persons: PersonRow;
  work_items: WorkItemRow;
  work_events: WorkEventRow;
  population: PopulationRow;
  urgings: UrgingRow;
  installation: { only_row: Generated<boolean>; demo: boolean };
}

export type UnitKind =
  'nation' | 'health_department' | 'cdc' | 'district_centre' | 'station' | 'communications' | 'observer';

export interface UnitRow {
  id: Generated<string>;
  name: string;
  kind: UnitKind;
  parent: string | null;
  area_version: string | null;
  /** Codes from the province down; empty: the nation. */
  area_path: string[];
  takes_unplaced: Generated<boolean>;
  /** Stood beside another of its kind before Postgres refused that: see migrations/0013.sql. */
  twin: Generated<boolean>;
  phone: string | null;
  created_at: Generated<Date>;
}

export type StaffRole = 'admin' | 'officer' | 'communications' | 'viewer';

export interface StaffRow {
  id: Generated<string>;
  unit: string;
  username: string;
  name: string;
  role: StaffRole;
  language: Generated<string>;
  password: string;
  totp: string | null;
  totp_since: Date | null;
  /** bigint: `pg` gives it as text. */
  totp_step: string | null;
  failures: Generated<number>;
  locked_until: Date | null;
  signed_in_at: Date | null;
  seen_until: Date | null;
  disabled_at: Date | null;
  created_at: Generated<Date>;
}

export interface StaffSessionRow {
  id: Generated<string>;
  token: string;
  staff: string;
  address: string;
  agent: string;
  created_at: Generated<Date>;
  seen_at: Generated<Date>;
  expires_at: Date;
}

export interface InvitationRow {
  id: Generated<string>;
  token: string;
  unit: string;
  role: StaffRole;
  name: string;
  invited_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
  accepted_by: string | null;
  revoked_at: Date | null;
}

export interface PasswordLinkRow {
  id: Generated<string>;
  token: string;
  staff: string;
  made_by: string;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface ApiTokenRow {
  id: Generated<string>;
  token: string;
  staff: string;
  name: string;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface AuditRow {
  /** bigint: `pg` gives it as text. */
  id: Generated<string>;
  at: Generated<Date>;
  staff: string | null;
  unit: string | null;
  area_path: string[];
  address: string;
  action: string;
  subject: string | null;
  subject_id: string | null;
  detail: Record<string, unknown>;
}

export interface PersonRow {
  id: string;
  urn: string;
  subject: string;
  merged_into: string | null;
  name: string | null;
  name_folded: string | null;
  birth_year: number | null;
  gender: string | null;
  nationality: string | null;
  phone: string | null;
  area_version: string | null;
  area_code: string | null;
  area_path: string[];
  address_line: string | null;
  conditions: string[];
  symptoms: string[];
  exposures: string[];
  level: number;
  declaration: string;
  declared_at: Date;
  first_declared_at: Date;
  /** 0 to 5: F0 to F5. */
  f_status: number | null;
  f_set: Generated<boolean>;
  campaign: string | null;
}

export type WorkStatus =
  'new' | 'assigned' | 'verifying' | 'unreachable' | 'visit' | 'verified' | 'following' | 'closed';
export type Conclusion = 'none' | 'self_monitor' | 'home' | 'concentrated' | 'facility';

export interface WorkItemRow {
  id: string;
  person: string;
  kind: 'verify' | 'missed' | 'call_back';
  declaration: string | null;
  area_path: string[];
  level: number;
  /** Of the declaration it is about. */
  symptoms: Generated<string[]>;
  exposures: Generated<string[]>;
  status: Generated<WorkStatus>;
  outcome: string | null;
  conclusion: Conclusion | null;
  tier: number;
  assigned_to: string | null;
  attempts: Generated<number>;
  /** When the last three calls nobody answered were. */
  missed_calls: Generated<Date[]>;
  call_again_at: Date | null;
  deadline: Date;
  first_deadline: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  received_at: Date | null;
  verified_at: Date | null;
  concluded_at: Date | null;
  closed_at: Date | null;
  reopens: string | null;
  version: Generated<number>;
  campaign: string | null;
}

export interface WorkEventRow {
  id: Generated<string>;
  work_item: string;
  person: string;
  at: Generated<Date>;
  staff: string | null;
  kind: string;
  note: Generated<string>;
  detail: Record<string, unknown>;
}

export interface PopulationRow {
  area_version: string;
  code: string;
  population: number;
  households: number | null;
  source: string;
  year: number;
}

export interface UrgingRow {
  id: Generated<string>;
  unit: string;
  area_path: string[];
  at: Generated<Date>;
  staff: string | null;
  rules: string[];
  text: string;
}
