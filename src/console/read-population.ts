import type { PopulationRow } from '../storage/console-tables.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { parseCsv } from './parse-csv.ts';

/** What is wrong where: the rest of a key below `console-exports:population.fault.`, and its blanks. */
export interface PopulationFault {
  line: number;
  fault: string;
  params: Readonly<Record<string, string | number>>;
}

const columns = ['code', 'population', 'households', 'source', 'year'] as const;
type Column = (typeof columns)[number];
const MOST_PEOPLE = 200_000_000;

/** Population of areas as a file has it. Everything is right, or nothing is taken and every fault is named. */
export function readPopulation(
  text: string,
  { unit }: Visitor,
  { areas, adminVersion }: DialogueAssets,
  yearNow: number,
): { rows: PopulationRow[]; faults: PopulationFault[] } {
  const records = parseCsv(text);
  // A line of words may stand above the names.
  const head = records.slice(0, 2).findIndex(({ fields }) => fields.includes('code'));
  const names = (records[head]?.fields ?? []).map((name) => name.toLowerCase());
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const fault = { line: records[Math.max(0, head)]?.line ?? 1, fault: 'columns' };
    return { rows: [], faults: [{ ...fault, params: { columns: missing.join(', ') } }] };
  }
  const faults: PopulationFault[] = [];
  const rows: PopulationRow[] = [];
  const seen = new Map<string, number>();
  for (const { line, fields } of records.slice(head + 1)) {
    const of = (name: Column): string => fields[names.indexOf(name)] ?? '';
    const wrong = (fault: string, params: PopulationFault['params'] = {}): void => {
      faults.push({ line, fault, params });
    };
    const code = of('code').replace(/^'/, '');
    const [population, households, year] = [
      count(of('population')),
      count(of('households')),
      count(of('year')),
    ];
    const path = [...areas.ancestors(code).map((area) => area.code)].reverse().concat(code);
    if (areas.find(code) === undefined) wrong('unknown', { code, version: adminVersion });
    else if (!unit.areaPath.every((one, i) => path[i] === one)) wrong('outside', { code });
    else if (seen.has(code)) wrong('twice', { code, other: seen.get(code) ?? 0 });
    seen.set(code, line);
    if (population === null || population > MOST_PEOPLE) wrong('population', { value: of('population') });
    if (of('households') !== '' && (households === null || households > MOST_PEOPLE))
      wrong('households', { value: of('households') });
    if (of('source') === '') wrong('source');
    if (year === null || year < 1900 || year > yearNow) wrong('year', { value: of('year'), now: yearNow });
    rows.push({
      ...{ area_version: adminVersion, code, population: population ?? 0, households },
      ...{ source: of('source').slice(0, 500), year: year ?? 0 },
    });
  }
  if (rows.length === 0) faults.push({ line: 1, fault: 'empty', params: {} });
  return { rows: faults.length === 0 ? rows : [], faults };
}

/** `1234`, or with points or blanks between thousands as offices write it; null: no number. */
const count = (text: string): number | null =>
  /^(\d{1,9}|\d{1,3}([. \u00a0]\d{3}){1,2})$/.test(text) ? Number(text.replace(/\D/g, '')) : null;
