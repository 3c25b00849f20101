// Fills an empty installation with an invented month of a district, so that whoever tries the console sees it alive.
// Must not run where real data is.
import { parseArgs } from 'node:util';
import { loadAssets } from './assets/load-assets.ts';
import type { Config } from './config.ts';
import { nameUnit } from './console/unit-names.ts';
import { fillDemo, RealData } from './demo/fill-demo.ts';
import { openStorage } from './runtime/open-storage.ts';
import { run, StartError } from './runtime/run.ts';
import { storeAreas } from './storage/areas.ts';
import { createFieldCrypto } from './storage/field-crypto.ts';
import { addProvinceUnits } from './storage/province-units.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '2020' },
    area: { type: 'string' },
  },
});

await run('demo', demo);

async function demo(config: Config): Promise<null> {
  const { adminVersion, timeZone, defaultLanguage, homeArea } = config;
  const assets = loadAssets({ adminVersion, timeZone, defaultLanguage, homeArea });
  const people = Number(values.people);
  if (!Number.isInteger(people) || people < 1 || people > 100_000)
    throw new StartError('--people is a number from 1 to 100000.');
  const first = assets.areas.all().find(({ parent }) => parent === homeArea);
  // A district where the map has them; otherwise the province itself.
  const area = values.area ?? (first?.level === 'district' ? first.code : homeArea);
  const storage = await openStorage(config);
  try {
    await storeAreas(storage.db, adminVersion, assets.areas);
    await addProvinceUnits(storage.db, { version: adminVersion, province: homeArea }, (kind, name) =>
      nameUnit(adminVersion, kind, name),
    );
    const sealing = { crypto: createFieldCrypto(storage.fieldKey), sensitive: new Set<string>() };
    const month = { seed: Number(values.seed), people, area, now: Date.now() };
    const made = await fillDemo(storage.db, assets, sealing, month);
    console.log(`${made.declarations} invented declarations, ${made.workItems} work items. Open /console.`);
  } catch (error) {
    if (error instanceof RealData)
      throw new StartError(
        'real declarations are stored here; demo data are for an empty installation only.',
      );
    throw error;
  } finally {
    await storage.close();
  }
  return null;
}
