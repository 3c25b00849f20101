import type { AdminVersion } from '../../src/areas/admin-versions.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import type { DialogueAssets } from '../../src/dialogue/assets.ts';

const loaded = new Map<AdminVersion, DialogueAssets>();

/** The assets as they ship, on one of the maps; loaded once per test file. */
export function realAssets(adminVersion: AdminVersion = '2020'): DialogueAssets {
  const assets =
    loaded.get(adminVersion) ??
    loadAssets({ adminVersion, timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'vi' });
  loaded.set(adminVersion, assets);
  return assets;
}
