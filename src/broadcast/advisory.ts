// The life cycle of an advisory. Pure: what may be done by whom, and what it changes.
// Must not know databases, queues or how anything is sent.
import type { StaffRole, UnitKind } from '../storage/console-tables.ts';
import type { Advisory, AdvisoryChanges } from '../storage/advisories.ts';
import type { AdvisoryStatus } from '../storage/broadcast-tables.ts';

export type AdvisoryStep =
  | { step: 'submit' }
  /** Back to the author, with what is to be changed. */
  | { step: 'return'; note: string }
  | { step: 'approve' }
  | { step: 'pause' }
  | { step: 'resume' }
  /** Slower, or as fast as the platforms take (null). */
  | { step: 'pace'; rate: number | null }
  | { step: 'cancel' }
  /** The program stopped it: see broadcast/halt.ts. */
  | { step: 'halt'; reason: string };

export type AdvisoryStepName = AdvisoryStep['step'];

/** Why a step cannot be taken; the words are in locales, under `advisory.refused`. */
export type AdvisoryRefusal =
  /** Not from the status it has. */
  | 'not_now'
  /** Their role, or the kind of their unit, writes to nobody. */
  | 'not_allowed'
  /** From the province up a second person approves. */
  | 'second_person'
  | 'expired';

export type StepTaken =
  | { ok: true; changes: AdvisoryChanges; event: { kind: AdvisoryStepName; note: string } }
  | { ok: false; reason: AdvisoryRefusal };

/** The member of staff who takes the step, and their unit. */
export interface Teller {
  id: string;
  role: StaffRole;
  unitKind: UnitKind;
}

/**
 * From which statuses each step can be taken. The program itself leads from `approved` over `freezing` to `sending`, and to
 * `done` when nobody is left to be told.
 */
export const allowedAdvisorySteps: Readonly<Record<AdvisoryStepName, readonly AdvisoryStatus[]>> = {
  submit: ['draft'],
  return: ['submitted', 'approved'],
  approve: ['submitted'],
  pause: ['sending'],
  resume: ['paused', 'halted'],
  pace: ['approved', 'sending', 'paused', 'halted'],
  cancel: ['draft', 'submitted', 'approved', 'freezing', 'sending', 'paused', 'halted'],
  halt: ['sending'],
};

/** Whoever looks only, and offices that observe, write to nobody. */
export const mayTell = ({ role, unitKind }: Pick<Teller, 'role' | 'unitKind'>): boolean =>
  role !== 'viewer' && unitKind !== 'observer';

/** An advisory to a whole province or more is agreed to by somebody who neither wrote nor submitted it. */
export const needsSecondPerson = ({ area_path: path }: Pick<Advisory, 'area_path'>): boolean =>
  path.length <= 1;

/**
 * Takes one step. What has to be true of the text before it is submitted is asked of `submitFaults`.
 *
 * @param by null: the program
 * @returns what changes, and what is written down about it; or why the step cannot be taken
 */
export function takeAdvisoryStep(
  advisory: Advisory,
  step: AdvisoryStep,
  by: Teller | null,
  now: Date,
): StepTaken {
  if (by !== null && !mayTell(by)) return refuse('not_allowed');
  if (!allowedAdvisorySteps[step.step].includes(advisory.status)) return refuse('not_now');
  switch (step.step) {
    case 'submit':
      if (by === null) return refuse('not_allowed');
      return taken(step, { status: 'submitted', submitted_by: by.id });
    case 'return':
      return taken(
        step,
        { status: 'draft', submitted_by: null, approved_by: null, approved_at: null },
        step.note,
      );
    case 'approve':
      return approve(advisory, step, by, now);
    case 'pause':
      return taken(step, { status: 'paused' });
    case 'resume':
      if (advisory.expires_at <= now) return refuse('expired');
      return taken(step, { status: 'sending', reason: null });
    case 'pace':
      return taken(step, { rate: step.rate }, step.rate === null ? '' : String(step.rate));
    case 'cancel': {
      // Whoever waits for it is let go by the program; what was never frozen has ended now.
      const isFrozen = ['sending', 'paused', 'halted', 'freezing'].includes(advisory.status);
      return taken(step, { status: 'cancelled', ...(!isFrozen && { ended_at: now }) });
    }
    case 'halt':
      return taken(step, { status: 'halted', reason: step.reason }, step.reason);
  }
}

function approve(advisory: Advisory, step: AdvisoryStep, by: Teller | null, now: Date): StepTaken {
  if (by === null) return refuse('not_allowed');
  if (advisory.expires_at <= now) return refuse('expired');
  const isFirst = by.id === advisory.author || by.id === advisory.submitted_by;
  if (isFirst && needsSecondPerson(advisory)) return refuse('second_person');
  return taken(step, { status: 'approved', approved_by: by.id, approved_at: now });
}

const refuse = (reason: AdvisoryRefusal): StepTaken => ({ ok: false, reason });
const taken = (step: AdvisoryStep, changes: AdvisoryChanges, note = ''): StepTaken => ({
  ok: true,
  changes,
  event: { kind: step.step, note },
});
