// Turns the facts of a declaration into a level, by an ordered table read from flows/triage.yaml.
// Must not know where facts come from, in which words advice is given, or who follows it up.
import { type Facts, holds } from './condition.ts';
import type { RuleSet } from './rule-set.ts';

/** What the table decided, with every rule that matched kept as the explanation. */
export interface TriageResult {
  /** Id and version of the rule set, so that a result can be understood after the rules have changed. */
  ruleset: string;
  rulesetVersion: number;
  /** 0 (nothing found) to 5 (emergency). */
  level: number;
  /** Ids of all rules that matched, in table order; the first decided the level. */
  rules: string[];
  /** Provisional class in the words of the health service (`F1`, `suspected`), or null. */
  provisionalClass: string | null;
  /** Key of the advice in the locale files. */
  advice: string;
  /** Who is told: `commune_station`, `district_centre`, `province_cdc`, `hotline`. */
  route: string[];
  /** Minutes within which the health unit is to act; null when it need not. */
  deadlineMinutes: number | null;
}

/**
 * The first matching rule decides; every matching rule is named.
 *
 * @throws when no rule matches: the last rule must be `otherwise` (checked when the set is loaded)
 */
export function decide(ruleSet: RuleSet, facts: Facts): TriageResult {
  const matching = ruleSet.rules.filter((rule) => rule.when !== 'otherwise' && holds(rule.when, facts));
  const first = matching[0] ?? ruleSet.rules.at(-1);
  if (!first) throw new Error(`rule set ${ruleSet.ruleset} v${ruleSet.version} is empty`);
  const named = matching.length > 0 ? matching : [first];
  return {
    ruleset: ruleSet.ruleset,
    rulesetVersion: ruleSet.version,
    level: first.level,
    rules: named.map((rule) => rule.id),
    provisionalClass: first.class ?? null,
    advice: first.advice,
    route: first.route,
    deadlineMinutes: first.deadline_minutes ?? null,
  };
}
