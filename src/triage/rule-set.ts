import { z } from 'zod';
import { conditionSchema } from './condition.ts';

/** Units a result is told to, from the nearest to the farthest. */
export const routes = ['hotline', 'commune_station', 'district_centre', 'province_cdc'] as const;

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^R-[A-Z0-9-]+$/, 'a rule id looks like R-SUS1'),
  /** 0 nothing found · 1 watch · 2 isolate at home · 3 close contact · 4 suspected · 5 emergency */
  level: z.int().min(0).max(5),
  /** `otherwise` matches only when no rule above it did. */
  when: z.union([z.literal('otherwise'), conditionSchema]),
  class: z.string().optional(),
  advice: z.string(),
  route: z.array(z.enum(routes)).default([]),
  deadline_minutes: z.int().positive().optional(),
});

/** The decision table of flows/triage.yaml: the first rule that matches decides, all that match are kept. */
export const ruleSetSchema = z.strictObject({
  ruleset: z.string(),
  version: z.int().positive(),
  /** A draft has not been approved by the Department of Health. */
  status: z.enum(['draft', 'approved']),
  source: z.string(),
  rules: z
    .array(ruleSchema)
    .min(1)
    .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, 'two rules share an id')
    .refine(
      (rules) => rules.every((rule, i) => (rule.when === 'otherwise') === (i === rules.length - 1)),
      'the last rule, and only the last, must say `when: otherwise`',
    ),
});

export type Rule = z.infer<typeof ruleSchema>;
export type RuleSet = z.infer<typeof ruleSetSchema>;
