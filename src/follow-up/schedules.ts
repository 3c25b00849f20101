import type { Database } from '../storage/database.ts';
import {
  isolatedUnasked,
  lockOverdue,
  lockUnreachable,
  onceAtATime,
  openWork,
  silentPersons,
} from '../storage/due-work.ts';
import { changeWork, findWork, type WorkItem } from '../storage/work-items.ts';
import type { Scoped } from '../storage/as-staff.ts';
import { isVisitDue, takeStep, type Step } from './life-cycle.ts';
import { partAt } from './isolation-days.ts';
import { watchHealth } from './watch-health.ts';
import { tellCitizen, type TellQueue } from './tell-citizen.ts';

export interface SchedulesOptions {
  db: Database;
  queues: TellQueue;
  timeZone: string;
}

type Task = 'handUp' | 'visit' | 'lookForSilent' | 'watchHealth' | 'askIsolated';

/** What is done by itself. Each answers how many it was done for; of any number of processes one does it. */
export type Schedules = Record<Task, (now: Date) => Promise<number>>;

/** Most that is done at once; the rest a minute later. */
const AT_ONCE = 200;
/** Somebody in isolation says nothing for so long: 36 hours. */
const SILENT = 36 * 60 * 60_000;
/** From and until which hour people are asked: twice a day (QĐ 879/QĐ-BYT). */
const HOURS = { morning: [7, 12], afternoon: [16, 21] } as const;

export function createSchedules({ db, queues, timeZone }: SchedulesOptions): Schedules {
  return {
    /** What nobody verified in time goes to the tier above. */
    handUp: (now) =>
      onceAtATime(db, 'hand-up', async (tx) => {
        const items = await lockOverdue(tx, now, AT_ONCE);
        return count(items, (item) => step(tx, item, { step: 'hand_up' }, now));
      }),

    /** Whoever did not answer three calls, or for a day, is visited. */
    visit: (now) =>
      onceAtATime(db, 'visit', async (tx) => {
        const items = await lockUnreachable(tx, now, AT_ONCE);
        const due = items.filter(({ missed_calls: missed }) => isVisitDue(missed, now));
        return count(due, (item) => step(tx, item, { step: 'visit' }, now));
      }),

    /** Whoever is in isolation and silent becomes work. */
    lookForSilent: (now) =>
      onceAtATime(db, 'silent', async (tx) => {
        const silent = await silentPersons(tx, new Date(now.getTime() - SILENT), AT_ONCE);
        return count(silent, async ({ person, item }) => {
          const deadline = new Date(now.getTime() + 4 * 60 * 60_000);
          const missed = { kind: 'missed', deadline, event: { kind: 'missed' } } as const;
          if (item === null) return openWork(tx, person, missed);
          const work = await findWork(tx, item);
          return work !== undefined && (await step(tx, work, { step: 'missed' }, now));
        });
      }),

    /** Whoever got worse by what was heard of them becomes work. */
    watchHealth: (now) => onceAtATime(db, 'watch-health', (tx) => watchHealth(tx, now, AT_ONCE)),

    /** Twice a day those in isolation are asked how they are, unless they said so already. */
    askIsolated: async (now) => {
      const { day, part, hour } = partAt(now.getTime(), timeZone);
      const [from, until] = HOURS[part];
      if (hour < from || hour >= until) return 0;
      return onceAtATime(db, 'ask-isolated', `${day} ${part}`, async (tx) => {
        const unasked = await isolatedUnasked(tx, day, part);
        return count(unasked, async ({ urn, person, names, self }) => {
          const isOne = self && names.length === 1;
          await tellCitizen(queues, {
            ...{ urn, person, id: `measure-${day}-${part}-${urn}` },
            ...{
              key: isOne ? 'measure' : 'measure_family',
              params: isOne ? {} : { names: names.join(', ') },
            },
          });
          return true;
        });
      });
    },
  };
}

async function step(tx: Scoped, item: WorkItem, what: Step, now: Date): Promise<boolean> {
  const taken = takeStep(item, what, now, null);
  if (!taken.ok) return false;
  return (await changeWork(tx, item.id, item.version, taken.changes, taken.event)) === 'changed';
}

async function count<T>(all: readonly T[], act: (one: T) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (const one of all) if (await act(one)) done++;
  return done;
}
