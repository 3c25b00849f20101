import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { fillDemo } from '../../src/demo/fill-demo.ts';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { makeMonth } from '../../src/demo/make-month.ts';
import { insertDeclarations, type Sealing } from '../../src/storage/declarations.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { launchBrowser } from '../../tests/browser/launch-browser.ts';
import { openTestConsole } from '../../tests/support/console-browser.ts';
import { makeDongNai, makeStaff, unitOf } from '../../tests/support/a-staff.ts';
import { realAssets } from '../../tests/support/assets.ts';
import { administer, type PostgresServer } from '../../tests/support/postgres.ts';

/** A quarter past eight in the morning, in Việt Nam. */
const NOW = Date.parse('2020-03-28T01:15:00Z');
const BIEN_HOA = '731';

export interface GuideConsole {
  db: Database;
  browser: Browser;
  root: string;
  /** Names to sign in with. */
  station: string;
  cdc: string;
  admin: string;
  /** Code of the station's commune. */
  commune: string;
  /** Ids of some who declared there this morning. */
  callers: string[];
  close(): Promise<void>;
}

/** The console over an invented month of Biên Hòa, with somebody of a station and of the CDC. */
export async function openGuideConsole(server: PostgresServer): Promise<GuideConsole> {
  await administer(server.url('postgres'), 'create database guide');
  const db = openDatabase({ url: server.url('guide') });
  await migrate(db);
  await makeDongNai(db);
  const console = await openTestConsole(db);
  console.at = NOW;
  const sealing = { crypto: console.context.crypto, sensitive: new Set<string>() };
  await fillDemo(db, realAssets(), sealing, { seed: 2020, people: 5000, area: BIEN_HOA, now: NOW });
  const open = await db
    .selectFrom('work_items')
    .select(['area_path', 'level'])
    .where('status', 'in', ['new', 'assigned', 'verifying', 'unreachable', 'visit', 'verified'])
    .execute();
  const commune = busiest(open.map(({ area_path: path, level }) => [path.at(-1) ?? '', level] as const));
  const callers = await declareThisMorning(db, commune, sealing);
  const cdc = await unitOf(db, 'cdc', '75');
  const names = { station: 'huong.tramyte', cdc: 'cdc.dongnai', admin: 'quantri.cdc' };
  await makeStaff(db, (await unitOf(db, 'station', commune)).id, { username: names.station });
  await makeStaff(db, cdc.id, { username: names.cdc });
  await makeStaff(db, cdc.id, { username: names.admin, role: 'admin' });
  await console.app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await launchBrowser();
  return {
    ...{ db, browser, commune, callers, ...names },
    root: `http://127.0.0.1:${(console.app.server.address() as AddressInfo).port}`,
    async close() {
      await browser.close();
      await console.app.close();
      await db.destroy();
    },
  };
}

/** A morning on which more people than usual declare something. */
async function declareThisMorning(db: Database, commune: string, sealing: Sealing): Promise<string[]> {
  const month = makeMonth(realAssets(), { seed: 7, people: 3000, area: BIEN_HOA, now: NOW });
  const area = { code: commune, path: [BIEN_HOA, '75'], version: '2020' };
  const declarations = month
    .filter(({ triage, subject }) => triage.level > 0 && subject === 'self')
    .filter(
      ({ triage: { level } }, i, all) =>
        all.slice(0, i).filter((one) => one.triage.level === level).length < 2,
    )
    .map((one, i) => ({
      ...{ ...one, urn: urnOf(i) as Declaration['urn'], declaredAt: NOW - (150 - 17 * i) * 60_000 },
      person: { ...one.person, area },
    }));
  await insertDeclarations(db, declarations, sealing, 'Asia/Ho_Chi_Minh');
  const rows = await db
    .selectFrom('persons')
    .select('id')
    .where('urn', 'like', 'demo:morning-%')
    .orderBy('urn')
    .limit(3)
    .execute();
  return rows.map(({ id }) => id);
}

/** An address of no platform: nobody is reached under it. */
const urnOf = (i: number): string => `demo:morning-${i}`;

/** The commune with most worries. */
function busiest(items: readonly (readonly [commune: string, level: number])[]): string {
  const sums = [...Map.groupBy(items, ([commune]) => commune)].map(
    ([commune, group]) => [commune, group.reduce((sum, [, level]) => sum + level, 0)] as const,
  );
  return sums.toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))[0]?.[0] ?? '';
}
