import { dayAt } from '../dialogue/calendar.ts';
import { addDays, isolationFrom, partAt } from '../follow-up/isolation-days.ts';
import { takeStep, type Step } from '../follow-up/life-cycle.ts';
import type { Conclusion } from '../storage/console-tables.ts';
import type { WorkItem } from '../storage/work-items.ts';
import type { Random } from './seeded.ts';

/** What was done about one work item. */
export interface Followed {
  item: WorkItem;
  events: { at: Date; kind: string; note: string; detail: Record<string, unknown> }[];
  /** Days as `2020-03-27`. */
  isolation: {
    place: 'home' | 'concentrated' | 'facility';
    dayZero: string;
    endsOn: string;
    decidedAt: Date;
  } | null;
  log: {
    day: string;
    part: 'morning' | 'afternoon';
    temperature: number;
    source: 'bot' | 'phone' | 'visit';
  }[];
}

const MINUTE = 60_000;
const concluded: Record<number, readonly Conclusion[]> = {
  5: ['facility'],
  4: ['concentrated', 'concentrated', 'facility', 'home'],
  3: ['concentrated', 'home'],
  2: ['home', 'home', 'self_monitor'],
  1: ['self_monitor', 'none', 'none'],
};

/**
 * What a health unit did about an item up to now, by the real life cycle: most in time, some late, some not yet.
 *
 * @param diligence 0 to 1: how fast the unit of its commune is
 * @param staff who did it
 */
export function followItem(
  made: WorkItem,
  {
    staff,
    diligence,
    random,
    now,
    timeZone,
  }: { staff: string; diligence: number; random: Random; now: number; timeZone: string },
): Followed {
  let item = made;
  let at = made.created_at.getTime();
  const followed: Followed = { item, events: [], isolation: null, log: [] };
  const wait = (minutes: number): void => {
    at += (minutes * MINUTE * (0.3 + random())) / (0.15 + diligence);
  };
  const step = (one: Step, note = ''): boolean => {
    if (at > now) return false;
    const taken = takeStep(item, one, new Date(at), staff);
    if (!taken.ok) return false;
    item = { ...item, ...taken.changes, updated_at: new Date(at), version: item.version + 1 };
    followed.events.push({ at: new Date(at), ...taken.event, note });
    return true;
  };
  const spare = Math.max(15, (made.deadline.getTime() - at) / MINUTE);
  wait(spare * 0.25);
  if (!step({ step: 'take' })) return followed;
  wait(spare * 0.15);
  step({ step: 'begin' });
  if (random() < 0.2) {
    wait(10);
    step({ step: 'not_reached' }, 'Chuông reo nhưng không nghe máy.');
    wait(120);
  }
  wait(20);
  if (random() < 0.05 && step({ step: 'wrong' }, 'Khai nhầm, đã gọi xác nhận.')) return { ...followed, item };
  if (!step({ step: 'verify' }, 'Đúng người, đúng địa chỉ.')) return { ...followed, item };
  wait(45);
  const choices = concluded[made.level] ?? ['none'];
  const conclusion = choices[Math.floor(random() * choices.length)] ?? 'none';
  const dayZero = dayAt(made.created_at.getTime() - random() * 5 * 24 * 60 * MINUTE, timeZone);
  const { endsOn } = isolationFrom(dayZero);
  const until = new Date(Date.parse(`${addDays(endsOn, 1)}T00:00:00+07:00`));
  const decided = at;
  if (
    !step(conclusion === 'none' ? { step: 'conclude', conclusion } : { step: 'conclude', conclusion, until })
  ) {
    return { ...followed, item };
  }
  if (conclusion === 'home' || conclusion === 'concentrated' || conclusion === 'facility') {
    followed.isolation = { place: conclusion, dayZero, endsOn, decidedAt: new Date(decided) };
    followed.log = logOf(dayAt(decided, timeZone), endsOn, partAt(now, timeZone), random);
  }
  at = until.getTime();
  if (conclusion !== 'none') step({ step: 'done' }, 'Đủ 14 ngày, không triệu chứng.');
  return { ...followed, item };
}

function logOf(
  from: string,
  to: string,
  now: { day: string; part: 'morning' | 'afternoon' },
  random: Random,
): Followed['log'] {
  const log: Followed['log'] = [];
  const warm = random() < 0.15 ? 1.1 : 0;
  for (let day = from; day <= to && day <= now.day; day = addDays(day, 1)) {
    for (const part of ['morning', 'afternoon'] as const) {
      const isLater = day === now.day && now.part === 'morning' && part === 'afternoon';
      if (random() < 0.15 || isLater) continue;
      const degrees = 36.2 + random() * 0.7 + (log.length < 6 ? warm : 0);
      const source = (['bot', 'bot', 'phone', 'visit'] as const)[Math.floor(random() * 4)] ?? 'bot';
      log.push({ day, part, temperature: Math.round(degrees * 10) / 10, source });
    }
  }
  return log;
}
