import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { declarationsOf, insertDeclarations, openAnswer } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { migrate, pendingMigrations } from '../../src/storage/migrate.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('declarations (needs initdb and postgres)', () => {
  const crypto = createFieldCrypto(randomBytes(32));
  const sealing = { crypto, sensitive: new Set(['identity', 'insurance']) };
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('keeps what health units search by in columns of its own', async () => {
    const declaration = aDeclaration({ urn: 'telegram:columns' });
    await insertDeclarations(database.db, [declaration], sealing);

    const [row] = await declarationsOf(database.db, declaration.urn, 10);

    expect(row).toMatchObject({
      id: declaration.id,
      receipt: declaration.receipt,
      channel: 'telegram',
      name: 'Nguyễn Thị Đào',
      name_folded: 'nguyen thi dao',
      birth_year: 1985,
      phone: '+84912345678',
      area_code: '26011',
      area_path: ['75', '731', '26011'],
      symptoms: ['fever', 'cough'],
      level: 3,
      rules: ['R3'],
      declared_at: new Date(declaration.declaredAt),
      deadline: new Date(declaration.declaredAt + 120 * 60_000),
      consent_notice: declaration.consent.notice,
    });
    expect(row?.answers['name']).toEqual(declaration.answers['name']);
  });

  it('stores the same declaration once, however often and from however many sides it comes', async () => {
    const declaration = aDeclaration({ urn: 'telegram:twice' });

    const results = await Promise.all(
      Array.from({ length: 20 }, () => insertDeclarations(database.db, [declaration], sealing)),
    );

    expect(results.flat()).toEqual([declaration.id]);
    expect(await declarationsOf(database.db, declaration.urn, 10)).toHaveLength(1);
  });

  it('takes a batch in which some are there already', async () => {
    const [first, second] = [aDeclaration({ urn: 'telegram:b' }), aDeclaration({ urn: 'telegram:b' })];
    await insertDeclarations(database.db, [first], sealing);

    expect(await insertDeclarations(database.db, [first, second], sealing)).toEqual([second.id]);
    expect(await insertDeclarations(database.db, [], sealing)).toEqual([]);
  });

  it('seals the answers of sensitive blocks, each bound to its record and block', async () => {
    const declaration = aDeclaration({ urn: 'zalo-oa:sealed' });
    await insertDeclarations(database.db, [declaration], sealing);

    const whole = await sql<{ text: string }>`
      select d::text as text from declarations d where id = ${declaration.id}`.execute(database.db);
    expect(whole.rows[0]?.text).not.toContain('079123456789');

    const [row] = await declarationsOf(database.db, declaration.urn, 1);
    const sealed = row?.answers['identity'];
    if (sealed === undefined) throw new Error('No identity answer');
    const context = { declaration: declaration.id, block: 'identity' };
    expect(openAnswer(sealed, context, crypto)).toEqual(declaration.answers['identity']);
    expect(() => openAnswer(sealed, { ...context, block: 'insurance' }, crypto)).toThrow();
    expect(() => openAnswer(sealed, { ...context, declaration: 'another' }, crypto)).toThrow();
  });

  it('stores what Postgres itself would refuse: NUL and halves of surrogate pairs', async () => {
    const declaration = aDeclaration({ urn: 'telegram:odd' });
    declaration.answers['name'] = { value: 'A\u0000B', raw: 'A\u0000B\ud83d', at: 1 };
    declaration.person.name = 'A\u0000B\ud83d';

    await insertDeclarations(database.db, [declaration], sealing);

    const [row] = await declarationsOf(database.db, declaration.urn, 1);
    expect(row?.answers['name']).toMatchObject({ value: 'AB', raw: 'AB\ufffd' });
    expect(row?.name).toBe('AB\ufffd');
  });
});

describe.skipIf(!hasPostgres())('migrations (needs initdb and postgres)', () => {
  it('are applied once by however many starters', async () => {
    const empty = await createTestDatabase('template0');
    const pools = Array.from({ length: 4 }, () => openDatabase({ url: empty.url }));
    try {
      expect(await pendingMigrations(empty.db)).not.toEqual([]);
      const applied = await Promise.all(pools.map(migrate));
      expect(applied.flat().sort()).toEqual([...new Set(applied.flat())].sort());
      expect(applied.flat()).toContain('0001.sql');
      expect(await migrate(empty.db)).toEqual([]);
      expect(await pendingMigrations(empty.db)).toEqual([]);
    } finally {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await empty.drop();
    }
  });
});
