import type { Gazetteer } from '../areas/gazetteer.ts';
import type { RuleSet } from '../triage/rule-set.ts';
import type { Flow } from './flow.ts';
import type { Info } from './info-pages.ts';
import type { Phrasebook } from './phrasebook.ts';

/** All the dialogue knows that is not in the conversation itself. Loaded and cross-checked by the assets room. */
export interface DialogueAssets {
  flows: ReadonlyMap<string, Flow>;
  phrasebook: Phrasebook;
  areas: Gazetteer;
  /** Which map `areas` is, such as `2020`. */
  adminVersion: string;
  becameOf: BecameOf;
  triage: RuleSet;
  hotlines: Hotlines;
  /** The province (code) the service is for: its places are offered first. */
  homeArea: string;
  /** After so many minutes of silence the next message gets the choice to go on or start over. */
  pauseMinutes: number;
  /** What can be asked for; changes while the program runs. */
  info: () => Info;
  /** IANA name; days are counted in it. */
  timeZone: string;
}

/**
 * What became of a unit of another map (`2020`): its full name there, and the codes of those it is on the present one:
 * several when it was divided, none when that, or the map, is not known.
 */
export type BecameOf = (map: string, code: string) => { name: string; now: readonly string[] };

/** Numbers to call, from flows/hotlines.yaml: configuration of the health service, never invented. */
export interface Hotlines {
  emergency: string;
  health: string;
  /** Who is responsible for the declarations, by language. */
  controller: Record<string, string>;
  /** By area code, the nearest above the person's own wins. */
  local: Record<string, string>;
}
