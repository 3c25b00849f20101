import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedSteps,
  isOverdue,
  isVisitDue,
  takeStep,
  type Step,
  type StepName,
} from '../../src/follow-up/life-cycle.ts';
import type { WorkStatus } from '../../src/storage/console-tables.ts';
import type { WorkItem } from '../../src/storage/work-items.ts';

const now = new Date('2020-03-27T03:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3600_000);
const me = randomUUID();

const anItem = (changes: Partial<WorkItem> = {}): WorkItem => ({
  ...{ id: randomUUID(), person: randomUUID(), kind: 'verify', declaration: null, area_path: ['75'] },
  ...{ level: 4, symptoms: [], exposures: [], status: 'new', outcome: null, conclusion: null, tier: 3 },
  ...{ assigned_to: null, attempts: 0, missed_calls: [], call_again_at: null, deadline: hours(1) },
  ...{ first_deadline: hours(1), created_at: hours(-1), updated_at: hours(-1), received_at: null },
  ...{ verified_at: null, concluded_at: null, closed_at: null, reopens: null, version: 1, campaign: null },
  ...changes,
});
const step = (name: StepName): Step => {
  if (name === 'assign') return { step: name, to: me };
  if (name === 'conclude') return { step: name, conclusion: 'home', until: hours(14 * 24) };
  return { step: name };
};
const statuses: WorkStatus[] = [
  'new',
  'assigned',
  'verifying',
  'unreachable',
  'visit',
  'verified',
  'following',
  'closed',
];

describe('the life cycle of a work item', () => {
  it.each(Object.keys(allowedSteps) as StepName[])(
    'lets %s be done from the statuses it says alone',
    (name) => {
      for (const status of statuses) {
        const item = anItem({ status, deadline: hours(-1), ...(status === 'closed' && { closed_at: now }) });
        const taken = takeStep(item, step(name), now, me);
        if (allowedSteps[name].includes(status))
          expect(taken).toMatchObject({ ok: true, event: { kind: name } });
        else expect(taken).toEqual({ ok: false, reason: 'not_now' });
      }
    },
  );

  const rows: [string, Partial<WorkItem>, Step, object][] = [
    [
      'is received by who takes it',
      {},
      { step: 'take' },
      { status: 'assigned', assigned_to: me, received_at: now },
    ],
    [
      'was received once',
      { status: 'assigned', received_at: hours(-1) },
      { step: 'begin' },
      { status: 'verifying', assigned_to: me },
    ],
    ['goes to a colleague', {}, { step: 'assign', to: 'x' }, { status: 'assigned', assigned_to: 'x' }],
    [
      'keeps its status with a colleague',
      { status: 'visit' },
      { step: 'assign', to: 'x' },
      { assigned_to: 'x' },
    ],
    [
      'is called again',
      { status: 'verifying', received_at: now },
      { step: 'not_reached' },
      { status: 'unreachable', attempts: 1, missed_calls: [now], call_again_at: hours(2), assigned_to: me },
    ],
    [
      'is visited after the third call in vain',
      {
        status: 'unreachable',
        attempts: 2,
        missed_calls: [hours(-24), hours(-3)],
        received_at: now,
        assigned_to: 'x',
      },
      { step: 'not_reached' },
      {
        ...{ status: 'visit', attempts: 3, missed_calls: [hours(-24), hours(-3), now] },
        ...{ call_again_at: null, assigned_to: 'x' },
      },
    ],
    [
      'is concluded within a day',
      { status: 'verifying' },
      { step: 'verify' },
      { status: 'verified', verified_at: now, deadline: hours(24) },
    ],
    [
      'needs nothing',
      { status: 'verified' },
      { step: 'conclude', conclusion: 'none' },
      { conclusion: 'none', concluded_at: now, status: 'closed', outcome: 'no_need', closed_at: now },
    ],
    [
      'is followed to the last day',
      { status: 'verified' },
      { step: 'conclude', conclusion: 'home', until: hours(100) },
      {
        status: 'following',
        conclusion: 'home',
        concluded_at: now,
        deadline: hours(100),
        call_again_at: null,
      },
    ],
    [
      'is done when the last day is over',
      { status: 'following', conclusion: 'home', deadline: now },
      { step: 'done' },
      { status: 'closed', outcome: 'done', closed_at: now, call_again_at: null },
    ],
    [
      'is handed up with as much time again',
      { status: 'assigned', assigned_to: 'x', deadline: hours(-0.1), first_deadline: hours(-0.1) },
      { step: 'hand_up' },
      { tier: 2, assigned_to: null, status: 'new', first_deadline: hours(-0.1), deadline: hours(0.9) },
    ],
    [
      'is taken up again',
      { status: 'closed', outcome: 'wrong', closed_at: now, attempts: 3 },
      { step: 'reopen' },
      {
        ...{
          status: 'new',
          closed_at: null,
          outcome: null,
          conclusion: null,
          verified_at: null,
          concluded_at: null,
        },
        ...{ assigned_to: null, attempts: 0, missed_calls: [], call_again_at: null, deadline: hours(2) },
      },
    ],
  ];
  it.each(rows)('%s', (_what, item, what, changes) => {
    const taken = takeStep(anItem(item), what, now, me);
    expect(taken.ok && taken.changes).toEqual(changes);
  });

  const refusals: [string, Partial<WorkItem>, Step, string | null, string][] = [
    ['nobody takes it', {}, { step: 'take' }, null, 'nobody'],
    ['no last day is given', { status: 'verified' }, { step: 'conclude', conclusion: 'home' }, me, 'no_end'],
    [
      'the last day is not over',
      { status: 'following', conclusion: 'home' },
      { step: 'done' },
      me,
      'too_early',
    ],
    ['nobody is above', { tier: 1 }, { step: 'hand_up' }, me, 'at_the_top'],
    ['it is not overdue', {}, { step: 'hand_up' }, null, 'not_overdue'],
  ];
  it.each(refusals)('refuses when %s', (_what, item, what, by, reason) => {
    expect(takeStep(anItem(item), what, now, by)).toEqual({ ok: false, reason });
  });

  it('lets somebody in hospital be done with before the days are over', () => {
    const item = anItem({ status: 'following', conclusion: 'facility', deadline: hours(100) });
    expect(takeStep(item, { step: 'done' }, now, me).ok).toBe(true);
  });

  it.each([
    ['no call', [], false],
    ['two', [hours(-2), hours(-1)], false],
    ['three within a day', [hours(-20), hours(-10), now], true],
    ['three within exactly a day', [hours(-24), hours(-10), now], true],
    ['one, a day ago', [hours(-24)], true],
    ['one, not yet a day ago', [hours(-23.9)], false],
    ['the last three count', [hours(-90), hours(-20), hours(-10), now], true],
  ])('knows when to go there: %s', (_what, missed, due) => {
    expect(isVisitDue(missed, now)).toBe(due);
  });

  it('is overdue from the moment its deadline has passed, while it is open', () => {
    expect(isOverdue(anItem({ deadline: now }), now)).toBe(false);
    expect(isOverdue(anItem({ deadline: hours(-0.001) }), now)).toBe(true);
    expect(isOverdue(anItem({ deadline: hours(-1), closed_at: now }), now)).toBe(false);
  });

  it('stays whole whatever is done to it, in whichever order', () => {
    const names = fc.constantFrom(...(Object.keys(allowedSteps) as StepName[]));
    fc.assert(
      fc.property(fc.array(names, { maxLength: 40 }), (done) => {
        let item = anItem();
        for (const [i, name] of done.entries()) {
          const at = hours(i * 9);
          const taken = takeStep(item, step(name), at, me);
          if (!taken.ok) continue;
          item = { ...item, ...taken.changes };
          expect(item.closed_at === null).toBe(item.status !== 'closed');
          expect(item.outcome === null).toBe(item.status !== 'closed');
          expect(item.tier).toBeGreaterThanOrEqual(1);
          if (item.status === 'following') expect(item.conclusion).not.toBeNull();
          if (item.status === 'verified') expect(item.verified_at).not.toBeNull();
        }
      }),
    );
  });
});
