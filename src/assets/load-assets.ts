// Brings flows, rules, words and areas from disk, cross-checks them, and refuses to start on a fault.
// Must not know what happens in a conversation, nor any platform or database.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DialogueAssets, Hotlines } from '../dialogue/assets.ts';
import { type Flow, flowSchema } from '../dialogue/flow.ts';
import { type RuleSet, ruleSetSchema } from '../triage/rule-set.ts';
import type { AdminVersion } from '../areas/admin-versions.ts';
import { loadAreaHistory } from './area-history.ts';
import { AssetError, type Fault } from './asset-fault.ts';
import { checkFlow } from './check-flow.ts';
import { checkRules } from './check-rules.ts';
import { checkTexts } from './check-texts.ts';
import type { Info } from '../dialogue/info-pages.ts';
import { createPhrasebook } from './phrasebook.ts';
import { readTexts } from './read-texts.ts';
import { parseSource, readSource } from './source-file.ts';

export interface AssetOptions {
  adminVersion: AdminVersion;
  timeZone: string;
  /** The language to begin in when a platform does not tell one; a folder of locales/. */
  defaultLanguage: string;
  /** Code of the province whose places are offered first; Đồng Nai by default. */
  homeArea?: string;
  /** Silence after which the choice to go on or start over is put; 30 by default. */
  pauseMinutes?: number;
  /** The folder that holds flows/ and locales/; the project's own by default. */
  root?: string;
}

/**
 * Loads and cross-checks all the dialogue needs.
 *
 * @throws AssetError with every fault found, each with file, line and column
 */
export function loadAssets(options: AssetOptions): DialogueAssets {
  const root = options.root ?? fileURLToPath(new URL('../../', import.meta.url));
  const faults: Fault[] = [];
  const flows = loadFlows(root, faults);
  const triage = loadRules(root, faults);
  const hotlines = parseSource(readSource(root, 'flows/hotlines.yaml'), hotlinesSchema, faults);
  const texts = readTexts(root, options.defaultLanguage, faults);
  faults.push(...checkTexts(texts, [...flows.values()], triage));
  if (faults.length > 0 || !triage || !hotlines) throw new AssetError(faults);
  const { areas, becameOf } = loadAreaHistory(options.adminVersion);
  const homeArea = options.homeArea ?? '75';
  if (areas.find(homeArea)?.parent !== null) {
    const message = `HOME_AREA is ${homeArea}, which is no province of the map ${options.adminVersion}`;
    throw new AssetError([{ file: 'settings', line: 1, column: 1, message }]);
  }
  return {
    flows,
    phrasebook: createPhrasebook(texts),
    areas,
    becameOf,
    adminVersion: options.adminVersion,
    triage,
    hotlines,
    timeZone: options.timeZone,
    homeArea,
    pauseMinutes: options.pauseMinutes ?? 30,
    info: () => nothingToTell,
  };
}

/** Until somebody who has a database says what there is. */
const nothingToTell: Info = { pages: [], stations: new Map() };

const tables = new Set(['triage.yaml', 'hotlines.yaml']);

function loadFlows(root: string, faults: Fault[]): Map<string, Flow> {
  const flows = new Map<string, Flow>();
  const names = readdirSync(new URL('flows/', `file://${root}/`)).filter((name) => name.endsWith('.yaml'));
  for (const name of names.filter((one) => !tables.has(one)).sort()) {
    const source = readSource(root, `flows/${name}`);
    const flow = parseSource(source, flowSchema, faults);
    if (!flow) continue;
    if (name !== `${flow.id}.yaml`)
      faults.push(source.faultAt(['id'], `the file of flow ${flow.id} is ${flow.id}.yaml`));
    faults.push(...checkFlow(flow, source));
    flows.set(flow.id, flow);
  }
  return flows;
}

function loadRules(root: string, faults: Fault[]): RuleSet | undefined {
  const source = readSource(root, 'flows/triage.yaml');
  const rules = parseSource(source, ruleSetSchema, faults);
  if (rules) faults.push(...checkRules(rules, source));
  return rules;
}

const number = z
  .string()
  .regex(/^[0-9+ ]{2,20}$/, 'a number to call is digits and blanks, quoted when it begins with 0');

export const hotlinesSchema: z.ZodType<Hotlines> = z.strictObject({
  emergency: number,
  health: number,
  controller: z.record(z.string(), z.string().min(1)),
  local: z.record(z.string().regex(/^\d{2,5}$/, 'the key is the code of an area, quoted'), number),
});
