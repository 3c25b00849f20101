import { factsOf } from '../triage/condition.ts';
import type { RuleSet } from '../triage/rule-set.ts';
import type { Fault } from './asset-fault.ts';
import type { SourceFile } from './source-file.ts';

/** The facts a rule may look at; dialogue/triage-facts.ts makes them. */
const knownFacts = new Set([
  'danger_signs',
  'spo2',
  'symptoms',
  'exposures',
  'conditions',
  'days_since_exposure',
  'old_exposure',
  'age',
  'temperature',
  'vulnerable',
  'unknowns',
]);

/** Rules that look at a fact nobody makes would silently never match. */
export function checkRules(rules: RuleSet, source: SourceFile): Fault[] {
  return rules.rules.flatMap((rule, index) =>
    rule.when === 'otherwise'
      ? []
      : factsOf(rule.when)
          .filter((fact) => !knownFacts.has(fact))
          .map((fact) =>
            source.faultAt(['rules', index, 'when'], `${rule.id} looks at an unknown fact: ${fact}`),
          ),
  );
}
