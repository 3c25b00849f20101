import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Colleague } from '../storage/colleagues.ts';
import type { graphAround } from '../storage/contacts.ts';
import type { HealthNote } from '../storage/health-log.ts';
import type { Isolation, IsolationEvent } from '../storage/isolations.ts';
import type { declarationsOfPerson, Person } from '../storage/persons.ts';
import type { AuditLine } from '../storage/audit.ts';
import type { Telling } from '../storage/tellings.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { WorkEvent, WorkItem } from '../storage/work-items.ts';
import type { Words } from './words.ts';

/** What every part of a person's page is made with. */
export interface PersonPage {
  words: Words;
  csrf: string;
  assets: DialogueAssets;
  /** Epoch milliseconds. */
  now: number;
  visitor: Visitor;
}

/** A person as their page shows them. */
export interface SeenPerson {
  person: Person;
  isolations: Isolation[];
  /** The isolation that runs. */
  running: Isolation | null;
  isolationEvents: IsolationEvent[];
  log: HealthNote[];
  declarations: Awaited<ReturnType<typeof declarationsOfPerson>>;
  household: Person[];
  duplicates: Person[];
  work: WorkItem[];
  /** Who has the newest item. */
  assignee: string | null;
  /** Whom it may be given to. */
  colleagues: Colleague[];
  events: WorkEvent[];
  /** What they were told, newest first. */
  told: Telling[];
  /** Who saw or changed them, newest first; null: the visitor may not know. */
  trail: AuditLine[] | null;
  graph: Awaited<ReturnType<typeof graphAround>>;
}

/** Whether the visitor may do something here, or only look. */
export const mayWrite = ({ visitor }: PersonPage): boolean =>
  visitor.role === 'admin' || visitor.role === 'officer';
