import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteVisit } from '../../src/storage/campaign-visits.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('people brought by a link (needs postgres)', () => {
  const sealing = { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set<string>() };
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    const unit = await db
      .insertInto('units')
      .values({ name: 'Sở TT&TT', kind: 'communications', area_path: ['75'] })
      .returning('id')
      .executeTakeFirstOrThrow();
    const staff = await db
      .insertInto('staff')
      .values({ unit: unit.id, username: 'tt', name: 'T', role: 'communications', password: '' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('campaigns')
      .values({
        code: 'tram-07',
        unit: unit.id,
        area_path: ['75'],
        kind: 'poster',
        name: 'T',
        created_by: staff.id,
      })
      .execute();
  });
  afterAll(() => database.drop());

  const visits = () => database.db.selectFrom('campaign_visits').selectAll().orderBy('visited_at').execute();
  const at = (minute: number) => new Date(Date.UTC(2020, 2, 27, 3, minute));

  it('are counted once each, as far as they went, and nobody can read who they were', async () => {
    const { db } = database;
    const urns = ['telegram:1', 'telegram:2', 'telegram:3'] as const;
    for (const urn of [...urns, ...urns])
      await noteVisit(db, { urn, code: 'tram-07', step: 'came', at: at(0) });
    await noteVisit(db, { urn: 'telegram:1', code: 'tram-07', step: 'began', at: at(1) });
    const declarations = [
      aDeclaration({ urn: 'telegram:1', campaign: 'tram-07' }),
      aDeclaration({ urn: 'telegram:1', campaign: 'tram-07', subject: 'mother' }),
      // The note that they came is still on its way.
      aDeclaration({ urn: 'telegram:4', campaign: 'tram-07' }),
      aDeclaration({ urn: 'telegram:5', campaign: 'nobody-made-this' }),
    ];
    await insertDeclarations(db, declarations, sealing, 'Asia/Ho_Chi_Minh');
    await noteVisit(db, { urn: 'telegram:4', code: 'tram-07', step: 'came', at: at(0) });
    const all = await visits();
    expect(all).toHaveLength(4);
    expect(all.filter(({ started_at: began }) => began !== null)).toHaveLength(2);
    expect(all.filter(({ completed_at: sent }) => sent !== null)).toHaveLength(2);
    expect(JSON.stringify(all)).not.toMatch(/telegram/);
  });

  it('carry the code to the person and their work', async () => {
    const persons = database.db.selectFrom('persons').select('campaign').where('campaign', '=', 'tram-07');
    expect(await persons.execute()).toHaveLength(3);
    const work = database.db.selectFrom('work_items').select('campaign').where('campaign', '=', 'tram-07');
    expect((await work.execute()).length).toBeGreaterThan(0);
  });
});
