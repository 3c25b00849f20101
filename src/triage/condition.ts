import { z } from 'zod';

/** What a condition looks at: answers, or facts about a person. Absent means not known. */
export type Facts = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/**
 * A condition as data, never an expression language. Forms:
 * `{ fact: exposure, is: none }`, `{ fact: symptoms, has_any: [fever, cough] }`, `{ fact: age, at_least: 60 }`,
 * `{ fact: temperature, below: 38 }`, `{ fact: onset, known: true }`, `{ all: […] }`, `{ any: […] }`, `{ not: … }`.
 */
export type Condition =
  | { fact: string; is: string | number }
  | { fact: string; has_any: string[] }
  | { fact: string; at_least: number }
  | { fact: string; below: number }
  | { fact: string; known: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

const fact = z.string().min(1);
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ fact, is: z.union([z.string(), z.number()]) }),
    z.strictObject({ fact, has_any: z.array(z.string()).min(1) }),
    z.strictObject({ fact, at_least: z.number() }),
    z.strictObject({ fact, below: z.number() }),
    z.strictObject({ fact, known: z.boolean() }),
    z.strictObject({ all: z.array(conditionSchema) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** Whether the facts fulfil the condition. An unknown fact fulfils nothing but `known: false`. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  const value = facts[condition.fact];
  if ('known' in condition) return isKnown(value) === condition.known;
  if ('has_any' in condition) return condition.has_any.some((code) => includes(value, code));
  if ('is' in condition) return includes(value, condition.is);
  if (typeof value !== 'number') return false;
  return 'at_least' in condition ? value >= condition.at_least : value < condition.below;
}

/** Names of all facts a condition looks at. */
export function factsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  if ('not' in condition) return factsOf(condition.not);
  return [condition.fact];
}

const isKnown = (value: Facts[string]): boolean =>
  value !== undefined && (typeof value !== 'object' || value.length > 0);

const includes = (value: Facts[string], wanted: string | number): boolean =>
  typeof value === 'object' ? value.includes(String(wanted)) : value === wanted;
