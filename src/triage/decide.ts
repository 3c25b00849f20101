// Turns the facts of a declaration into a level, by an ordered table read from flows/triage.yaml.
// Must not know where facts come from, in which words advice is given, or who follows it up.

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
