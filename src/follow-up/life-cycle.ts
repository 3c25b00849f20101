// Follow-up: what health units do about people and in which order, how long somebody stays in isolation, who is F1.
// Must not know SQL, pages, platforms, or in which words anybody is told.
import type { Conclusion, WorkStatus } from '../storage/console-tables.ts';
import type { WorkChanges, WorkItem } from '../storage/work-items.ts';

/** What somebody does with a work item. */
export type Step =
  /** Received: whoever does it looks after it from now on. */
  | { step: 'take' }
  | { step: 'assign'; to: string }
  /** Calling or going there. */
  | { step: 'begin' }
  | { step: 'not_reached'; callAgainAt?: Date }
  /** Nobody answers: somebody goes there. */
  | { step: 'visit' }
  /** What was declared is right. */
  | { step: 'verify' }
  /** What was declared is not so. */
  | { step: 'wrong' }
  | { step: 'duplicate' }
  /** @param until end of the last day of following; needed unless the conclusion is `none` */
  | { step: 'conclude'; conclusion: Conclusion; until?: Date }
  /** Heard or seen on one of the days. */
  | { step: 'follow' }
  /** Followed and silent. */
  | { step: 'missed' }
  | { step: 'done' }
  /** Left for a place nobody here looks after; within the country they are moved (`move_person`) instead. */
  | { step: 'left' }
  | { step: 'referred' }
  | { step: 'died' }
  | { step: 'other' }
  /** The next tier up takes over. */
  | { step: 'hand_up' }
  | { step: 'reopen' }
  | { step: 'note' };

export type StepName = Step['step'];

/** How a closed item ended. */
export type Ending = 'no_need' | 'wrong' | 'duplicate' | 'done' | 'moved' | 'referred' | 'died' | 'other';

export type Refusal =
  /** Not from the status it has. */
  | 'not_now'
  /** Somebody signed in has to do this. */
  | 'nobody'
  | 'no_end'
  /** The end of following is not there yet. */
  | 'too_early'
  /** Nobody is above. */
  | 'at_the_top'
  | 'not_overdue';

export type Taken =
  | { ok: true; changes: WorkChanges; event: { kind: StepName; detail: Record<string, unknown> } }
  | { ok: false; reason: Refusal };

const unverified = ['new', 'assigned', 'verifying', 'unreachable', 'visit'] as const;
const open = [...unverified, 'verified', 'following'] as const;

/** The life cycle: from which statuses each step can be taken. Source: the health service's own list of statuses. */
export const allowedSteps: Readonly<Record<StepName, readonly WorkStatus[]>> = {
  take: ['new', 'assigned'],
  assign: open,
  begin: ['new', 'assigned', 'unreachable', 'visit'],
  not_reached: unverified,
  visit: ['assigned', 'verifying', 'unreachable'],
  verify: ['verifying', 'unreachable', 'visit'],
  wrong: unverified,
  duplicate: unverified,
  conclude: ['verified', 'following'],
  follow: ['following'],
  missed: ['following'],
  done: ['following'],
  left: open,
  referred: ['verified', 'following'],
  died: open,
  other: open,
  hand_up: unverified,
  reopen: ['closed'],
  note: [...open, 'closed'],
};

const HOUR = 60 * 60_000;
/** As many calls in vain within so long, or so long after the first of them, and somebody goes there. */
const CALLS = { most: 3, within: 24 * HOUR };
/** Concluded, and reported up, so long after it was verified. */
const CONCLUDE_WITHIN = 24 * HOUR;
/** Somebody followed was silent. */
const FIND_WITHIN = 4 * HOUR;
/** Nobody can be expected to act faster. */
const SOONEST = 15 * 60_000;

/**
 * Takes one step.
 *
 * @param by the member of staff; null: a schedule
 * @returns what changes, and what is written down about it; or why the step cannot be taken
 */
export function takeStep(item: WorkItem, step: Step, now: Date, by: string | null): Taken {
  if (!allowedSteps[step.step].includes(item.status)) return refuse('not_now');
  switch (step.step) {
    case 'take':
      if (by === null) return refuse('nobody');
      return taken(step, { status: 'assigned', assigned_to: by, ...received(item, now) });
    case 'assign':
      return taken(
        step,
        { assigned_to: step.to, ...(item.status === 'new' && { status: 'assigned' as const }) },
        { to: step.to },
      );
    case 'begin':
      return taken(step, {
        status: 'verifying',
        assigned_to: item.assigned_to ?? by,
        ...received(item, now),
      });
    case 'not_reached':
      return notReached(item, step, now, by);
    case 'visit':
      return taken(step, { status: 'visit', call_again_at: null });
    case 'verify':
      return taken(step, { status: 'verified', verified_at: now, deadline: after(now, CONCLUDE_WITHIN) });
    case 'wrong':
    case 'duplicate':
      return close(step, step.step, now);
    case 'conclude':
      return conclude(step, now);
    case 'done':
      // Whoever is in hospital is well when the hospital says so.
      if (item.conclusion !== 'facility' && now < item.deadline) return refuse('too_early');
      return close(step, 'done', now);
    case 'left':
      return close(step, 'moved', now);
    case 'referred':
    case 'died':
    case 'other':
      return close(step, step.step, now);
    case 'missed':
      return taken(step, {
        ...{ kind: 'missed', status: 'new', verified_at: null, assigned_to: null },
        ...calls([]),
        deadline: after(now, FIND_WITHIN),
      });
    case 'hand_up':
      return handUp(item, step, now, by);
    case 'reopen':
      return taken(step, {
        ...{ status: 'new', closed_at: null, outcome: null, conclusion: null, verified_at: null },
        ...{ concluded_at: null, assigned_to: null, ...calls([]) },
        deadline: after(now, allowance(item)),
      });
    case 'follow':
    case 'note':
      return taken(step, {});
  }
}

/** Nobody goes there by themselves: three calls in vain within a day, or a day since the first of them. */
export function isVisitDue(missedCalls: readonly Date[], now: Date): boolean {
  const [first] = missedCalls.slice(-CALLS.most);
  const last = missedCalls.at(-1);
  if (first === undefined || last === undefined) return false;
  const isMany = missedCalls.length >= CALLS.most && last.getTime() - first.getTime() <= CALLS.within;
  return isMany || now.getTime() - first.getTime() >= CALLS.within;
}

/** Nothing was done in time. */
export const isOverdue = (item: Pick<WorkItem, 'deadline' | 'closed_at'>, now: Date): boolean =>
  item.closed_at === null && item.deadline < now;

function notReached(
  item: WorkItem,
  step: Step & { step: 'not_reached' },
  now: Date,
  by: string | null,
): Taken {
  const missed = [...item.missed_calls, now].slice(-CALLS.most);
  const goes = item.status === 'visit' || isVisitDue(missed, now);
  const again = step.callAgainAt ?? after(now, 2 * HOUR);
  return taken(
    step,
    {
      ...{ status: goes ? 'visit' : 'unreachable', attempts: item.attempts + 1, missed_calls: missed },
      ...{ call_again_at: goes ? null : again, assigned_to: item.assigned_to ?? by, ...received(item, now) },
    },
    { attempt: item.attempts + 1, ...(goes && { visit: true }) },
  );
}

function conclude(step: Step & { step: 'conclude' }, now: Date): Taken {
  const { conclusion, until } = step;
  if (conclusion === 'none') {
    const changes = { conclusion, concluded_at: now };
    return taken(step, { ...changes, ...closed('no_need', now) }, { conclusion });
  }
  if (until === undefined) return refuse('no_end');
  return taken(
    step,
    { status: 'following', conclusion, concluded_at: now, deadline: until, call_again_at: null },
    { conclusion, until: until.toISOString() },
  );
}

function handUp(item: WorkItem, step: Step, now: Date, by: string | null): Taken {
  if (item.tier <= 1) return refuse('at_the_top');
  // Staff may ask for help at any time.
  if (by === null && !isOverdue(item, now)) return refuse('not_overdue');
  return taken(
    step,
    {
      ...{ tier: item.tier - 1, assigned_to: null },
      ...(item.status === 'assigned' && { status: 'new' as const }),
      first_deadline: item.first_deadline ?? item.deadline,
      deadline: after(now, allowance(item)),
    },
    { from: item.tier, to: item.tier - 1, deadline: item.deadline.toISOString() },
  );
}

/** As long as there was at first. */
function allowance(item: WorkItem): number {
  const first = (item.first_deadline ?? item.deadline).getTime() - item.created_at.getTime();
  return Math.max(SOONEST, Math.min(first, CONCLUDE_WITHIN));
}

const received = (item: WorkItem, now: Date): WorkChanges =>
  item.received_at === null ? { received_at: now } : {};
const calls = (missed: Date[]): WorkChanges => ({
  attempts: missed.length,
  missed_calls: missed,
  call_again_at: null,
});
const closed = (outcome: Ending, now: Date): WorkChanges => ({ status: 'closed', outcome, closed_at: now });
const close = (step: Step, outcome: Ending, now: Date): Taken =>
  taken(step, { ...closed(outcome, now), call_again_at: null }, { outcome });

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
const refuse = (reason: Refusal): Taken => ({ ok: false, reason });
const taken = (step: Step, changes: WorkChanges, detail: Record<string, unknown> = {}): Taken => ({
  ok: true,
  changes,
  event: { kind: step.step, detail },
});
