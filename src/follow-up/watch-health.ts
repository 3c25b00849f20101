import type { Scoped } from '../storage/as-staff.ts';
import { openWork } from '../storage/due-work.ts';
import { healthLogOf } from '../storage/health-log.ts';
import { lockOpenWork, markSeen, raisedBefore, unseenNotes, watchedFrom } from '../storage/health-watch.ts';
import { changeWork } from '../storage/work-items.ts';
import { raise, urgency, worsening, type Worse } from './worsening.ts';

/**
 * Looks at what came into the health log since, from the bot, a call or a visit: whoever got worse is work, each cause
 * once. Everything in the caller's transaction: it is looked at and raised, or neither.
 *
 * @param limit most lines of the log at once
 * @returns how many causes were raised
 */
export async function watchHealth(tx: Scoped, now: Date, limit: number): Promise<number> {
  let raised = 0;
  for (const { person, notes } of await unseenNotes(tx, limit)) {
    // Work first, then lines, as everywhere: whoever merges two persons meanwhile waits, or is waited for.
    await lockOpenWork(tx, person);
    const from = await watchedFrom(tx, person);
    if (from !== null) {
      const log = await healthLogOf(tx, person, from);
      const before = await raisedBefore(tx, person);
      for (const worse of worsening(log, before)) if (await act(tx, person, worse, now)) raised++;
    }
    await markSeen(tx, person, notes);
  }
  return raised;
}

async function act(tx: Scoped, person: string, worse: Worse, now: Date): Promise<boolean> {
  const item = await lockOpenWork(tx, person);
  if (item === undefined) {
    const { level, deadline } = urgency(worse, now, 0);
    const event = { kind: 'worse', detail: { ...worse } };
    return openWork(tx, person, { kind: 'verify', level, deadline, event });
  }
  const { changes, event } = raise(item, worse, now);
  return (await changeWork(tx, item.id, item.version, changes, event)) === 'changed';
}
