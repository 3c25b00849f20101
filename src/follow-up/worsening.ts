import type { HealthNote } from '../storage/health-log.ts';
import type { WorkChanges, WorkItem } from '../storage/work-items.ts';
import { addDays } from './isolation-days.ts';

/** Why somebody who is followed has to be looked at again. */
export type Cause = 'high_fever' | 'long_fever' | 'breathing';

/** A cause, and the day of the log it is known by. */
export interface Worse {
  cause: Cause;
  day: string;
}

/** What was raised before, as it was written down. */
export type Raised = Record<keyof Worse, string>;

export type LogLine = Pick<HealthNote, 'day' | 'part' | 'temperature' | 'symptoms' | 'source'>;

/** Degrees Celsius (domain dossier, 2.6: screening; and the daily updates that need a call). */
const FEVER = 37.5;
const HIGH_FEVER = 38.5;
/** So many readings, and so many days in a row. */
const HIGH_READINGS = 2;
const FEVER_DAYS = 3;

/** In minutes, as flows/triage.yaml has it for somebody who was exposed and for breathing trouble. */
const within: Record<Cause, number> = { high_fever: 240, long_fever: 240, breathing: 120 };
/** Suspected. */
const LEVEL = 4;

/**
 * What got worse by somebody's health log: two readings of 38.5 °C or more, fever on three days in a row, or breathing
 * trouble that was not there before. Each cause once: a fever that goes on, and breathing that stays bad, is the same
 * cause; two high readings on later days are another.
 *
 * @param log by day and part, within one part the oldest first
 * @param raised what was raised before
 */
export function worsening(log: readonly LogLine[], raised: readonly Raised[]): Worse[] {
  const lines = corrected(log);
  const isRaised = (cause: Cause, from: string, to: string): boolean =>
    raised.some((one) => one.cause === cause && one.day >= from && one.day <= to);
  return [
    ...highFever(lines, raised),
    ...runsOf([...new Set(lines.filter(hasFever).map(({ day }) => day))], (day) => addDays(day, 1))
      .filter(({ days, from, to }) => days >= FEVER_DAYS && !isRaised('long_fever', from, to))
      .map(({ to }): Worse => ({ cause: 'long_fever', day: to })),
    ...breathless(lines)
      .filter(({ from, to }) => !isRaised('breathing', from, to))
      .map(({ from }): Worse => ({ cause: 'breathing', day: from })),
  ];
}

/**
 * What it changes about an open item, and what is written down. Whoever was verified already is new again; otherwise it
 * is to be done sooner.
 */
export function raise(
  item: WorkItem,
  worse: Worse,
  now: Date,
): { changes: WorkChanges; event: { kind: 'worse'; detail: Record<string, unknown> } } {
  const { level, deadline: soon } = urgency(worse, now, item.level);
  const again: WorkChanges = {
    ...{ status: 'new', verified_at: null, assigned_to: null, attempts: 0, missed_calls: [] },
    deadline: soon,
  };
  const sooner: WorkChanges = { deadline: item.deadline < soon ? item.deadline : soon };
  const changes = { level, call_again_at: null, ...(item.verified_at === null ? sooner : again) };
  return { changes, event: { kind: 'worse', detail: { ...worse } } };
}

/** How much it worries, and until when somebody has to see to it. */
export const urgency = ({ cause }: Worse, now: Date, level: number): { level: number; deadline: Date } => ({
  level: Math.max(level, LEVEL),
  deadline: new Date(now.getTime() + within[cause] * 60_000),
});

/** Who declares twice in one part of a day has corrected themselves. */
function corrected(log: readonly LogLine[]): LogLine[] {
  return log.filter(
    (line, i) =>
      line.source !== 'bot' ||
      !log
        .slice(i + 1)
        .some(({ day, part, source }) => source === 'bot' && day === line.day && part === line.part),
  );
}

function highFever(lines: readonly LogLine[], raised: readonly Raised[]): Worse[] {
  const since = raised
    .filter(({ cause }) => cause === 'high_fever')
    .map(({ day }) => day)
    .toSorted()
    .at(-1);
  const high = lines.filter(
    ({ day, temperature }) =>
      temperature !== null && temperature >= HIGH_FEVER && (since === undefined || day > since),
  );
  const last = high.at(-1);
  return high.length < HIGH_READINGS || last === undefined ? [] : [{ cause: 'high_fever', day: last.day }];
}

const hasFever = ({ temperature, symptoms }: LogLine): boolean =>
  (temperature !== null && temperature >= FEVER) || symptoms.includes('fever');

/** Days that follow each other, from the first to the last. */
function runsOf(
  days: readonly string[],
  next: (day: string) => string,
): { from: string; to: string; days: number }[] {
  const runs: { from: string; to: string; days: number }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && next(run.to) === day) Object.assign(run, { to: day, days: run.days + 1 });
    else runs.push({ from: day, to: day, days: 1 });
  }
  return runs;
}

/** From when to when breathing was bad, as far as anything was said of symptoms. */
function breathless(lines: readonly LogLine[]): { from: string; to: string }[] {
  const runs: { from: string; to: string }[] = [];
  let before = false;
  for (const { day, symptoms } of lines) {
    const bad = symptoms.includes('dyspnea');
    const run = runs.at(-1);
    if (bad && before && run !== undefined) run.to = day;
    else if (bad) runs.push({ from: day, to: day });
    before = bad;
  }
  return runs;
}
