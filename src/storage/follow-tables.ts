import type { Generated } from 'kysely';

/** Tables of those who are followed: isolation, health log, contacts, what they were told. See migrations/0004.sql. */
export interface FollowTables {
  isolations: IsolationRow;
  isolation_events: IsolationEventRow;
  health_log: HealthLogRow;
  contacts: ContactRow;
  tellings: TellingRow;
  schedules: { task: string; done_for: string };
}

export type IsolationPlace = 'home' | 'concentrated' | 'facility';

export interface IsolationRow {
  id: Generated<string>;
  person: string;
  /** Of the person; set by Postgres. */
  area_path: Generated<string[]>;
  work_item: string | null;
  place: IsolationPlace;
  site: Generated<string>;
  /** Dates come from `pg` as text, `2020-03-27`, when selected as such: see isolations.ts. */
  day_zero: string;
  ends_on: string;
  authority: string;
  document: Generated<string>;
  decided_by: string | null;
  decided_at: Generated<Date>;
  ended_at: Date | null;
  ending: string | null;
}

export interface IsolationEventRow {
  id: Generated<string>;
  isolation: string;
  person: string;
  at: Generated<Date>;
  staff: string | null;
  kind: string;
  note: Generated<string>;
  detail: Record<string, unknown>;
}

export interface HealthLogRow {
  id: Generated<string>;
  person: string;
  day: string;
  part: 'morning' | 'afternoon';
  /** numeric: `pg` gives it as text. */
  temperature: string | null;
  symptoms: string[];
  source: 'bot' | 'phone' | 'visit';
  staff: string | null;
  /** The one it was taken from. */
  declaration: string | null;
  at: Generated<Date>;
  /** When it was looked at whether they got worse. */
  looked_at: Generated<Date | null>;
}

export interface ContactRow {
  source: string;
  contact: string;
  met_on: string | null;
  note: Generated<string>;
  staff: string | null;
  created_at: Generated<Date>;
}

export interface TellingRow {
  id: string;
  person: string;
  urn: string;
  key: string;
  outcome: 'sent' | 'stopped' | 'costs' | 'closed' | 'unknown' | 'failed';
  message: string | null;
  at: Generated<Date>;
}
