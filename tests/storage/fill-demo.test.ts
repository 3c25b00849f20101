import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDemo, RealData } from '../../src/demo/fill-demo.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aPatient } from '../support/a-patient.ts';
import { makeDongNai } from '../support/a-staff.ts';
import { realAssets } from '../support/assets.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const month = { seed: 2020, people: 400, area: '731', now: Date.parse('2020-03-28T01:15:00Z') };
const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
const assets = realAssets();

describe.skipIf(!hasPostgres())(
  'filling an installation with an invented month (needs initdb, postgres)',
  () => {
    let database: TestDatabase;
    let made: { declarations: number; workItems: number };
    beforeAll(async () => {
      database = await createTestDatabase();
      await makeDongNai(database.db);
      made = await fillDemo(database.db, assets, sealing, month);
    });
    afterAll(() => database.drop());

    const isDemo = async ({ db }: TestDatabase) =>
      (await db.selectFrom('installation').select('demo').executeTakeFirst())?.demo;

    it('stores what it says, and marks the installation', async () => {
      const { db } = database;
      const rows = await db.selectFrom('declarations').select('id').execute();
      expect(rows).toHaveLength(made.declarations);
      expect(made.workItems).toBeGreaterThan(10);
      expect(await isDemo(database)).toBe(true);
    });

    it('has nobody who could sign in', async () => {
      const staff = await database.db.selectFrom('staff').select(['password', 'disabled_at']).execute();
      expect(staff.length).toBeGreaterThan(0);
      for (const one of staff) expect(one).toEqual({ password: 'none', disabled_at: new Date(month.now) });
    });

    it('lets nothing happen later than now, nor work end before it began', async () => {
      const { db } = database;
      const events = await db.selectFrom('work_events').select('at').execute();
      expect(events.every(({ at }) => at.getTime() <= month.now)).toBe(true);
      const late = await db
        .selectFrom('health_log')
        .select(['day', 'part'])
        .where((is) =>
          is.or([
            is('day', '>', '2020-03-28'),
            is.and([is('day', '=', '2020-03-28'), is('part', '=', 'afternoon')]),
          ]),
        )
        .execute();
      expect(late).toEqual([]);
      const items = await db.selectFrom('work_items').selectAll().execute();
      for (const { created_at: from, closed_at: to } of items) {
        if (to !== null) expect(to.getTime()).toBeGreaterThanOrEqual(from.getTime());
      }
    });

    it('is refused where a real declaration is, and changes nothing there', async () => {
      const other = await createTestDatabase();
      try {
        await makeDongNai(other.db);
        await aPatient(other.db, ['75', '731', '26011']);
        await expect(fillDemo(other.db, assets, sealing, month)).rejects.toThrow(RealData);
        expect(await other.db.selectFrom('declarations').select('id').execute()).toHaveLength(1);
        expect(await other.db.selectFrom('staff').select('id').execute()).toEqual([]);
        expect(await isDemo(other)).toBe(false);
      } finally {
        await other.drop();
      }
    });
  },
);
