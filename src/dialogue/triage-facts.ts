import type { Facts } from '../triage/condition.ts';
import { daysBetween } from './calendar.ts';
import type { Flow } from './flow.ts';
import type { Answer } from './answer.ts';
import type { Session } from './session.ts';

/**
 * What the decision table looks at (the names are listed at the head of flows/triage.yaml).
 *
 * @param today the day of the declaration, ISO; an exposure without a date counts as one of that day
 */
export function triageFacts(flow: Flow, session: Pick<Session, 'answers'>, today: string): Facts {
  const { answers } = session;
  const symptoms = codesOf(answers['symptoms']);
  const exposure = codesOf(answers['exposure']);
  const conditions = codesOf(answers['conditions']);
  const dated = exposure.map((code) => ({ code, days: daysSince(answers[`${code}_date`], today) }));
  const recent = dated.filter(({ days }) => days <= flow.window_days);
  const age = ageOf(textOf(answers['birth']), today);
  const unknowns = ['symptoms', 'exposure', 'conditions'].filter((block) => isUnknown(answers[block]));
  const temperature = answers['temperature']?.value;
  return {
    danger_signs: codesOf(answers['danger_signs']),
    symptoms,
    exposures: recent.map(({ code }) =>
      code === 'case' && textOf(answers['case_status']) === 'suspected' ? 'suspected_case' : code,
    ),
    conditions,
    unknowns,
    old_exposure: dated.length > 0 && recent.length === 0 ? 'yes' : 'no',
    vulnerable: conditions.length > 0 || (age !== null && age >= 60) ? 'yes' : 'no',
    ...(recent.length > 0 && { days_since_exposure: Math.min(...recent.map(({ days }) => days)) }),
    ...(age !== null && { age }),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof answers['spo2']?.value === 'number' && { spo2: answers['spo2'].value }),
  };
}

/** The codes chosen, without the words for "none" and "not sure". */
export function codesOf(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  return [answer.value]
    .flat()
    .map(String)
    .filter((code) => code !== 'none' && code !== 'unknown');
}

/** Full years of age at `today` from a birth as answered; null when it is not known. */
export function ageOf(birth: string | null, today: string): number | null {
  if (birth === null) return null;
  const [kind, amount] = birth.split(':');
  if (kind === 'age') return Number(amount);
  if (kind === 'age_months') return Math.floor(Number(amount) / 12);
  const [year, month, day] = birth.split('-').map(Number);
  if (year === undefined || Number.isNaN(year)) return null;
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split('-').map(Number);
  const hadBirthday = (month ?? 1) < thisMonth || ((month ?? 1) === thisMonth && (day ?? 1) <= thisDay);
  return thisYear - year - (hadBirthday ? 0 : 1);
}

const textOf = (answer: Answer | undefined): string | null =>
  typeof answer?.value === 'string' && answer.value !== 'unknown' ? answer.value : null;

const isUnknown = (answer: Answer | undefined): boolean =>
  answer !== undefined && [answer.value].flat().includes('unknown');

const daysSince = (answer: Answer | undefined, today: string): number => {
  const date = textOf(answer);
  return date === null ? 0 : daysBetween(date, today);
};
